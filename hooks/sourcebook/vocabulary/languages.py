"""Which languages a text is told to be in: those of its record, but no default that its script rules out.

The archive's default stands in the record as what it is. Machines would take it for a reading: browsers for a voice
and a font, search engines and citation tools for the language of the work.
"""

import re
from functools import cache, lru_cache
from itertools import islice

from babel import Locale
from babel.core import get_global

from sourcebook.model.document import Document, Fact
from sourcebook.page_language import spoken
from sourcebook.scripts import main_script

UNKNOWN = "und"
"""BCP 47: undetermined."""


def languages_of(document: Document) -> tuple[Fact, ...]:
    """Return the languages of a record, without a default that is not written in the script of the text."""
    return tuple(fact for fact in document.facts.get("language", ()) if not _is_ruled_out(document, fact))


def lang_of(document: Document) -> str:
    """Return what the attribute `lang` has for a text: its language, nothing where the page's may be its own.

    Of a text in another script than the default, or the page, has, it is undetermined: `und-Hebr`.
    """
    if languages := languages_of(document):
        return languages[0].value
    script = main_script(document.source.text)
    return "" if _may_be(spoken().tag, script) else "-".join(filter(None, (UNKNOWN, _codes().get(script, ""))))


def language_of_title(document: Document, title: str) -> str:
    """Return the language by which styles of citation know whether to set a title’s capitals as English does.

    Where nobody states one, or only the archive’s default, a title keeps its own capitals unless it or its text reads
    as English: whatever has no language is English to the styles. A text that isn't shown has the archive's default.
    """
    if found := languages_of(document):
        first = found[0]
        if not (first.is_default and document.source.is_whole and first.value.casefold().startswith("en")):
            return first.value
    is_latin = title.isascii() or main_script(title) in {"", "LATIN"}
    return "en" if is_latin and _reads_as_english(title, document.source.text) else UNKNOWN


@lru_cache(maxsize=1 << 14)
def _reads_as_english(title: str, text: str) -> bool:
    begins = f"{title} {text[:_BEGINS]}"
    words = begins.lower().split()
    enough = -(-len(words) // _ONE_IN)
    if sum(map(_ENGLISH.__contains__, words)) >= enough:  # those that no sign touches are enough in most texts
        return True
    return sum(1 for _ in islice(_ENGLISH_WORD.finditer(begins), enough)) == enough


_WORDS = "the|and|that|this|with|from|which|have|been|would|their|our|your|you|not"
"""Words that hardly another language has."""
_ENGLISH, _ENGLISH_WORD = frozenset(_WORDS.split("|")), re.compile(rf"\b(?:{_WORDS})\b", re.IGNORECASE)
_ONE_IN, _BEGINS = 20, 2000
"""Of so many English words one is among them, and more; and characters of a text that are looked at."""


def _is_ruled_out(document: Document, fact: Fact) -> bool:
    return fact.is_default and not _may_be(fact.value, main_script(document.source.text))


def _may_be(tag: str, script: str) -> bool:
    known = _scripts_of(tag)
    return not script or not known or script in known


@cache
def _scripts_of(tag: str) -> frozenset[str]:
    """Return the scripts of a language, as Unicode names them; none where nobody knows."""
    first, *rest = tag.split("-")
    likely = get_global("likely_subtags").get(first.lower(), "").split("_")
    code = next((part.title() for part in (*rest, *likely) if len(part) == len("Latn") and part.isalpha()), "")
    return frozenset(_TOGETHER.get(code) or {name for name, its in _codes().items() if its == code})


@cache
def _codes() -> dict[str, str]:
    """Return the codes of ISO 15924, by the first word of the names that Unicode gives to letters."""
    codes = {str(name).upper().split()[0]: code for code, name in Locale("en").scripts.items()}
    codes |= {"CJK": "Hani", "HIRAGANA": "Jpan", "KATAKANA": "Jpan", "HANGUL": "Kore"}
    return codes | {"BENGALI": "Beng", "ORIYA": "Orya", "CANADIAN": "Cans", "NKO": "Nkoo", "MANDAIC": "Mand"}


_TOGETHER = {
    **{key: {"CJK", "BOPOMOFO"} for key in ("Hani", "Hans", "Hant", "Bopo")},
    "Jpan": {"HIRAGANA"},
    "Kore": {"HANGUL"},
    "Aran": {"ARABIC"},
}
"""What is written in several scripts, or under several codes. Of Chinese characters alone a text is Chinese, or nobody
knows what."""
