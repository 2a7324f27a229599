"""The table of kinds of documents: one row a kind, which holds all that anybody needs to know of it."""

from msgspec import Struct

from sourcebook.model import Document
from sourcebook.wording import N_, gettext, in_sentence


class CitedAs(Struct, frozen=True):
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


TEXT = CitedAs("document", "misc", "GEN", "document", ("CreativeWork", "ArchiveComponent"))
_LETTER = CitedAs("personal_communication", "misc", "PCOMM", "letter", ("Message", "ArchiveComponent"), is_letter=True)
_NEWS = CitedAs("article-newspaper", "article", "NEWS", "newspaperArticle", ("NewsArticle",), is_news=True)
_OPINION = CitedAs("article-newspaper", "article", "NEWS", "newspaperArticle", ("OpinionNewsArticle",), is_news=True)
_SPEECH = CitedAs("speech", "misc", "GEN", "presentation", ("CreativeWork", "ArchiveComponent"))
_REPORT = CitedAs("report", "techreport", "RPRT", "report", ("Report", "ArchiveComponent"))
_PAMPHLET = CitedAs("pamphlet", "booklet", "PAMP", "document", ("CreativeWork", "ArchiveComponent"))
_DIARY = CitedAs("manuscript", "unpublished", "MANSCPT", "manuscript", ("Manuscript", "ArchiveComponent"))


class Kind(Struct, frozen=True):
    """One kind of document."""

    key: str
    """In a sidecar and in record.json."""
    label: str
    """As a page names it."""
    cited_as: CitedAs = TEXT
    is_primary: bool = False
    """Whether others quote it: words that began there."""
    author: str = ""
    """What the header calls its author; nothing for “Author”."""


KINDS = {
    kind.key: kind
    for kind in (
        Kind("letter", N_("Letter"), _LETTER, is_primary=True, author=N_("Sender")),
        Kind("open letter", N_("Open letter"), _LETTER, is_primary=True, author=N_("Sender")),
        Kind("news report", N_("News report"), _NEWS),
        Kind("opinion piece", N_("Opinion piece"), _OPINION),
        Kind("interview", N_("Interview")),
        Kind("press release", N_("Press release"), is_primary=True),
        Kind("statement", N_("Statement"), is_primary=True),
        Kind("speech", N_("Speech"), _SPEECH, is_primary=True, author=N_("Speaker")),
        Kind("testimony", N_("Testimony"), is_primary=True),
        Kind("compilation", N_("Compilation")),
        Kind("repost", N_("Repost")),
        Kind("report", N_("Report"), _REPORT),
        Kind("memorandum", N_("Memorandum"), _LETTER, is_primary=True, author=N_("Sender")),
        Kind("minutes", N_("Minutes"), is_primary=True),
        Kind("notice", N_("Notice")),
        Kind("law", N_("Law"), is_primary=True),
        Kind("court decision", N_("Court decision"), is_primary=True),
        Kind("pamphlet", N_("Pamphlet"), _PAMPHLET, is_primary=True),
        Kind("diary", N_("Diary"), _DIARY, is_primary=True),
        Kind("other", N_("Other text")),
    )
}
"""What a document is. An interview, a law and a decision are cited as texts: the record knows no interviewer, gazette
or court, and types that ask for them would print half a citation."""


def kind_of(document: Document) -> Kind | None:
    """Return the kind of a document; None where it is not stated in our copy."""
    return KINDS.get(document.value("kind"))


def cited_as(document: Document) -> CitedAs:
    """Return what a document is cited as; as a text where no kind is stated."""
    kind = kind_of(document)
    return kind.cited_as if kind else TEXT


def genre_of(document: Document) -> str:
    """Return the kind as a sentence has it, “letter”; nothing where the record has none that says anything."""
    kind = kind_of(document)
    return in_sentence(gettext(kind.label)) if kind and kind.key != "other" else ""


def is_primary(document: Document) -> bool:
    """Say whether a document is of a kind that others quote."""
    kind = kind_of(document)
    return kind is not None and kind.is_primary
