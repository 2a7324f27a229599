"""What a document is, in a sentence made of facts: for descriptions, lists and feeds. Never of the text's own words."""

from sourcebook.model import Basis, Document
from sourcebook.vocabulary.cited_dates import date_as_known
from sourcebook.vocabulary.date_shapes import Moment
from sourcebook.vocabulary.dates import read_date
from sourcebook.vocabulary.fields import BOUNDS, first_in_words, value_in_words
from sourcebook.vocabulary.kinds import cited_as
from sourcebook.wording import N_, comma, gettext, listed

NAMED = 3
"""Persons that are named; of more, the first and “and others”."""


def facts_in_words(document: Document) -> str:
    """Return kind, author, addressee, publisher and date: “Letter from … to …, 9 October 2020”, without a full stop."""
    words = first_in_words(document, "kind") or gettext("Text")
    if authors := _names(document, "author"):
        said = N_("{words} from {names}") if cited_as(document).is_letter else N_("{words} by {names}")
        words = gettext(said, words=words, names=authors)
    if addressees := _names(document, "addressee"):
        words = gettext("{words} to {names}", words=words, names=addressees)
    parts = (words, _names(document, "publisher"), _when(document))
    return comma().join(filter(None, parts))


def _when(document: Document) -> str:
    """Return the date, or what bounds it; in square brackets where nobody states it."""
    if date := date_as_known(document.first("date")):
        return date
    bases = {fact.basis for name in BOUNDS for fact in document.facts.get(name, ())}
    bounds = bounds_in_words(document) or gettext("undated")
    return bounds if bases <= {Basis.STATED, Basis.EXTERNAL} else f"[{bounds}]"


def bounds_in_words(document: Document) -> str:
    """Return the bounds of a date in words, month and year of the first left out where the second has the same."""
    earliest, latest = (first_in_words(document, name) for name in BOUNDS)
    if earliest and latest:
        first, last = (read_date(document.value(name)) for name in BOUNDS)
        is_plain = first is not None and first.iso and last is not None and isinstance(last.shape, Moment)
        start = _before(earliest, latest) if is_plain else earliest
        return gettext("between {start} and {end}", start=start, end=latest)
    if earliest:
        return gettext("not before {date}", date=earliest)
    return gettext("not after {date}", date=latest) if latest else ""


def _before(earliest: str, latest: str) -> str:
    """Return a first day as it stands before a second: “9” before “18 October 2020, uncertain”."""
    first, second = earliest.split(), latest.partition(",")[0].split()
    if first == second or not second[-1].isdigit():
        return earliest
    while len(first) > 1 and len(second) > 1 and first[-1] == second[-1]:
        first, second = first[:-1], second[:-1]
    return " ".join(first)


def _names(document: Document, field: str) -> str:
    words = [value_in_words(fact) for fact in document.facts.get(field, ())]
    return gettext("{name} and others", name=words[0]) if len(words) > NAMED else listed(words)
