"""Stems: which words belong together, by Snowball's rules, and by what the reader's browser has of them."""

import pytest
from sourcebook.search.stems import endings, stem, stems
from sourcebook.text.fold import fold

TOGETHER = {
    "en": ["letter letters", "city cities", "report reported reporting", "re-elect re-elects"],
    "de": ["behörde behörden", "haus häuser häusern", "antwort antworten"],
    "fr": ["cheval chevaux", "annoncé annoncées"],
    "ru": ["город городов", "городской городская"],
    "es": ["alcalde alcaldes"],
}
"""By language: words with one stem."""
APART = {"en": "police policy", "de": "antwort ort", "fr": "cheval chevalier", "ru": "город дума", "es": "alcalde alto"}


@pytest.mark.parametrize("language", TOGETHER)
def test_words_that_belong_together_have_one_stem_at_the_build_and_in_the_browser(language: str) -> None:
    words = " ".join([*TOGETHER[language], APART[language]]).replace("-", "").split()
    table = endings(language, tuple(words))
    for family in TOGETHER[language]:
        forms = family.replace("-", "").split()
        assert len(set(stems(language, forms))) == 1, family
        assert len({stem("".join(fold(form)), table) for form in forms}) == 1, family
    one, other = APART[language].split()
    assert stem("".join(fold(one)), table) != stem("".join(fold(other)), table)


def test_a_language_is_named_by_its_first_part() -> None:
    assert stems("de-CH", ["häuser"]) == ["haus"]


@pytest.mark.parametrize("language", ["", "grc", "zh", "zxx"])
def test_where_nobody_has_written_rules_a_word_is_its_own_stem(language: str) -> None:
    assert stems(language, ["words", "λόγους"]) == ["words", "λόγους"]
    assert endings(language, ("words", "λόγους")) == {}


@pytest.mark.parametrize("words", ["", "a", "ab cd", "abc", "x1 22 333", "strengthsandmore", "λόγους 漢字", "мир"])
def test_few_words_or_odd_ones_make_a_table(words: str) -> None:
    for language in ("en", "ru", "el"):
        table = endings(language, tuple(words.split()))
        assert all(made[0].isdigit() for made in table.values())


def test_the_browser_takes_no_ending_off_where_too_little_stands_before_it() -> None:
    words = ["bbc", "freight", "gatherings", "reporters", "ripped", "stomachs", "stop", "man"]
    together = "dipped dip", "gatherers gather", "thanking thanks", "cities city", "planes plane", "making make"
    together += "boxes box", "roses rose", "hoped hope"
    apart = "withers with", "toes to", "comical come", "asic as", "notable not", "thing the"
    apart += "fore for", "hades had", "planes plan", "rating rat", "hoped hop", "cares car"
    table = endings("en", tuple(" ".join([*words, *together, *apart]).split()))
    assert [len({stem(word, table) for word in pair.split()}) for pair in together] == [1] * len(together)
    assert [pair for pair in apart if len({stem(word, table) for word in pair.split()}) == 1] == []
