"""The words that readers see, in the language of the archive's pages.

English is what the code says, and has no file. Another language is one file, `locale/<language>/sourcebook.po`, which
maps each English message to its own; a message that it lacks is shown in English. Templates mark messages with
`{% trans %}`, everything else with the functions of this module or, in tables, with `N_`.

The language is that of the context in which an archive is built: `speak` is called when it is read, before any word of
it is made, and what makes words in another thread runs in a copy of the context. Figures in messages are written in
braces, `{n}`; the number that a plural goes by is always `{n}`.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property, lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names
from babel.numbers import format_decimal
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

CATALOGUES = Path(__file__).resolve().parent / "locale"
FILE = "sourcebook.po"
ENGLISH = "en"
_SPECIAL = re.compile("[&<>'\"]")
"""What HTML can't have as it is."""


@dataclass(frozen=True, eq=False)
class Language:
    """A language that pages are written in."""

    tag: str
    """BCP 47: “de-AT”."""
    catalogue: Catalog | None = None
    """None for English."""
    order: str = ""
    """The tag of the language by whose alphabet lists are sorted, which may have no catalogue."""

    @cached_property
    def messages(self) -> NullTranslations:
        """What gives the language's words for English ones."""
        if self.catalogue is None:
            return NullTranslations()
        from babel.messages.mofile import write_mo  # noqa: PLC0415  not for English

        compiled = io.BytesIO()
        write_mo(compiled, self.catalogue)
        compiled.seek(0)
        return GNUTranslations(compiled)

    @cached_property
    def digest(self) -> str:
        """Of all its words: what is made with others has another."""
        if self.catalogue is None:
            return ""
        return hashlib.sha256(repr([(m.context, m.id, m.string) for m in self.catalogue]).encode()).hexdigest()

    def of_scripts(self) -> dict[str, object]:
        """Return what scripts are given: its tag, and the messages that stand in scripts; nothing in English."""
        if self.catalogue is None:
            return {}
        said = {}
        for message in self.catalogue:
            singular = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
            if not message.fuzzy and message.string and any(file.endswith(".js") for file, _ in message.locations):
                said[singular] = message.string
        return {"language": self.tag, "messages": said}

    @cached_property
    def locale(self) -> Locale:
        """What the CLDR knows of it: months, plurals, names of languages."""
        return Locale.parse(self.tag, sep="-")

    @property
    def fallbacks(self) -> tuple[str, ...]:
        """Its tag and those it may stand in for, the nearest last: `de`, `de-AT`. None for English."""
        parts = self.tag.split("-") if self.catalogue else []
        return tuple("-".join(parts[:length]) for length in range(1, len(parts) + 1))

    @cached_property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return str(self.locale.text_direction)


def catalogues(folder: Path = CATALOGUES) -> dict[str, Path]:
    """Return the file of each language that pages can be written in, English left out, by its tag."""
    return {path.parent.name: path for path in sorted(folder.glob(f"*/{FILE}"))}


def language(tag: str, folder: Path = CATALOGUES, *, order: str = "") -> Language:
    """Return the language whose catalogue serves a tag: of `de-AT` that of `de`; English where there is none.

    The tag stays, where there is a catalogue: a country has its own names of months. What the CLDR and browsers have no
    name for is left out: what is private, or of old (`de-x-ours`, `en-GB-oed`). Lists are sorted as the language
    `order` sorts, or, without one, as `tag` does.
    """
    order = order or tag
    files = catalogues(folder)
    first, *rest = tag.split("-")
    parts = [first.lower(), *rest]
    while parts and not _is_locale(tag := "-".join(parts)):
        parts.pop()
    known = next((one for n in range(len(parts), 0, -1) if (one := "-".join(parts[:n])) in files), "")
    if not known:
        return Language(tag if parts[:1] == [ENGLISH] else ENGLISH, order=order)
    from babel.messages.pofile import read_po  # noqa: PLC0415  not for English

    with files[known].open("rb") as file:
        catalogue = read_po(file, locale=known.replace("-", "_"))
    for message in catalogue:
        if not isinstance(message.string, str) and not all(message.string or ()):
            message.flags.add("fuzzy")  # a plural of which a form is missing is English in all of them
    return Language(tag, catalogue, order)


def _is_locale(tag: str) -> bool:
    try:
        return bool(Locale.parse(tag, sep="-"))
    except (ValueError, UnknownLocaleError):
        return False


_LANGUAGE = ContextVar("the language of the pages", default=Language(ENGLISH))  # noqa: B039  frozen


def speak(chosen: Language) -> None:
    """Let all words from here on be of a language."""
    _LANGUAGE.set(chosen)


def spoken() -> Language:
    """Return the language that words are of."""
    return _LANGUAGE.get()


def N_(message: str) -> str:  # noqa: N802  the name by which the tools of gettext know it
    """Mark a message of a table, which is translated where it is shown."""
    return message


def gettext(message: str, **values: object) -> str:
    """Return a message in words of the language, with values in the places that it names: `{title}`."""
    words = spoken().messages.gettext(message) if message else ""
    return words.format(**values) if values else words


def pgettext(context: str, message: str, **values: object) -> str:
    """Return a message that has several meanings in English: `context` tells which."""
    words = spoken().messages.pgettext(context, message)
    return words.format(**values) if values else words


def ngettext(one: str, many: str, n: int, **values: object) -> str:
    """Return a message about so many things; `{n}` in it is the number in figures."""
    return spoken().messages.ngettext(one, many, n).format(n=grouped(n), **values)


def marked(message: str, **values: object) -> Markup:
    """Return a message that has HTML in it; values are escaped."""
    return filled(gettext(message), **values)


def filled(pattern: str, *values: object, **named: object) -> Markup:
    """Return a pattern of HTML with values in its places, each escaped: `Markup.format` takes far longer."""
    escaped = {name: written(value) for name, value in named.items()}
    return Markup(pattern.format(*map(written, values), **escaped))  # noqa: S704  patterns are ours, as templates are


def written(value: object) -> str:
    """Return a value as it stands in HTML: escaped, unless that was done, or there is nothing in it to escape."""
    if isinstance(value, Markup) or (type(value) is str and not _SPECIAL.search(value)):
        return value
    return escape(value)


@lru_cache(maxsize=4096)
def _figures(number: int, locale: str) -> str:
    return format_decimal(number, locale=locale)


def grouped(number: int) -> str:
    """Return a number in figures as the language groups them: “1,200”, “1.200”."""
    return f"{number:,}" if spoken().catalogue is None else _figures(number, str(spoken().locale))


def months(width: str = "wide") -> dict[int, str]:
    """Return the months by their numbers, 1 to 12, as they stand in a date: `wide`, `abbreviated` or `narrow`."""
    locale = spoken().locale
    return {n: str(name) for n, name in get_month_names(width, locale=locale).items()}  # type: ignore[arg-type]


_SPELLED = (
    N_("no"),
    N_("one"),
    N_("two"),
    N_("three"),
    N_("four"),
    N_("five"),
    N_("six"),
    N_("seven"),
    N_("eight"),
    N_("nine"),
    N_("ten"),
    N_("eleven"),
    N_("twelve"),
)
"""Words for the numbers that a sentence spells out."""


def number_in_words(number: int) -> str:
    """Return a number as a sentence has it: in letters to twelve, in figures from there on."""
    return gettext(_SPELLED[number]) if 0 <= number < len(_SPELLED) else grouped(number)


def listed(words: Sequence[str], joined: str = N_("{words} and {last}")) -> str:
    """Return words as a list in a sentence: “a, b and c”; `joined` is the message that has the last of them."""
    *before, last = words or [""]
    return gettext(joined, words=comma().join(before), last=last) if before else last


def comma() -> str:
    """Return what stands between two words of a list."""
    return pgettext("between the words of a list", ", ")


def in_sentence(label: str) -> str:
    """Return a label as it stands within a sentence: “Author” is “author” there, and “Verfasser” stays as it is."""
    is_kept = pgettext("labels within a sentence: small, or kept as they are", "small") != "small"
    return label if is_kept else label[:1].lower() + label[1:]


def capital(words: str) -> str:
    """Return words as a sentence begins."""
    return words[:1].title() + words[1:]


def quoted(words: str) -> str:
    """Return words in the quotation marks of the language."""
    return gettext("“{words}”", words=words)


def npgettext(context: str, one: str, many: str, n: int) -> str:
    """Return a message about so many things, in a sentence that `context` describes: some languages have cases."""
    return spoken().messages.npgettext(context, one, many, n).format(n=grouped(n))
