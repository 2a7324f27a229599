"""Stems: which words belong together, by the same rules at the build and in the reader's browser."""

from pathlib import Path

import pytest
from sourcebook.search.stems import stemmer, write_stemmers

from tests.tools.scripts import run

TOGETHER = {
    "en": ["letter letters", "city cities", "report reported reporting"],
    "de": ["behörde behörden", "haus häuser häusern", "antwort antworten"],
    "fr": ["cheval chevaux", "annoncé annoncées"],
    "ru": ["город городов", "городской городская"],
    "es": ["alcalde alcaldes"],
}


def browsers(folder: Path, name: str, words: list[str]) -> object:
    """Return the stems that the script of a language gives, run as a browser runs it."""
    code = f"const rules = new {name.capitalize()}Stemmer(); return given.map(word => rules.stemWord(word))"
    return run([folder / f"{one}-stemmer.js" for one in ("base", name)], code, words)


@pytest.mark.parametrize("language", TOGETHER)
def test_words_that_belong_together_have_one_stem_at_the_build_and_in_the_browser(
    tmp_path: Path, language: str
) -> None:
    name = write_stemmers([language], tmp_path)[language]
    for family in TOGETHER[language]:
        words = family.split()
        stems = {stemmer(language)(word) for word in words}
        assert len(stems) == 1, family
        assert browsers(tmp_path, name, words) == [*stems] * len(words)


def test_a_language_is_named_by_its_first_part(tmp_path: Path) -> None:
    assert write_stemmers(["de-CH", "en", "pt-BR"], tmp_path) == {
        "de-CH": "german",
        "en": "english",
        "pt-BR": "portuguese",
    }
    assert stemmer("de-CH")("häuser") == "haus"
    assert {path.name for path in tmp_path.iterdir()} == {
        "base-stemmer.js",
        "english-stemmer.js",
        "german-stemmer.js",
        "portuguese-stemmer.js",
    }


def test_where_nobody_has_written_rules_a_word_is_its_own_stem(tmp_path: Path) -> None:
    assert write_stemmers(["", "grc", "zh", "zxx"], tmp_path / "stems") == {}
    assert not (tmp_path / "stems").exists()
    assert stemmer("")("words") == "words"
    assert stemmer("grc")("λόγους") == "λόγους"
