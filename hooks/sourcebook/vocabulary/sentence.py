"""What a document is, in a sentence made of facts: for descriptions, lists and feeds. Never of the text's own words."""

from sourcebook.direction import without_controls
from sourcebook.model import Document
from sourcebook.vocabulary.cited_dates import date_as_known
from sourcebook.vocabulary.fields import value_in_words
from sourcebook.vocabulary.kinds import cited_as
from sourcebook.wording import N_, comma, gettext, listed

NAMED = 3
"""Persons that are named; of more, the first and “and others”."""


def facts_in_words(document: Document) -> str:
    """Return kind, author, addressee, publisher and date: “Letter from … to …, 9 October 2020”, without a full stop.

    A direction control in a name would turn what stands behind it: nothing sets the parts of the sentence apart.
    """
    kind, date = document.first("kind"), document.first("date")
    words = value_in_words(kind) if kind else gettext("Text")
    if authors := _names(document, "author"):
        said = N_("{words} from {names}") if cited_as(document).is_letter else N_("{words} by {names}")
        words = gettext(said, words=words, names=authors)
    if addressees := _names(document, "addressee"):
        words = gettext("{words} to {names}", words=words, names=addressees)
    parts = (words, _names(document, "publisher"), date_as_known(date) or gettext("undated"))
    return without_controls(comma().join(filter(None, parts)))


def _names(document: Document, field: str) -> str:
    words = [value_in_words(fact) for fact in document.facts.get(field, ())]
    return gettext("{name} and others", name=words[0]) if len(words) > NAMED else listed(words)
