"""Who had the words first: the direction of a passage, and the rule that gives it.

Only what texts state counts: a stated date, a kind, quotation marks, a name. Where two rules disagree, or none holds,
the passage is shared and has no direction. Marks alone prove nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.link.find.segments import Segment
from sourcebook.link.find.texts import Text
from sourcebook.link.judge.accept import in_marks, marks_unknown
from sourcebook.link.judge.naming import named
from sourcebook.link.rules import RULES
from sourcebook.vocabulary.dates import lies_before, stated_date


@dataclass(frozen=True, slots=True)
class Directed:
    """A passage, turned so that `segment.one` is the source where it has a direction."""

    segment: Segment
    kind: str
    rule: str
    source_in_marks: bool
    target_in_marks: bool

    @property
    def directed(self) -> bool:
        """Whether `segment.one` is where the words come from."""
        return self.rule != "undirected"


def undirected(segment: Segment) -> Directed:
    """Return a passage that both texts share; the text with the smaller id comes first."""
    turned = segment if segment.one.document.id < segment.other.document.id else segment.turned()
    marks = in_marks(turned.one, *turned.range), in_marks(turned.other, *turned.other_range)
    return Directed(turned, "shared-passage", "undirected", *marks)


def direct(segment: Segment) -> Directed:
    """Give a passage its direction, if the evidence allows one."""
    found = [
        (turned, *result)
        for turned in (segment, segment.turned())
        for result in (_direction(turned),)
        if result is not None
    ]
    if len(found) != 1:
        return undirected(segment)
    turned, kind, rule = found[0]
    marks = in_marks(turned.one, *turned.range), in_marks(turned.other, *turned.other_range)
    return Directed(turned, kind, rule, *marks)


def _direction(segment: Segment) -> tuple[str, str] | None:
    """Return kind and rule if `segment.one` is the source of the words, by what the texts state."""
    source, target = segment.one, segment.other
    date, other_date = stated_date(source.document), stated_date(target.document)
    if not date or lies_before(other_date, date) or _may_be_quoting(source, segment.range):
        return None
    quoted = in_marks(target, *segment.other_range)
    if source.is_dated_primary and not target.is_dated_primary:
        if quoted:
            return "quotation", "primary-quoted"
        if not marks_unknown(target, *segment.other_range) and is_named(segment):
            return "reuse", "primary-named"
    elif quoted and lies_before(date, other_date) and (_is_own(segment) or is_named(segment)):
        return "quotation", "later-quotes"
    return None


def _is_own(segment: Segment) -> bool:
    """Tell whether an author quotes an earlier text of their own: few words may as well be a third text's."""
    authors = [{fact.value for fact in text.document.facts.get("author", ())} for text in (segment.one, segment.other)]
    return bool(authors[0] & authors[1]) and len(segment.places) >= RULES.short_words


def _may_be_quoting(text: Text, place: tuple[int, int]) -> bool:
    """Tell whether the words stand in quotation marks, or may: then they may be a third text's."""
    return in_marks(text, *place) or marks_unknown(text, *place, single=False)


def is_named(segment: Segment, nearby: int = RULES.nearby) -> bool:
    """Tell whether the passage's paragraph in `segment.other`, or one of those `nearby` before it, names `segment.one`.

    Names are the title and the publisher; the author, with a capital; and the kind beside one of its facts.
    """
    source, target = segment.one, segment.other
    start, end = target.extent(*segment.other_range)
    paragraphs = target.document.source.paragraphs
    holding = [number for number, paragraph in enumerate(paragraphs) if paragraph.start < end and paragraph.end > start]
    if not holding:
        return False
    first = paragraphs[max(0, holding[0] - nearby)].start
    found = named(target.document.source.text, first, paragraphs[holding[-1]].end, source.document)
    author = found.get("author")
    by_name = author is not None and target.document.source.text[author[0]].isupper()
    return (
        by_name
        or bool({"title", "publisher"} & found.keys())
        or ("kind" in found and bool({"addressee", "date", "author"} & found.keys()))
    )
