"""Pages in other languages: no word of ours stays English where a catalogue has it; German and Arabic are complete."""

import re
from collections.abc import Callable, Iterator

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from selectolax.lexbor import LexborHTMLParser
from sourcebook import page_language
from sourcebook.page_language import CATALOGUES, FILE, catalogues
from sourcebook.vocabulary.styles import STYLES

from tests.tools.building import Built, Project
from tests.tools.catalogues import extracted, in_step

WIDE = {ord(letter): ord(letter) + 0xFEE0 for letter in map(chr, range(0x41, 0x7B)) if letter.isalpha()}
"""Latin letters → their wide forms: a word that is still Latin was never looked up in the catalogue."""
_FIXED = re.compile(r"\{\w*\}|%\(\w+\)s|<[^>]*>|&\w+;")
PLACES = re.compile(r"\{\w*\}|%\(\w+\)s|</?\w+")
OURS = {  # names of formats, styles and programs, and what a sum is made of
    *("CSV", "JSON", "ZIP", "SHA", "Commit", "Sourcebook", "BibTeX", "RIS", "CSL"),
    *(word for style in STYLES for word in style.label.split()),
    *("Esc", "Enter", "OR", "txt", "json", "record", "source", "csv", "SUMS"),
}
NOT_OURS = (
    "script, style, template, code, kbd, head, option, [lang=en], [data-source-text], [data-citation], .print-address"
)
LETTER = (
    "Κύριε Λιμενάρχη,\n\nοι ψαράδες του λιμανιού περιμένουν τρεις εβδομάδες μπροστά σε κλειστές πύλες.\n\nΆννα Βέμπερ\n"
)
REPORT = "Η Άννα Βέμπερ έγραψε: «οι ψαράδες του λιμανιού περιμένουν τρεις εβδομάδες μπροστά σε κλειστές θύρες».\n"
SEEDS = {
    "archive.yml": "title: Λιμάνι\nlanguage: el\n",
    "γράμμα.txt": LETTER,
    "γράμμα.yml": """facts:
  kind: {value: letter, inferred: μορφή, quote: "Κύριε Λιμενάρχη,"}
  title: {value: Γράμμα, editor: χωρίς τίτλο}
  author: {value: "Βέμπερ, Άννα", stated: "Άννα Βέμπερ"}
  date: {value: 1871-10-09, editor: σημείωση}
  rights: {value: "http://rightsstatements.org/vocab/CNE/1.0/", editor: σημείωση}
""",
    "νέα.txt": REPORT,
    "νέα.yml": """facts:
  kind: {value: news report, editor: μορφή}
  title: {value: Νέα, editor: χωρίς τίτλο}
  date: {value: "1871-10/..", editor: σημείωση}
""",
    "λόγος.txt": LETTER.replace("Κύριε Λιμενάρχη", "Κύριοι").replace("τρεις", "τέσσερις"),
    "names.yml": "names:\n  - {id: anna, type: person, label: 'Βέμπερ, Άννα', aliases: ['Άννα Βέμπερ']}\n",
}


def wide(message: str) -> str:
    """Return a message in wide letters, its places and its markup as they are."""
    at, made = 0, ""
    for fixed in _FIXED.finditer(message):
        made += message[at : fixed.start()].translate(WIDE) + fixed[0]
        at = fixed.end()
    return made + message[at:].translate(WIDE)


@pytest.fixture(scope="module")
def built(new_project: Callable[..., Project]) -> Built:
    """An archive of Greek texts whose pages say everything in wide letters."""
    project = new_project({name: text.encode() for name, text in SEEDS.items()}, own_copy=True)
    catalog, messages = Catalog(locale="el"), extracted()
    for message in messages:
        if message.id:
            string = wide(message.id) if isinstance(message.id, str) else tuple(map(wide, message.id))
            catalog.add(message.id, string, context=message.context)
    path = project.folder / "hooks/sourcebook/locale/el" / FILE
    path.parent.mkdir(parents=True)
    path.write_text(in_step(catalog, messages), encoding="utf-8")
    made: Built = project.build("--quiet")
    assert made.code == 0, made.output
    return made


def seen(html: str) -> Iterator[str]:
    """Yield every piece of text of a page, and every attribute, that a reader sees or hears, and that is ours."""
    tree = LexborHTMLParser(html)
    for gone in tree.css(NOT_OURS):
        gone.decompose()
    body = tree.body
    assert body
    yield from (piece for piece in body.text(separator="\n").split("\n") if piece.strip())
    for name in ("aria-label", "title", "placeholder", "data-label", "alt"):
        yield from (node.attributes[name] or "" for node in tree.css(f"[{name}]") if not node.attributes.get("class"))


def test_no_word_of_ours_stays_english(built: Built) -> None:
    english = {}
    for path in sorted(built.site.rglob("*.html")):
        for piece in seen(path.read_text(encoding="utf-8")):
            words = {word for word in re.findall(r"[A-Za-z]{2,}", piece) if word not in OURS and len(word) < 12}
            if words:
                english.setdefault(piece.strip(), path.relative_to(built.site).as_posix())
    assert english == {}


def test_scripts_are_given_their_words(built: Built) -> None:
    (script,) = built.site.glob("assets/javascripts/page.*.js")
    assert wide("Nothing leaves") not in script.read_text(encoding="utf-8")
    assert wide("You appear to be offline.") in script.read_text(encoding="utf-8")


@pytest.mark.parametrize("tag", catalogues())
def test_a_catalogue_is_in_step_with_the_code(tag: str) -> None:
    path = CATALOGUES / tag / FILE
    with path.open("rb") as file:
        catalog = read_po(file, locale=tag)
    assert in_step(catalog, extracted()) == path.read_text(encoding="utf-8"), "run make words, and put in what is new"


MAY_NAME_MORE = {"the {kind}", "the {publisher} {kind}"}
"""Messages that are given a title too."""
MAY_NAME_LESS = {"In this %(kind)s"}
"""Where a language may say “text” of every kind, for its cases."""


@pytest.mark.parametrize("tag", catalogues())
def test_translations_have_the_places_and_the_markup_of_the_english(tag: str) -> None:
    with (CATALOGUES / tag / FILE).open("rb") as file:
        catalog = read_po(file, locale=tag)
    wrong = []
    for message in catalog:
        english = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
        if not english[0]:
            continue
        allowed = {place for words in english for place in PLACES.findall(words)}
        for string in filter(None, strings):
            found = set(PLACES.findall(string))
            needed = {place for place in allowed if place[0] in "<%" and english[0] not in MAY_NAME_LESS}
            more = {"{title}"} if english[0] in MAY_NAME_MORE else set()
            if not found <= allowed | more or needed - found:
                wrong.append((english[0], string))
    assert wrong == []


@pytest.mark.parametrize("tag", ["ar", "de"])
def test_a_catalogue_is_complete(tag: str) -> None:
    with (CATALOGUES / tag / FILE).open("rb") as file:
        catalog = read_po(file, locale=tag)
    missing = [message.id for message in catalog if not message.string or not all(message.string)]
    assert missing == []


def test_figures_of_arabic_pages_stand_apart_from_the_latin_letters_before_them() -> None:
    """A number that follows “Lund” would be read with it, from left to right: “Lund, 9” and then “October”."""
    with (CATALOGUES / "ar" / FILE).open("rb") as file:
        catalog = read_po(file, locale="ar")
    strings = [s for m in catalog for s in ([m.string] if isinstance(m.string, str) else m.string)]
    assert [s for s in strings if s.startswith(("{n}", "{number} ", "{day}", "%(number)s"))] == []


@pytest.mark.parametrize("tag", catalogues())
def test_python_and_scripts_count_alike(tag: str) -> None:
    """A catalogue says how its language counts; scripts go by the CLDR's categories, in this order."""
    language = page_language.language(tag)
    rule = language.locale.plural_form
    categories = [one for one in ("zero", "one", "two", "few", "many", "other") if one in {*rule.tags, "other"}]
    for n in range(300):
        assert language.messages.plural(n) == categories.index(rule(n)), n  # type: ignore[attr-defined]
