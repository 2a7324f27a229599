"""What a document is, in a sentence made of facts: for descriptions, lists and feeds. Never of the text's own words."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.model import Document
from sourcebook.vocabulary.fields import value_in_words
from sourcebook.vocabulary.kinds import cited_as

NAMED = 3
"""Persons that are named; of more, the first and “and others”."""


def facts_in_words(document: Document) -> str:
    """Return kind, author, addressee, publisher and date: “Letter from … to …, 9 October 2020”, without a full stop."""
    kind, date = document.first("kind"), document.first("date")
    words = value_in_words(kind) if kind else "Text"
    if authors := _names(document, "author"):
        words += f" {'from' if cited_as(document).is_letter else 'by'} {authors}"
    if addressees := _names(document, "addressee"):
        words += f" to {addressees}"
    if publishers := _names(document, "publisher"):
        words += f", {publishers}"
    return f"{words}, {value_in_words(date) if date else 'undated'}"


def _names(document: Document, field: str) -> str:
    return _list([value_in_words(fact) for fact in document.facts.get(field, ())])


def _list(words: Sequence[str]) -> str:
    if len(words) > NAMED:
        return f"{words[0]} and others"
    *before, last = words or [""]
    return f"{', '.join(before)} and {last}" if before else last
