"""A document's text → its paragraphs as HTML, with the spans that the record knows of marked in them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from markupsafe import Markup, escape
from msgspec import Struct

from sourcebook import addresses
from sourcebook.gathered import gathered
from sourcebook.model import Document, Fact, Paragraph, Role, Source
from sourcebook.page_language import spoken
from sourcebook.render.base.environment import PLACE, fill_part
from sourcebook.render.base.naming import clipped
from sourcebook.render.base.segments import Span, joint_spans, mark_up
from sourcebook.render.document.margin import Note
from sourcebook.text.columns import has_columns, may_have_columns
from sourcebook.text.kept_lines import keeps_lines, width_of
from sourcebook.text.paragraphs import without_joints
from sourcebook.vocabulary.roles import ROLES
from sourcebook.wording import as_html, capital, filled, gettext, quoted, written

Stretch = TypeVar("Stretch", Span, Role)

SAID, AT, ROLE, PASSAGE, NAME, CHANGE = range(6)
"""Ranks: words that a fact rests on, or an end of a link, stay whole, so that arriving at them lights all of them; a
passage is a link before a name is, since links don't nest."""
_SPACES = "\n\t\u2028\u2029"
"""White space that shows, wherever it stands in a paragraph."""
_BREAKS = "\f\v\x85\u2028\u2029"
_BREAK = re.compile(f"[{_BREAKS}]")
"""What ends a page, or a line, and does neither in a browser."""
_SHORT = 2
LONG = 200
"""Paragraphs from which on a text is laid out in parts, as a reader comes to them."""
PART = 40
"""Paragraphs of a part."""
HEADINGS = 100
"""Headings of a text that its contents list."""
LONGEST_HEADING = 90
LONGEST_LABELLED = 40
"""Characters of words within a paragraph that the line on their role repeats."""


def fact_anchor(fact: Fact, number: int) -> str:
    """Return the anchor of the words that the `number`th fact of a field rests on, counted from 1."""
    return f"said-{fact.name.replace('_', '-')}-{number}"


class MarginLine(Struct, frozen=True):
    """A line beside a paragraph that opens nothing."""

    words: Markup
    href: str = ""
    """Where it leads."""


class ShownParagraph(Struct, frozen=True):
    """A paragraph as the page has it."""

    id: str
    content: Markup
    classes: str = ""
    """See `classes_of`."""
    label: str = ""
    """The words above it that say its role."""
    notes: tuple[Note, ...] = ()
    lines: tuple[MarginLine, ...] = ()
    corrected: str = ""
    """The way to its words before they were corrected."""

    def as_html(self, origin: str) -> Markup:
        """Return it with what stands beside it, for the page at the address `origin`."""
        return fill_part("text.html", "paragraph", origin, self)


def classes_of(words: str, role: str = "", shape: str = "") -> str:
    """Return a paragraph's role, whether it has white space that shows (line breaks, tabs, runs of spaces), its shape.

    A shape is `columns`, or `lines` where it keeps them in a text that flows. Of one letter or two, a link would be too
    small to be hit.
    """
    is_spaced = "  " in words or words.strip(" ") != words or any(map(words.__contains__, _SPACES))
    spaced = "ws" if is_spaced else "short" if len(words) <= _SHORT else ""
    return " ".join(filter(None, (role and f"role role--{role}", spaced, shape))) if role or shape else spaced


def plain_paragraph(source: Source, paragraph: Paragraph) -> str:
    """Return a paragraph that has nothing but its words, as HTML."""
    words = source.shown(paragraph.start, paragraph.end)
    before, after = _around(paragraph.id, classes_of(words), spoken().digest)
    return f"{before}{written(words)}{after}"


@lru_cache(maxsize=4096)
def _around(id: str, classes: str, _: str) -> tuple[str, str]:
    """Return what stands before and after the words of such a paragraph, in the language of that digest."""
    before, _, after = ShownParagraph(id, escape(PLACE), classes).as_html("").partition(PLACE)
    return str(before), str(after)


def text_paragraphs(
    document: Document,
    marks: Sequence[Span] = (),
    notes: Mapping[str, Sequence[Note]] | None = None,
    lines: Mapping[str, Sequence[MarginLine]] | None = None,
    corrected: Mapping[str, int] | None = None,
) -> Iterator[str]:
    """Yield each paragraph and its text as HTML: every character of the source, and no other.

    `marks` may overlap anything. By the anchor of a paragraph stand `notes`, the evidence beside it, `lines`, what is
    said there without anything to open, and `corrected`, the newest version that has it otherwise.
    """
    source, notes, lines, corrected = document.source, notes or {}, lines or {}, corrected or {}
    said = [*_words_facts_rest_on(document), *marks, *_breaks(document)]
    spans, of_roles = _touching(source, said), _touching(source, document.roles)
    has_columns_somewhere = may_have_columns(source.text)
    has_shapes = has_columns_somewhere or document.lines == "flow"
    width = width_of(source.text) if document.lines == "flow" else 0
    has_more = {*spans, *of_roles, *notes, *lines, *corrected}
    for paragraph in source.paragraphs:
        if not has_shapes and paragraph.id not in has_more:
            yield plain_paragraph(source, paragraph)
            continue
        whole = next((role for role in of_roles[paragraph.id] if _covers(role, paragraph, source)), None)
        others = [role for role in of_roles[paragraph.id] if role != whole]
        within = [role for role in others if paragraph.start <= role.start < paragraph.end]
        roles = (Span(role.start, role.end, ROLE, f"role role--{role.role}") for role in others)
        words = source.text[paragraph.start : paragraph.end]
        keeps = document.lines == "flow" and keeps_lines(words, width)
        is_first = whole is not None and whole.start >= paragraph.start
        shape = "columns" if has_columns_somewhere and has_columns(words) else "lines" if keeps else ""
        yield ShownParagraph(
            paragraph.id,
            mark_up(source, paragraph, [*spans[paragraph.id], *roles]),
            classes_of(source.shown(paragraph.start, paragraph.end), whole.role if whole else "", shape),
            _label(whole) if whole and is_first else "",
            tuple(notes.get(paragraph.id, ())),
            (*(_role_line(role, document) for role in within if _label(role)), *lines.get(paragraph.id, ())),
            _version(document, paragraph, corrected.get(paragraph.id, 0)),
        ).as_html(addresses.document(document.id))


def _touching(source: Source, stretches: Iterable[Stretch]) -> Mapping[str, list[Stretch]]:
    """Return the stretches that have a character of each paragraph, by its anchor, in the order they are given."""
    paragraphs = source.paragraphs
    starts, ends = [one.start for one in paragraphs], [one.end for one in paragraphs]
    return gathered(
        (paragraph.id, stretch)
        for stretch in stretches
        for paragraph in paragraphs[bisect_right(ends, stretch.start) : bisect_left(starts, stretch.end)]
    )


def _breaks(document: Document) -> Iterator[Span]:
    """Yield the form feeds of a text, each shown as the end of a page, and other signs that end a line.

    Each stays the character it is; so do line ends that are not shown, where lines flow.
    """
    text = document.source.text
    for found in _BREAK.finditer(text) if any(map(text.__contains__, _BREAKS)) else ():
        yield Span(*found.span(), NAME, "page-break" if found[0] == "\f" else "line-break")
    for paragraph in document.source.paragraphs if document.lines == "flow" else ():
        yield from joint_spans(document, paragraph.start, paragraph.end)


def _version(document: Document, paragraph: Paragraph, number: int) -> str:
    """Return the way to a paragraph as a version has it; nothing for none."""
    if not number:
        return ""
    here, there = addresses.document(document.id), addresses.version(document.id, number)
    return addresses.relative_url(here, there, paragraph.id)


def in_parts(paragraphs: Sequence[str]) -> list[Markup]:
    """Return the paragraphs of a long text in parts; those of a short one as one."""
    size = PART if len(paragraphs) > LONG else LONG
    return [as_html("".join(paragraphs[at : at + size])) for at in range(0, len(paragraphs), size)]


def contents(document: Document) -> list[tuple[str, str]]:
    """Return the headings within a text: the paragraph of each and its words; nothing where there are few."""
    title = document.title.strip("[]").casefold()
    found = []
    for role in document.roles:
        words = " ".join(without_joints(document.source.shown(role.start, role.end), document.lines).split())
        paragraph = document.source.paragraph_at(role.start)
        if role.role == "heading" and paragraph and words.casefold() != title:
            found.append((paragraph.id, clipped(words, LONGEST_HEADING)))
    return found[:HEADINGS] if len(found) > 2 else []


def _covers(role: Role, paragraph: Paragraph, source: Source) -> bool:
    """Say whether all of a paragraph that can be seen has a role."""
    if role.start >= paragraph.end or role.end <= paragraph.start:
        return False
    before = source.text[paragraph.start : max(role.start, paragraph.start)]
    after = source.text[min(role.end, paragraph.end) : paragraph.end]
    return not before.strip() and not after.strip()


def _label(role: Role) -> str:
    """Return what says the role of words; nothing where their place and their look say it."""
    return "" if ROLES[role.role].speaks else role.label or gettext(ROLES[role.role].margin)


def _role_line(role: Role, document: Document) -> MarginLine:
    shown = without_joints(document.source.shown(role.start, role.end), document.lines)
    words = clipped(shown, LONGEST_LABELLED)
    label = _label(role)
    return MarginLine(filled("{}: <bdi>{}</bdi>", capital(label), quoted(words)))


def _words_facts_rest_on(document: Document) -> Iterator[Span]:
    for facts in document.facts.values():
        for number, fact in enumerate(facts, start=1):
            if fact.start >= 0:
                yield Span(fact.start, fact.end, SAID, "said", fact_anchor(fact, number))
