"""A letter among those between its writer and its recipient: how many there are, and the ones before and after it."""

from msgspec import Struct

from sourcebook.model import Document
from sourcebook.render.base.context import Context
from sourcebook.render.base.facets import FacetValue
from sourcebook.vocabulary.dates import date_of, lies_before
from sourcebook.vocabulary.facets import correspondents, pair_in_words
from sourcebook.vocabulary.fields import value_in_words
from sourcebook.wording import gettext

MOST = 4
"""Exchanges of a letter to several that are told."""


class Letter(Struct, frozen=True):
    """A letter of an exchange."""

    document: Document
    words: str
    """Who wrote it to whom, and when: “Otto Brandt to Karl Lund, 4 March 1871”."""


class Exchange(Struct, frozen=True):
    """The letters between two people, seen from one of them."""

    value: FacetValue
    previous: Letter | None
    """The last that is older, whatever days the two dates mean."""
    next: Letter | None


def exchanges(context: Context, document: Document) -> list[Exchange]:
    """Return the exchanges that a document is part of, if there is more to each than this document."""
    pairs = dict.fromkeys(pair_in_words(one, other) for one, other in correspondents(document))
    found, when = [], date_of(document)
    for value, places in (context.facets.exchanges[pair] for pair in pairs):
        at = places.get(document.id)
        if len(value.documents) > 1:
            older, younger = ((), ()) if at is None else (value.documents[:at], value.documents[at + 1 : len(places)])
            before = next((d for d in reversed(older) if lies_before(date_of(d), when)), None)
            after = next((d for d in younger if lies_before(when, date_of(d))), None)
            found.append(Exchange(value, *(_letter(other) if other else None for other in (before, after))))
    return found[:MOST]


def _letter(document: Document) -> Letter:
    author, addressee = (
        " & ".join(value_in_words(fact) for fact in document.facts.get(name, ())[:2])
        for name in ("author", "addressee")
    )
    day = document.first("date")
    words = gettext("{author} to {addressee}", author=author, addressee=addressee)
    return Letter(document, f"{words}, {value_in_words(day)}" if day and date_of(document) else words)
