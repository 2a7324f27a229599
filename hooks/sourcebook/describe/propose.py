"""A text → what it seems to state of itself, each with its words: proposals, of which nothing is taken by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime

from babel.dates import get_month_names

_LANGUAGES = ("en", "de", "fr", "es", "it", "nl")
"""Whose dates, salutations and closings are known."""
_NUMBER_OF = {
    name.casefold().rstrip("."): number
    for language in _LANGUAGES
    for form in ("wide", "abbreviated")
    for number, name in get_month_names(form, locale=language).items()
}
_MONTHS = "|".join(sorted(map(re.escape, _NUMBER_OF), key=len, reverse=True))
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_DATES = (
    re.compile(rf"\b(?P<month>{_MONTHS})\.? {_DAY},? (?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b{_DAY} (?:of |de )?(?P<month>{_MONTHS})\.?,?(?: de| del)? (?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(r"(?P<year>\d{4}) ?年 ?(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?日"),
)
_OPENINGS = (
    r"(?:My )?Dear|Sehr (?:ge|ver)ehrter?|Verehrter?|Lieber?|Ch(?:er|ère)|Querid[oa]|Estimad[oa]|Car[oa]|Gentile"
)
_SALUTATION = re.compile(rf"^(?:{_OPENINGS}) (?P<name>[^\n,:!]{{1,60}})[,:!]?[ \t]*$", re.MULTILINE)
_TITLES = r"Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Lady|Madam|Herr|Frau|Monsieur|Madame|Señora?|Signora?|Signor|Heer|Mevrouw"
_ADDRESSED = re.compile(rf"^(?:(?:{_TITLES})\.?\s)*(?P<name>[^\W\d_][\w.’' -]*)$")
_NOBODY = {"sir", "sirs", "madam", "sir or madam", "friend", "friends", "all", "colleague", "colleagues", "editor"}
_CLOSING = re.compile(
    r"^(?:Yours|Sincerely|Respectfully|Very truly|Truly|Faithfully|(?:Kind |Best )?Regards|With (?:kind|best)"
    r"|Mit (?:\w+ )?\w+en Grüßen|(?:Viele|Herzliche|Freundliche|Beste) Grüße|Hochachtungsvoll|Cordialement|Bien à"
    r"|Atentamente|Cordiali saluti|Met vriendelijke groet)"
    r"[^\n]{0,40}\n+[ \t]*(?:(?:Ihre?|Deine?|Euer) )?(?P<name>[^\W\d_][\w.’' -]{2,50})[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Z .,’'-]{2,40}) \((?P<agency>[A-Z][\w. ]{1,20})\) ?[-–—]{1,2}", re.MULTILINE
)
_NOTICE = re.compile(r"^.*(?:©|\(c\)|Copyright)[^\n]*\d{4}[^\n]*$", re.MULTILINE | re.IGNORECASE)
_MAIL = re.compile(r"^(?P<name>From|To|Cc|Date|Subject): (?P<value>[^\n]+)$", re.MULTILINE)
_HEAD = 1500
"""Characters at a text's beginning in which its own date and dateline are looked for."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value that a text may state of itself."""

    field: str
    fact: dict[str, str]
    """As a sidecar writes it."""


def propose(text: str) -> list[Proposal]:
    """Return what a text seems to state of itself, in the order of its words; each value once."""
    found = [*_of_mail(text)] or [*_of_letter(text), *_of_news(text)]
    found += [Proposal("rights", {"value": m[0].strip(), "stated": m[0].strip()}) for m in _NOTICE.finditer(text)]
    return list({(proposal.field, proposal.fact["value"]): proposal for proposal in found}.values())


def _of_letter(text: str) -> Iterator[Proposal]:
    yield from _date(text[:_HEAD])
    if salutation := _SALUTATION.search(text):
        words = salutation[0].strip()
        yield Proposal("kind", {"value": "letter", "inferred": "the salutation", "quote": words})
        addressed = _ADDRESSED.fullmatch(salutation["name"].strip())
        if addressed and addressed["name"].lower() not in _NOBODY and " and " not in addressed["name"]:
            yield Proposal("addressee", _agent(addressed["name"], words))
    if closing := _CLOSING.search(text):
        name = closing["name"].strip()
        yield Proposal("author", _agent(name, name))


def _of_news(text: str) -> Iterator[Proposal]:
    for dateline in _DATELINE.finditer(text[:_HEAD]):
        words = dateline[0]
        yield Proposal("place", {"value": dateline["place"].title(), "stated": words, "note": "the dateline"})
        told = {
            "value": dateline["agency"],
            "type": "organisation",
            "inferred": "the dateline names it",
            "quote": words,
        }
        yield Proposal("publisher", told)


def _of_mail(text: str) -> Iterator[Proposal]:
    head = text.split("\n\n", maxsplit=1)[0]
    if not head.startswith("From: "):
        return
    for line in _MAIL.finditer(head):
        value = re.sub(r"\s*<[^>]*>", "", line["value"]).strip().strip('"') or line["value"].strip("<> ")
        if line["name"] == "Date":
            yield from _of_header(line["value"], line[0])
        elif line["name"] == "Subject":
            yield Proposal("title", {"value": value, "stated": line["value"]})
        else:
            field = {"From": "author", "To": "addressee", "Cc": "copy_to"}[line["name"]]
            yield Proposal(field, _agent(value, line[0]))


def _date(text: str) -> Iterator[Proposal]:
    """Yield the date that a text has first, if there is such a day."""
    found = min((m for pattern in _DATES if (m := pattern.search(text))), key=lambda match: match.start(), default=None)
    if found:
        name = found["month"]
        month = int(name) if name.isdecimal() else _NUMBER_OF[name.casefold()]
        with suppress(ValueError):
            day = date(int(found["year"]), month, int(found["day"]))
            yield Proposal("date", {"value": day.isoformat(), "stated": found[0]})


def _of_header(written: str, words: str) -> Iterator[Proposal]:
    """Yield the day of a message's Date."""
    with suppress(TypeError, ValueError):
        yield Proposal("date", {"value": parsedate_to_datetime(written).date().isoformat(), "stated": words})


def _agent(name: str, words: str) -> dict[str, str]:
    """Return a person as a record has one: “Family, Given”; of a single name it says so."""
    words_of = name.split()
    particles = [at for at, word in enumerate(words_of[:-1]) if at and word.islower()]
    first = particles[0] if particles else len(words_of) - 1
    given, family = " ".join(words_of[:first]), " ".join(words_of[first:])  # “Bill”, “de Blasio”
    if not given or "@" in name:
        return {"value": name, "type": "person", "stated": words}
    return {"value": f"{family}, {given}", "stated": words}
