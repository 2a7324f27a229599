"""Links: what joins two documents, with the evidence; and what is derived from them and from texts side by side."""

from typing import Literal

from msgspec import Struct

Marks = bool | Literal["block"]
"""Whether words are set off as quoted: in quotation marks, or as a block of their own (indented, or behind `>`)."""


class Occurrence(Struct, frozen=True, order=True):
    """A further place of a link end's words, in the same text."""

    start: int
    end: int
    paragraphs: tuple[str, ...]
    """The anchors that it touches, in order."""


class DocumentSpan(Struct, frozen=True, order=True):
    """A span of a document, with what cites it."""

    document: str
    """The document's id."""
    start: int
    end: int
    exact: str
    """The slice `[start, end)` of the text, unchanged."""
    paragraphs: tuple[str, ...] = ()
    """The anchors that the span touches, in order."""
    version: int = 1
    sha256: str = ""
    """Of the seed's bytes that the offsets count in."""


class LinkEnd(DocumentSpan, frozen=True, order=True):
    """One end of a link: a span of a document, or words of an editorial page.

    Of an editorial page there is no document; `start` is which of its links to documents it is, counted from 0, and
    `exact` the sentence around that link.
    """

    page: str = ""
    """The address of an editorial page, relative to the site's root."""
    also: tuple[Occurrence, ...] = ()
    """Further places in this text that have the words too, in order: one link says it of all of them."""


class Extent(Struct, frozen=True, order=True):
    """Where a difference stands in one text; empty where that text lacks the words."""

    start: int
    end: int
    text: str


class Difference(Struct, frozen=True, order=True):
    """One place where the two ends of a link don't read the same.

    A quotation's end in the target reaches to its marks. Where its first or last words are not the source's, the
    source's end reaches as far back or on as the words that stand there, and the difference is a `replace` at the very
    start or end of both; it is `moved-into-marks` only where the source has nothing there: its sentence begins or ends
    with the words that match. Words passed over at an ellipsis are a `delete`, however many.
    """

    type: str
    """`insert`, `delete`, `replace`, `spacing` or `moved-into-marks`, as one reads from source to target."""
    source: Extent
    """Empty for an `insert` and for `moved-into-marks`: then the place in the source where the words are added."""
    target: Extent
    """Empty for a `delete`."""


class WordCount(Struct, frozen=True, order=True):
    """How many words a link joins, as the link engine counts words."""

    matched: int
    """Words of the source that stand in the target, lost and added spaces forgiven."""
    source: int
    target: int


class Link(Struct, frozen=True, order=True, cache_hash=True):
    """What joins two documents, with the evidence; seen from the other end it is a backlink."""

    source: LinkEnd
    """Where the words come from, or what is pointed at; undirected: the document with the smaller id."""
    target: LinkEnd
    kind: str
    """A row of the table of kinds: `quotation`, `reuse`, `shared-passage`, `reference`, `editorial`."""
    directed: bool
    rule: str
    """Why the link is there and why it has this direction: a key of the table of reasons."""
    words: WordCount
    differences: tuple[Difference, ...] = ()
    source_in_marks: Marks = False
    """Whether the passage stands in quotation marks there, or is set off as a block."""
    target_in_marks: Marks = False
    id: str = ""
    """Twelve hexadecimal digits, made from both documents and the words: other texts of the archive don't change it."""


class UnsourcedQuotation(Struct, frozen=True, order=True):
    """Quoted words of a document that stand in no other text of the archive."""

    document: str
    start: int
    end: int
    exact: str
    """The slice `[start, end)` of the text, without the marks."""
    words: int = 0
    """As the link engine counts words."""


class Witness(DocumentSpan, frozen=True, order=True):
    """One occurrence of a passage in one document."""

    in_marks: Marks = False
    date: str = ""
    """The date in the document's record, however it is known, or nothing."""


class Passage(Struct, frozen=True, order=True):
    """Words that stand, nearly or exactly, in two documents or more."""

    id: str
    """Twelve hexadecimal digits, made from the folded words of the first witness."""
    witnesses: tuple[Witness, ...]
    """The source of the words first if a link says which it is, then dated ones in order, undated ones after them."""
    links: tuple[str, ...]
    """The ids of the links that join them; of a cluster, those of each witness with the first."""
    words: int = 0
    """Of the first witness, as the link engine counts words."""

    @property
    def is_cluster(self) -> bool:
        """Whether so many texts have the words that only the passage tells of all of them."""
        return len(self.witnesses) > LARGEST_PAIRED


LARGEST_PAIRED = 20
"""Witnesses of a passage up to which each two of them may be linked; of more, each with the first alone."""


class AlsoQuoted(Struct, frozen=True, order=True):
    """Two documents that quote the same words of a third."""

    document: str
    """The smaller id of the two."""
    other: str
    source: str
    """The id of the third, whose words they quote."""
    links: tuple[str, ...]
    """The ids of the links to it."""


class Related(Struct, frozen=True, order=True):
    """A document whose words are close to another's, whether or not the two share a passage."""

    document: str
    other: str
    """The id of the document that is close to it."""
    terms: tuple[str, ...]
    """Words that both use and few others do, the weightiest first, as the texts most often print them."""
    closeness: float
    """The cosine of the two documents' weighted words: 0 nothing in common, 1 the same words."""
