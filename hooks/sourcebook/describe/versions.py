"""A document's record → that of another version of its text: only what that text bears out."""

from dataclasses import replace

from sourcebook.model import Document, Fact, Source
from sourcebook.model.holdings import Version
from sourcebook.text.words import Words


def describe_version(document: Document, version: Version) -> Document:
    """Return the record of a version of a document's text.

    Returns:
        The document itself if that is its current version; else its record without the facts whose words don't stand
        in that version, and without roles.
    """
    if version.number == document.version:
        return document
    source, status = version.source, version.withheld.status if version.withheld else "superseded"
    words = Words(source.text)
    facts = {
        name: tuple(moved for fact in found if (moved := _moved(fact, source, words)))
        for name, found in document.facts.items()
    }
    return replace(document, source=source, facts=facts, roles=(), version=version.number, status=status)


def _moved(fact: Fact, source: Source, words: Words) -> Fact | None:
    """Return a fact with the place of its words in another text; None if they don't stand there."""
    if not source.is_whole:
        return fact.without_words()
    if not fact.quote:
        return fact
    place = words.find(fact.quote)
    return fact.standing_at(source, *place) if place else None
