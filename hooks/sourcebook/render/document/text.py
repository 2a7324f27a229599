"""A document's text → its paragraphs as HTML, with the spans that the record knows of marked in them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from markupsafe import Markup
from msgspec import Struct

from sourcebook import addresses
from sourcebook.gathered import gathered
from sourcebook.model import Document, Fact, Paragraph, Role, Source
from sourcebook.render.base.naming import clipped
from sourcebook.render.base.segments import Span, joint_spans, mark_up
from sourcebook.render.document.margin import Note
from sourcebook.text.columns import has_columns, keeps_lines, may_have_columns
from sourcebook.text.paragraphs import without_joints
from sourcebook.vocabulary.roles import ROLES
from sourcebook.wording import capital, filled, gettext, quoted

Stretch = TypeVar("Stretch", Span, Role)

SAID, AT, ROLE, PASSAGE, NAME, CHANGE = range(6)
"""Ranks: words that a fact rests on, or an end of a link, stay whole, so that arriving at them lights all of them; a
passage is a link before a name is, since links don't nest."""
_TAG = re.compile(r"<[^>]*>")
_SPACES = ("\n", "\t", "\u2028", "\u2029", "  ")
"""White space that shows, wherever it stands in a paragraph."""
_BREAK = re.compile("\f|[\v\x85\u2028\u2029]")
"""What ends a page, or a line, and does neither in a browser."""
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
    role: str = ""
    """The role of the whole paragraph, if it has one."""
    label: str = ""
    """The words above it that say so."""
    notes: tuple[Note, ...] = ()
    lines: tuple[MarginLine, ...] = ()
    corrected: str = ""
    """The way to its words before they were corrected."""
    shape: str = ""
    """`columns`, or `lines` where it keeps them in a text that flows."""

    @property
    def classes(self) -> str:
        """Its role, whether it has white space that shows (line breaks, tabs, runs of spaces), and its shape."""
        role = f"role role--{self.role}" if self.role else ""
        text = _TAG.sub("", self.content)
        is_spaced = text.startswith(" ") or text.endswith(" ") or any(space in text for space in _SPACES)
        spaced = "ws" if is_spaced else ""
        return " ".join(filter(None, (role, spaced, self.shape)))


def text_paragraphs(
    document: Document,
    marks: Sequence[Span] = (),
    notes: Mapping[str, Sequence[Note]] | None = None,
    lines: Mapping[str, Sequence[MarginLine]] | None = None,
    corrected: Mapping[str, int] | None = None,
) -> Iterator[ShownParagraph]:
    """Yield each paragraph and its text as HTML: every character of the source, and no other.

    `marks` may overlap anything. By the anchor of a paragraph stand `notes`, the evidence beside it, `lines`, what is
    said there without anything to open, and `corrected`, the newest version that has it otherwise.
    """
    said = [*_words_facts_rest_on(document), *marks, *_breaks(document)]
    has_columns_somewhere = may_have_columns(document.source.text)
    spans, of_roles = _touching(document.source, said), _touching(document.source, document.roles)
    for paragraph in document.source.paragraphs:
        whole = next((role for role in of_roles[paragraph.id] if _covers(role, paragraph, document.source)), None)
        others = [role for role in of_roles[paragraph.id] if role != whole]
        within = [role for role in others if paragraph.start <= role.start < paragraph.end]
        roles = (Span(role.start, role.end, ROLE, f"role role--{role.role}") for role in others)
        words = document.source.text[paragraph.start : paragraph.end]
        keeps = document.lines == "flow" and keeps_lines(words)
        is_first = whole is not None and whole.start >= paragraph.start
        yield ShownParagraph(
            paragraph.id,
            mark_up(document.source, paragraph, [*spans[paragraph.id], *roles]),
            whole.role if whole else "",
            _label(whole) if whole and is_first else "",
            tuple((notes or {}).get(paragraph.id, ())),
            (
                *(_role_line(role, document) for role in within if _label(role)),
                *(lines or {}).get(paragraph.id, ()),
            ),
            _version(document, paragraph, (corrected or {}).get(paragraph.id, 0)),
            "columns" if has_columns_somewhere and has_columns(words) else "lines" if keeps else "",
        )


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
    for found in _BREAK.finditer(document.source.text):
        yield Span(*found.span(), NAME, "page-break" if found[0] == "\f" else "line-break")
    for paragraph in document.source.paragraphs if document.lines == "flow" else ():
        yield from joint_spans(document, paragraph.start, paragraph.end)


def _version(document: Document, paragraph: Paragraph, number: int) -> str:
    """Return the way to a paragraph as a version has it; nothing for none."""
    if not number:
        return ""
    here, there = addresses.document(document.id), addresses.version(document.id, number)
    return addresses.relative_url(here, there, paragraph.id)


def in_parts(paragraphs: Sequence[ShownParagraph]) -> list[Sequence[ShownParagraph]]:
    """Return the paragraphs of a long text in parts; those of a short one as one."""
    if len(paragraphs) <= LONG:
        return [paragraphs]
    return [paragraphs[at : at + PART] for at in range(0, len(paragraphs), PART)]


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
