"""The pages on method: every figure on them is the one in force, and every rule on them is asked for by the code."""

import math
import re
from pathlib import Path

import pytest
from msgspec.structs import fields
from sourcebook.check.site import SAMPLE
from sourcebook.curated.marked_yaml import LARGEST
from sourcebook.derive import related
from sourcebook.link import rules
from sourcebook.link.judge.accept import least_words
from sourcebook.link.judge.references import _ENOUGH
from sourcebook.model import About
from sourcebook.model.link import LARGEST_PAIRED
from sourcebook.model.rules import thresholds
from sourcebook.read.texts import MOST_PARAGRAPHS
from sourcebook.render.base.listing import PAGE
from sourcebook.render.base.verdicts import NEARLY
from sourcebook.render.time.calendar import YEARS
from sourcebook.render.time.timeline import MOST_ROWS
from sourcebook.text.stop_words import LANGUAGES, STOP_WORDS
from sourcebook.text.tokens import fold
from sourcebook.visibility.leaks import RUN
from sourcebook.vocabulary.citable import FINGERPRINT
from sourcebook.vocabulary.link_kinds import REASONS
from sourcebook.vocabulary.quotation_marks import PAIRS
from sourcebook.vocabulary.styles import STYLES

ROOT = Path(__file__).parents[1]
CODE = {path: path.read_text(encoding="utf-8") for path in (ROOT / "hooks" / "sourcebook").rglob("*.py")}
ASKED = {path: {*re.findall(r"\bRULES\.(\w+)", code)} for path, code in CODE.items()}
"""The rules that each module asks for."""
SCRIPTS = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "hooks" / "theme").rglob("*.js"))
TABLES = ((rules.Rules, rules.RULES, "link"), (related.RelatedRules, related.RULES, "derive"))
FIELDS = [(table, field.name, part) for table, _, part in TABLES for field in fields(table)]


@pytest.mark.parametrize(("table", "name", "part"), FIELDS, ids=[name for _, name, _ in FIELDS])
def test_every_rule_is_asked_for_by_the_code_that_it_is_of(table: type, name: str, part: str) -> None:
    asked = [path for path, names in ASKED.items() if name in names]
    rooms = {path.relative_to(ROOT / "hooks" / "sourcebook").parts[0] for path in asked}
    assert rooms & {part, "spread.py"}, "spread.py deals the texts of an archive out to the steps that link them"


@pytest.mark.parametrize(("table", "values", "part"), TABLES, ids=["links", "related"])
def test_the_page_has_every_rule_with_the_value_in_force(table: type, values: object, part: str) -> None:
    told = {name: value for row in thresholds(table, values) for name, value in zip(row.names, row.values, strict=True)}
    assert told == {field.name: getattr(values, field.name) for field in fields(table)}
    assert all(row.means for row in thresholds(table, values))


def test_the_built_page_has_them(site: Path) -> None:
    page = (site / "about" / "links" / "index.html").read_text(encoding="utf-8")
    assert rules.VERSION in page
    for table, _, _ in TABLES:
        assert [field.name for field in fields(table) if not re.search(rf"\b{field.name}\b", page)] == []


def test_every_reason_is_given_by_the_code() -> None:
    code = "\n".join(text for path, text in CODE.items() if "link" in path.parts)
    given = {"names-" + "-".join(fact.removesuffix("-alone") for fact in facts) for facts in _ENOUGH}
    assert {key for key in REASONS if key.startswith("names-")} == given
    assert [key for key in REASONS if key not in given and f'"{key}"' not in code] == []


def test_the_built_page_counts_the_words_without_content(site: Path) -> None:
    page = (site / "about" / "links" / "index.html").read_text(encoding="utf-8")
    assert f"{len(STOP_WORDS)} English words, and those of the usual lists in {len(LANGUAGES) - 1} other" in page


IN_PROSE = {
    ("citing.md", "the first twelve digits of the text’s SHA-256"): FINGERPRINT == 12,
    ("citing.md", "“para. 8, archive numbering” (MLA: “par. 8”, OSCOLA: “para 8”)"): (
        [style.paragraph[0] for style in STYLES] == ["para.", "para.", "par.", "para"]
    ),
    ("letter-for-letter.md", "Up to a hundred documents, every page is read"): SAMPLE == 100,
    ("links.md", "A passage in more than twenty texts is one entry"): LARGEST_PAIRED == 20,
    ("links.md", "at the head or foot of four texts or more"): rules.RULES.furniture_anywhere == 4,
    ("links.md", "Where a line stands in twenty texts and more"): rules.RULES.repeated_documents == 20,
    ("links.md", "eight words between two texts, about eighteen among a hundred"): (
        [math.ceil(least_words(texts)) for texts in (2, 100)] == [8, 18]
    ),
    ("links.md", "only texts of one publisher share a passage, five and more"): rules.RULES.recurring_documents == 5,
    ("names.md", "after about a hundred entries"): PAGE == 100,
    ("names.md", "Archives of more than forty texts have a row for each year"): MOST_ROWS == 40,
    ("names.md", "those of more than forty years, a row for each decade"): YEARS == 40,
    ("rights.md", "for eight of its words in a row"): RUN == 8,
    ("searching.md", "words that begin with these letters, three at least"): "const SHORTEST_BEGINNING = 3 " in SCRIPTS,
    ("searching.md", "at least six in ten of the sentence’s words"): "const NEAR = 0.6 " in SCRIPTS,
    ("searching.md", "with one letter wrong"): "letters.length > 5 ? 2 : 1" in SCRIPTS,
    ("links.md", "`“…”`, `„…“`, `«…»`, `「…」` and forty more"): (len(PAIRS) - 4) // 10 == 4,
    ("links.md", "fewer than four in five words agree"): NEARLY == 4 / 5,
    ("links.md", "letters set as one (*ﬁ*) and *ß* for *ss* make no difference"): fold("ﬁß") == fold("FISS"),
    ("searching.md", "200 texts or more"): "const ENOUGH = 200 " in SCRIPTS,
    ("searching.md", "more than half of them"): "const MOST_TEXTS = 0.5 " in SCRIPTS,
    ("searching.md", "The first 1,000 words are compared"): "const LONGEST = 1000 // words" in SCRIPTS,
}


GERMAN = {
    ("citing.md", "die ersten zwölf Stellen der SHA-256"): FINGERPRINT == 12,
    ("letter-for-letter.md", "Bis zu hundert Dokumenten wird jede Seite so gelesen"): SAMPLE == 100,
    ("links.md", "Eine Passage in mehr als zwanzig Texten ist ein Eintrag"): LARGEST_PAIRED == 20,
    ("links.md", "am Kopf oder Fuß von vier oder mehr Texten"): rules.RULES.furniture_anywhere == 4,
    ("links.md", "Wo eine Zeile in zwanzig und mehr Texten steht"): rules.RULES.repeated_documents == 20,
    ("links.md", "acht Wörter zwischen zwei Texten, etwa achtzehn unter hundert"): (
        [math.ceil(least_words(texts)) for texts in (2, 100)] == [8, 18]
    ),
    ("links.md", "`“…”`, `„…“`, `«…»`, `「…」` und vierzig weitere"): (len(PAIRS) - 4) // 10 == 4,
    ("links.md", "die als einer gesetzt sind (*ﬁ*), und *ß* für *ss* machen keinen"): fold("ﬁß") == fold("FISS"),
    ("links.md", "wo weniger als vier von fünf Wörtern übereinstimmen"): NEARLY == 4 / 5,
    ("names.md", "Listen gehen nach etwa hundert Einträgen auf einer weiteren Seite weiter"): PAGE == 100,
    ("names.md", "Archive von mehr als vierzig Texten haben"): MOST_ROWS == 40,
    ("names.md", "solche von mehr als vierzig Jahren eine Zeile je Jahrzehnt"): YEARS == 40,
    ("rights.md", "nach acht seiner Wörter in Folge"): RUN == 8,
    ("searching.md", "mindestens sechs von zehn Wörtern des"): "const NEAR = 0.6 " in SCRIPTS,
    ("searching.md", "In einem Archiv von 200 Texten oder mehr"): "const ENOUGH = 200 " in SCRIPTS,
    ("searching.md", "das in mehr als der Hälfte steht"): "const MOST_TEXTS = 0.5 " in SCRIPTS,
    ("searching.md", "Verglichen werden die ersten 1.000 Wörter"): "const LONGEST = 1000 // words" in SCRIPTS,
}
LIMITS = "A text may have 16 MB, unless `largest_text` says otherwise, and 200,000 paragraphs; a sidecar may have 1 MB."
PROSE = {
    ("manual/reference", "files.md", LIMITS): (
        (About().largest_text, MOST_PARAGRAPHS, LARGEST) == (16 << 20, 200_000, 1 << 20)
    )
}
PROSE |= {("about", *words): holds for words, holds in IN_PROSE.items()}
PROSE |= {("de/about", *words): holds for words, holds in GERMAN.items()}


@pytest.mark.parametrize(("folder", "page", "words"), PROSE)
def test_a_figure_in_prose_is_that_of_the_code(folder: str, page: str, words: str) -> None:
    text = " ".join((ROOT / "docs" / folder / page).read_text(encoding="utf-8").split())
    assert words in text, "the page says it otherwise now: mend this table"
    assert PROSE[folder, page, words]
