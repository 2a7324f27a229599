"""One word for one thing: what pages call things by the tables of the vocabulary, the glossary explains."""

import re
from pathlib import Path

import pytest
from sourcebook.vocabulary.bases import BASES
from sourcebook.vocabulary.link_kinds import KINDS

from tests.tools.building import FIVE

ROOT = Path(__file__).parents[1]
GLOSSARY = (ROOT / "docs/about/glossary.md").read_text(encoding="utf-8")
PROSE = [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", *(FIVE / "guide").glob("*.md")]
STRAIGHT = re.compile(r"(?<=\w)'(?=\w)|(?<=s)' ")
NOT_PROSE = re.compile(r"`[^`]*`|^ {4}.*$|^```.*?^```|<[^>]*>|\{[^}]*\}|\]\([^)]*\)", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", [row.basis.value for row in BASES.values()])
def test_every_basis_is_explained(name: str) -> None:
    assert f"`{name}`" in GLOSSARY or f"*{name.capitalize()}*" in GLOSSARY


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.is_passage], ids=lambda kind: kind.name)
def test_every_kind_of_shared_wording_is_explained(kind: object) -> None:
    name = str(getattr(kind, "name", "")).replace("-", " ")
    assert f"\n- **{name.capitalize()}.** " in GLOSSARY


@pytest.mark.parametrize("page", PROSE, ids=lambda page: page.name)
def test_prose_has_typographic_apostrophes(page: Path) -> None:
    text = NOT_PROSE.sub("", page.read_text(encoding="utf-8"))
    assert STRAIGHT.findall(text) == []
