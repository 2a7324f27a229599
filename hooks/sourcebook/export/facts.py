"""Facts and roles as data, in the shape that record.json promises: what is absent is left out."""

from __future__ import annotations

from sourcebook.model import Document, Fact
from sourcebook.vocabulary.bases import note_in_words

Value = dict[str, str | int]


def facts_as_json(document: Document) -> dict[str, list[Value]]:
    """Return a document's facts by field, in the order of the table of fields."""
    return {name: [_fact(fact) for fact in facts] for name, facts in document.facts.items() if facts}


def roles_as_json(document: Document) -> list[Value]:
    """Return a document's roles in the order of the text."""
    return [{"role": role.role, "start": role.start, "end": role.end} for role in document.roles]


def _fact(fact: Fact) -> Value:
    value: Value = {"value": fact.value, "basis": fact.basis.value}
    if fact.quote:
        value |= {"quote": fact.quote, "start": fact.start, "end": fact.end}
    details = {
        "paragraph": fact.paragraph,
        "note": note_in_words(fact),
        "document": fact.document,
        "office": fact.office,
        "type": fact.type,
    }
    return value | {key: detail for key, detail in details.items() if detail}
