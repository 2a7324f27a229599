"""What each kind of document is cited as: one row a kind, one column a format."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.model import Document


@dataclass(frozen=True, slots=True)
class CitedAs:
    """The types that stand for a kind of document."""

    csl: str
    """Of CSL 1.0.2: what the styles go by."""
    bibtex: str
    ris: str
    zotero: str
    schema: tuple[str, ...]
    """Of schema.org."""
    is_news: bool = False
    """Whether its publisher is the paper, station or site that it appeared in."""
    is_letter: bool = False
    """Whether it goes from somebody to somebody."""


_LETTER = CitedAs("personal_communication", "misc", "PCOMM", "letter", ("Message", "ArchiveComponent"), is_letter=True)
_TEXT = CitedAs("document", "misc", "GEN", "document", ("CreativeWork", "ArchiveComponent"))

CITED_AS = {
    "letter": _LETTER,
    "open letter": _LETTER,
    "memorandum": _LETTER,
    "news report": CitedAs("article-newspaper", "article", "NEWS", "newspaperArticle", ("NewsArticle",), is_news=True),
    "opinion piece": CitedAs(
        "article-newspaper", "article", "NEWS", "newspaperArticle", ("OpinionNewsArticle",), is_news=True
    ),
    "interview": _TEXT,
    "press release": _TEXT,
    "statement": _TEXT,
    "speech": CitedAs("speech", "misc", "GEN", "presentation", ("CreativeWork", "ArchiveComponent")),
    "testimony": _TEXT,
    "compilation": _TEXT,
    "repost": _TEXT,
    "report": CitedAs("report", "techreport", "RPRT", "report", ("Report", "ArchiveComponent")),
    "minutes": _TEXT,
    "notice": _TEXT,
    "law": _TEXT,
    "court decision": _TEXT,
    "pamphlet": CitedAs("pamphlet", "booklet", "PAMP", "document", ("CreativeWork", "ArchiveComponent")),
    "diary": CitedAs("manuscript", "unpublished", "MANSCPT", "manuscript", ("Manuscript", "ArchiveComponent")),
    "other": _TEXT,
}
"""By kind. An interview, a law and a decision stand as texts: the record knows no interviewer, gazette or court, and
types that ask for them would print half a citation."""


def cited_as(document: Document) -> CitedAs:
    """Return what a document is cited as; as a text where no kind is stated."""
    kind = document.first("kind")
    return CITED_AS.get(kind.value, _TEXT) if kind else _TEXT


def genre_of(document: Document) -> str:
    """Return the kind in words as it stands inside a sentence; nothing where the record has none that says anything."""
    kind = document.first("kind")
    return kind.value if kind and kind.value != "other" else ""
