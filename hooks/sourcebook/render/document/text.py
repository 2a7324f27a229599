"""A document's text → its paragraphs as HTML, with the spans that the record knows of marked in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.model import Document, Fact, Paragraph, Role, Source
from sourcebook.render.base.segments import Span, mark_up

SAID, AT, ROLE, PASSAGE, NAME = range(5)
"""Ranks: words that a fact rests on, or an end of a link, stay whole, so that arriving at them lights all of them; a
passage is a link before a name is, since links don't nest."""


def fact_anchor(fact: Fact, number: int) -> str:
    """Return the anchor of the words that the `number`th fact of a field rests on, counted from 1."""
    return f"said-{fact.name.replace('_', '-')}-{number}"


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph as the page has it."""

    id: str
    content: Markup
    role: str = ""
    """The role of the whole paragraph, if it has one."""
    label: str = ""
    """The margin label of that role."""


def text_paragraphs(document: Document, marks: Sequence[Span] = ()) -> Iterator[ShownParagraph]:
    """Yield each paragraph and its text as HTML: every character of the source, and no other.

    Args:
        document: whose text it is.
        marks: what else is marked in it, whatever it overlaps.
    """
    said = [*_words_facts_rest_on(document), *marks]
    for paragraph in document.source.paragraphs:
        whole = next((role for role in document.roles if _covers(role, paragraph, document.source)), None)
        roles = (_span(role) for role in document.roles if role != whole)
        content = mark_up(document.source, paragraph, [*said, *roles])
        is_first = whole is not None and whole.start >= paragraph.start
        yield ShownParagraph(
            paragraph.id, content, whole.role if whole else "", whole.label if whole and is_first else ""
        )


def _covers(role: Role, paragraph: Paragraph, source: Source) -> bool:
    """Say whether all of a paragraph that can be seen has a role."""
    before = source.text[paragraph.start : max(role.start, paragraph.start)]
    after = source.text[min(role.end, paragraph.end) : paragraph.end]
    overlap = role.start < paragraph.end and role.end > paragraph.start
    return overlap and not before.strip() and not after.strip()


def _span(role: Role) -> Span:
    return Span(role.start, role.end, ROLE, f"sb-role sb-role--{role.role}", label=role.label)


def _words_facts_rest_on(document: Document) -> Iterator[Span]:
    for facts in document.facts.values():
        for number, fact in enumerate(facts, start=1):
            if fact.start >= 0:
                yield Span(fact.start, fact.end, SAID, "sb-said", fact_anchor(fact, number))
