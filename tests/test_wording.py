"""The language of the pages: which catalogue serves a tag, plurals, figures, and words compiled into templates."""

from pathlib import Path

import pytest
from jinja2 import Environment
from sourcebook import page_language, wording
from sourcebook.direction import without_controls
from sourcebook.render.base.compiler import Translated

CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Shared by %(title)s"
msgstr "%(title)s teilt das"

msgid "{n} text"
msgid_plural "{n} texts"
msgstr[0] "{n} Text"
msgstr[1] "{n} Texte"

#: theme/search/page.js
msgid "Try again"
msgstr "Nochmals versuchen"

msgctxt "labels within a sentence: small, or kept as they are"
msgid "small"
msgstr "kept as they are"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / page_language.FILE).write_text(CATALOGUE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("asked", "given", "texts"),
    [
        ("de", "de", "2 Texte"),
        ("de-AT", "de-AT", "2 Texte"),
        ("la", "en", "2 texts"),
        ("en-GB", "en-GB", "2 texts"),
        ("den", "en", "2 texts"),
        ("DE-CH", "de-CH", "2 Texte"),
        ("de-CH-1996-x-ours", "de-CH-1996", "2 Texte"),
        ("de-u-co-phonebk", "de", "2 Texte"),
        ("en-GB-oed", "en-GB", "2 texts"),
        ("i-klingon", "en", "2 texts"),
        ("x-ours", "en", "2 texts"),
    ],
)
def test_a_tag_is_served_by_the_nearest_catalogue_or_by_english(
    folder: Path, asked: str, given: str, texts: str
) -> None:
    page_language.speak(page_language.language(asked, folder))
    assert page_language.spoken().tag == given
    assert wording.ngettext("{n} text", "{n} texts", 2) == texts


def test_figures_and_labels_follow_the_language(folder: Path) -> None:
    assert (wording.grouped(1200), wording.in_sentence("Author")) == ("1,200", "author")
    page_language.speak(page_language.language("de", folder))
    assert (wording.grouped(1200), wording.in_sentence("Verfasser")) == ("1.200", "Verfasser")
    assert wording.ngettext("{n} text", "{n} texts", 1200) == "1.200 Texte"
    assert wording.months()[3] == "März"


def test_templates_are_compiled_with_the_words_and_escape_the_values(folder: Path) -> None:
    page_language.speak(page_language.language("de", folder))
    environment = Environment(extensions=[Translated], autoescape=True)
    template = environment.from_string("{% trans title=title %}Shared by {{ title }}{% endtrans %}")
    page_language.speak(page_language.language(page_language.ENGLISH))
    assert template.render(title="<b>") == "&lt;b&gt; teilt das"


def test_scripts_are_given_what_stands_in_scripts_alone(folder: Path) -> None:
    words = page_language.language("de", folder).of_scripts()
    assert words == {"language": "de", "messages": {"Try again": "Nochmals versuchen"}}
    assert page_language.language("en").of_scripts() == {}


def test_arabic_has_six_plurals_and_its_months() -> None:
    page_language.speak(page_language.language("ar"))
    told = [wording.ngettext("{n} text", "{n} texts", n) for n in (0, 1, 2, 3, 11, 100)]
    assert [without_controls(each) for each in told] == ["لا نصوص", "نص واحد", "نصان", "3 نصوص", "11 نصًا", "100 نص"]
    assert wording.months()[10] == "أكتوبر"
    assert page_language.spoken().direction == "rtl"


def test_a_plural_that_lacks_a_form_stays_english_in_all_of_them(folder: Path) -> None:
    half = 'msgid "{n} name"\nmsgid_plural "{n} names"\nmsgstr[0] "{n} Name"\nmsgstr[1] ""\n'
    file = folder / "de" / page_language.FILE
    file.write_text(f"{CATALOGUE}\n#: theme/search/page.js\n{half}", encoding="utf-8")
    page_language.speak(page_language.language("de", folder))
    assert [wording.ngettext("{n} name", "{n} names", n) for n in (1, 2)] == ["1 name", "2 names"]
    assert "{n} name" not in page_language.spoken().of_scripts()["messages"]  # type: ignore[operator]
