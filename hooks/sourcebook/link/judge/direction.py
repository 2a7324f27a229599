"""Who had the words first: the direction of a passage, and the rule that gives it.

Dates count by the days they can mean, whatever their basis, which the rule names; besides them a kind, quotation marks,
and a name. Where two rules disagree, or none holds, the passage is shared and has no direction. Marks alone prove
nothing: towards a text without a date, or from one, words have a direction only where the one names the other.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from sourcebook.link.find.segments import Segment
from sourcebook.link.find.texts import Text
from sourcebook.link.judge.naming import facts_named, family_names
from sourcebook.link.judge.set_off import heading_above, in_marks, marks_unknown, set_off
from sourcebook.link.rules import RULES
from sourcebook.model import Basis, Marks, touched
from sourcebook.vocabulary.dates import lies_before

Words = tuple[int, int]
"""The first and the last, both inclusive."""
_NOTE = re.compile(r"[^\w\s\[(*†‡]*[\[(]?([*†‡]{1,3}|[¹²³⁰⁴-⁹]{1,3}|\d{1,3})[\])]?(?!\w)")


class Directed(Struct, frozen=True):
    """A passage, turned so that `segment.one` is the source where it has a direction."""

    segment: Segment
    kind: str
    rule: str
    source_in_marks: Marks
    target_in_marks: Marks
    also: tuple[Words, ...] = ()
    """Further places in the source that have the same words."""
    other_also: tuple[Words, ...] = ()
    """Further places in the target."""

    @property
    def ids(self) -> tuple[str, str]:
        """The ids of both texts."""
        return self.segment.one.id, self.segment.other.id

    @property
    def directed(self) -> bool:
        """Whether `segment.one` is where the words come from."""
        return self.rule != "undirected"


def undirected(segment: Segment) -> Directed:
    """Return a passage that both texts share; the text with the smaller id comes first."""
    turned = segment if segment.one.id < segment.other.id else segment.turned()
    return _directed(turned, "shared-passage", "undirected")


def _directed(segment: Segment, kind: str, rule: str) -> Directed:
    marks = in_marks(segment.one, *segment.range), set_off(segment.other, *segment.other_range)
    return Directed(segment, kind, rule, *marks)


def direct(segment: Segment, beside: Sequence[Segment] = ()) -> Directed:
    """Give a passage its direction, if the evidence allows one; `beside`: all passages of the two texts."""
    first = lies_before(segment.one.when, segment.other.when)
    later = not first and lies_before(segment.other.when, segment.one.when)
    found = [
        (turned, *result)
        for turned, first, later in ((segment, first, later), (segment.turned(), later, first))
        for result in (None if later else _direction(turned, beside, first=first),)
        if result is not None
    ]
    return _directed(*found[0]) if len(found) == 1 else undirected(segment)


def _direction(segment: Segment, beside: Sequence[Segment], *, first: bool) -> tuple[str, str] | None:
    """Return kind and rule if `segment.one`, which isn't the later, is the source; `first`: whether it is earlier."""
    source, target = segment.one, segment.other
    if not (first or source.is_primary) or _may_be_quoting(source, segment.range):
        return None
    quoted = set_off(target, *segment.other_range)
    found: tuple[str, str] | None = None
    if source.is_primary and not target.is_primary:
        if quoted:
            found = _quoted_primary(segment, first=first)
        elif source.when and _is_named_apart(segment, beside) and not marks_unknown(target, *segment.other_range):
            found = "reuse", "primary-named"
    elif quoted and first and (_is_own(segment) or is_named(segment, addressee=source.is_primary)):
        found = "quotation", "later-quotes"
    elif quoted and first and source.is_primary and _answers(target, source):
        found = "quotation", "letter-answers"
    elif quoted and source.is_primary and not source.when and is_named(segment):
        found = "quotation", "source-named"
    return found and (found[0], found[1] + _bases(source, target, found[1]))


def _quoted_primary(segment: Segment, *, first: bool) -> tuple[str, str] | None:
    """Return the rule by which a text that is no primary source quotes one that is."""
    source = segment.one
    if source.when and (first or is_named(segment) or _names_kind(segment) or _names_somewhere(segment)):
        return "quotation", "primary-quoted"
    return ("quotation", "source-named") if not source.when and is_named(segment) else None


def _bases(source: Text, target: Text, rule: str) -> str:
    """Return what a rule's name ends with where a date that it rests on isn't stated by the text: `+external`."""
    if rule == "source-named":
        return ""
    facts = [text.first("date") for text in (source, target)]
    bases = sorted({fact.basis for fact in facts if fact is not None and fact.basis is not Basis.STATED})
    return "".join(f"+{basis}" for basis in bases)


def _is_own(segment: Segment) -> bool:
    """Tell whether an author quotes an earlier text of their own: few words may as well be a third text's."""
    authors = [{fact.value for fact in text.facts.get("author", ())} for text in (segment.one, segment.other)]
    return bool(authors[0] & authors[1]) and len(segment.places) >= RULES.short_words


def _answers(text: Text, letter: Text) -> bool:
    """Tell whether a text is addressed to the author of a letter: what it quotes may well be the letter's."""
    return bool(family_names(text.facts, "addressee") & family_names(letter.facts, "author"))


def _is_named_apart(segment: Segment, beside: Sequence[Segment]) -> bool:
    """Tell whether the target names the source in words of its own: a name that both texts share may be a third's.

    One that stands in a heading above the words may say whose they are, and so set them off.
    """
    target = segment.other
    if not is_named(segment):
        return False
    shared = [target.extent(*(s.other_range if s.other is target else s.range)) for s in (segment, *beside)]
    headed = heading_above(target, segment.other_range[0])
    return is_named(segment, shared=[*shared, *headed])


def _may_be_quoting(text: Text, place: Words) -> bool:
    """Tell whether the words stand in quotation marks, or may: then they may be a third text's."""
    return bool(in_marks(text, *place)) or marks_unknown(text, *place, single=False)


def is_named(
    segment: Segment, nearby: int = RULES.nearby, *, addressee: bool = False, shared: Sequence[Words] = ()
) -> bool:
    """Tell whether the words' paragraph in `segment.other`, one of those `nearby` before or a note names `segment.one`.

    Names are the title and the publisher; the author, and if asked for the addressee, not in small letters; and the
    kind beside one of its facts. None counts that stands in what is `shared`, by offsets.
    """
    source, target = segment.one, segment.other
    start, end = target.extent(*segment.other_range)
    paragraphs, holding = target.paragraphs, touched(target.paragraphs, start, end)
    if not holding:
        return False
    first = paragraphs[max(0, holding[0] - nearby)].start
    last = paragraphs[holding[-1]].end
    parts = (part for whole in ((first, last), *_note(target, end, last)) for part in _left_of(whole, shared))
    found = {fact: at for part in parts for fact, at in facts_named(target.letters, *part, source.facts).items()}
    persons = ("author", "addressee") if addressee else ("author",)
    by_name = any(not target.letters[found[field][0]].islower() for field in persons if field in found)
    return (
        by_name
        or bool({"title", "title-as-it-is", "publisher"} & found.keys())
        or ("kind" in found and bool({"addressee", "date", "author"} & found.keys()))
    )


def _note(text: Text, end: int, below: int) -> Iterator[Words]:
    """Yield the offsets of the note, below some words, whose number stands right behind those that end at `end`."""
    if sign := _NOTE.match(text.letters, end):
        begins = rf"^[ \t]*[\[(^]?{re.escape(sign[1])}[\])]?[.:]?[ \t]+\S.*(?:\n[ \t]*[^\W\d].*)*"
        if note := re.compile(begins, re.MULTILINE).search(text.letters, below):
            yield note.span()


def _left_of(whole: Words, shared: Sequence[Words]) -> Iterator[Words]:
    """Yield the offsets that are left of a stretch without others."""
    at, last = whole
    for start, end in sorted(shared):
        if at < start < last:
            yield at, start
        at = max(at, end)
    if at < last:
        yield at, last


def _names_kind(segment: Segment) -> bool:
    """Tell whether the passage's own paragraph says what the source is: “…,” says the letter."""
    target = segment.other
    holding = touched(target.paragraphs, *target.extent(*segment.other_range))
    if not holding:
        return False
    first, last = (target.paragraphs[number] for number in (holding[0], holding[-1]))
    return "kind" in facts_named(target.letters, first.start, last.end, segment.one.facts)


def _names_somewhere(segment: Segment) -> bool:
    """Tell whether a text of no great length names the source by two of its facts, wherever that is."""
    target = segment.other
    if len(target.tokens) > RULES.names_within:
        return False
    return len(facts_named(target.letters, 0, len(target.letters), segment.one.facts)) > 1
