"""The language that the pages of an archive are written in, and the catalogues of words that there are.

English is what the code says, and has no file. Another language is one file, `locale/<language>/sourcebook.po`, which
maps each English message to its own; a message that it lacks is shown in English.

The language is that of the context in which an archive is built: `speak` is called when it is read, before any word of
it is made, and what makes words in another thread runs in a copy of the context.
"""

from __future__ import annotations

import hashlib
import io
from contextvars import ContextVar
from functools import cached_property
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from msgspec import Struct

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

CATALOGUES = Path(__file__).resolve().parent / "locale"
FILE = "sourcebook.po"
ENGLISH = "en"


class Language(Struct, frozen=True, eq=False, dict=True):
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


spoken = _LANGUAGE.get
"""Returns the language that words are of."""
