"""A text and its sidecar in, the record or the errors out: each folder of tests/golden/describe is a case."""

from pathlib import Path

import pytest
from sourcebook.curated.marked_yaml import read_yaml
from sourcebook.describe import describe_source
from sourcebook.model import About, Document, Fact, Sidecar, Source
from sourcebook.problems import Findings
from sourcebook.text.paragraphs import split_paragraphs
from sourcebook.vocabulary.bases import BASES, note_in_words
from sourcebook.vocabulary.fields import FIELDS, value_in_words
from sourcebook.vocabulary.roles import ROLES

CASES = Path(__file__).parent / "golden" / "describe"
IDS = {"self", "other", "another-minute"}
"""The documents of the archive that every case belongs to; its own is `self`."""
NAMES = sorted(case.name for case in CASES.iterdir())


def describe(case: Path) -> tuple[Document | None, Findings]:
    findings = Findings()
    raw = (case / "text.txt").read_bytes()
    text = raw.decode()
    source = Source("self", "text.txt", "seeds/text.txt", text, split_paragraphs(text))
    beside = case / "text.yml"
    sidecar = Sidecar("text.yml", beside.read_bytes()) if beside.exists() else None
    return describe_source(source, sidecar, about(case), findings, IDS), findings


def about(case: Path) -> About:
    file = case / "archive.yml"
    node = read_yaml("archive.yml", file.read_bytes(), Findings()) if file.exists() else None
    return About(**{key: value.text or "" for key, value in (node.entries or {}).items()} if node else {})  # type: ignore[arg-type]


def in_plain_words(document: Document) -> str:
    lines = [f"The page is called: {document.title}", ""]
    for name, facts in document.facts.items():
        for fact in facts:
            lines += [f"{name}: {fact.value}", *(f"    {line}" for line in behind(fact)), ""]
    for role in document.roles:
        words = document.source.text[role.start : role.end]
        lines.append(f"{role.role}, in the margin “{role.label}”: {words!r} ({role.start} to {role.end})")
    return "\n".join(lines).rstrip() + "\n"


def behind(fact: Fact) -> list[str]:
    shown = value_in_words(fact)
    words = f"words: {fact.quote!r} ({fact.start} to {fact.end}, in {fact.paragraph})" if fact.start >= 0 else ""
    note = note_in_words(fact)
    return [
        line
        for line in (
            f"shown as: {shown}" if shown != fact.value else "",
            f"office: {fact.office}" if fact.office else "",
            f"type: {fact.type}" if fact.type else "",
            f"{fact.basis}: {note}" if note else fact.basis.value,
            words,
            f"document: {fact.document}" if fact.document else "",
        )
        if line
    ]


def told(findings: Findings) -> str:
    return "".join(f"{problem}\n" for problem in sorted(findings.errors + findings.warnings))


def found_in(case: Path) -> dict[str, str]:
    """Return what comes of a case, as its files have it."""
    document, findings = describe(case)
    assert (document is None) == bool(findings.errors)
    found = {"expected.txt": in_plain_words(document)} if document else {}
    if problems := told(findings):
        found["expected-errors.txt" if findings.errors else "expected-warnings.txt"] = problems
    return found


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str) -> None:
    case = CASES / name
    expected = {path.name: path.read_text(encoding="utf-8") for path in case.glob("expected*.txt")}
    assert found_in(case) == expected, "if it is as you mean it: make golden"


def test_the_cases_hold_every_field_basis_and_role() -> None:
    documents = [document for name in NAMES if (document := describe(CASES / name)[0])]
    facts = [fact for document in documents for facts in document.facts.values() for fact in facts]
    assert {fact.name for fact in facts} == {field.name for field in FIELDS}
    assert {fact.basis for fact in facts} == set(BASES)
    assert {role.role for document in documents for role in document.roles} == set(ROLES)
