"""Words that are everywhere: what is shared in them alone shows nothing. Those of English are data beside this file."""

import tomllib
from functools import cache
from pathlib import Path

import stopwordsiso

_WORDS: dict[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
STOP_WORDS, TIME_WORDS, NUMBER_WORDS = (frozenset(_WORDS[name].split()) for name in ("english", "times", "numbers"))
"""English words that carry no content of their own; months and weekdays; numbers in words."""
STOCK_PHRASES = tuple(_WORDS["formulas"].strip().splitlines())
"""Formulas of reporting and letter-writing."""

LANGUAGES = ("en", *sorted(stopwordsiso.langs() - {"en", "zh", "ja", "th"}))
"""Languages whose stop words are known, as BCP 47 writes them; none whose words aren't parted by spaces."""


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the words of a language that carry no content, as they are printed, in small letters.

    English has a list of its own here: the library's has 1,298 words, “great” and “important” among them.
    """
    return STOP_WORDS if language == "en" else frozenset(stopwordsiso.stopwords(language))
