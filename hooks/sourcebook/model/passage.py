"""What is derived from links and from the texts side by side."""

from dataclasses import dataclass

from sourcebook.model.link import Marks


@dataclass(frozen=True, slots=True, order=True)
class Witness:
    """One occurrence of a passage in one document."""

    document: str
    start: int
    end: int
    exact: str
    paragraphs: tuple[str, ...]
    in_marks: Marks
    date: str
    """The date in the document's record, however it is known, or nothing."""
    version: int = 1
    sha256: str = ""
    """Of the seed's bytes that the offsets count in."""


@dataclass(frozen=True, slots=True, order=True)
class Passage:
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


@dataclass(frozen=True, slots=True, order=True)
class AlsoQuoted:
    """Two documents that quote the same words of a third."""

    document: str
    """The smaller id of the two."""
    other: str
    source: str
    """The id of the third, whose words they quote."""
    links: tuple[str, ...]
    """The ids of the links to it."""


@dataclass(frozen=True, slots=True, order=True)
class Related:
    """A document whose words are close to another's, whether or not the two share a passage."""

    document: str
    other: str
    """The id of the document that is close to it."""
    terms: tuple[str, ...]
    """Words that both use and few others do, the weightiest first, as the texts most often print them."""
    closeness: float
    """The cosine of the two documents' weighted words: 0 nothing in common, 1 the same words."""
