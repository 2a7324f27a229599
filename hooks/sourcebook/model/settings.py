"""What people decided: how a document is published, which links are none or added, which phrases are no names."""

from datetime import date

from msgspec import Struct

from sourcebook.model.name import Name


class Publication(Struct, frozen=True):
    """How a document is published; as all others, if its sidecar says nothing."""

    noindex: bool = False
    """Search engines are asked to leave its pages out."""
    embargo: date | None = None
    """The first day on which its text is shown."""
    excerpt_only: bool = False
    """Of its text, only the passages are shown that other texts quote or share."""
    reason: str = ""
    """Why its text isn't shown, or not whole: it is shown on the page."""


class NamesFile(Struct, frozen=True):
    """What the names file says."""

    names: tuple[Name, ...] = ()
    """In the order of the file."""
    ignored: tuple[str, ...] = ()
    """Phrases that a curator has judged to be no names."""
    file: str = ""
    """As messages name it."""


class Veto(Struct, frozen=True, order=True):
    """A link that a curator says is none."""

    documents: tuple[str, str]
    words: str
    line: int = 0


class Phrase(Struct, frozen=True, order=True):
    """Words that make no passage."""

    words: str
    line: int = 0


class Added(Struct, frozen=True, order=True):
    """A link that a curator adds, with its basis."""

    kind: str
    source: tuple[str, str]
    """The document's id, and words of it."""
    target: tuple[str, str]
    basis: str
    reason: str
    line: int = 0


class LinkSettings(Struct, frozen=True):
    """Everything `links.yml` says."""

    vetoes: tuple[Veto, ...] = ()
    ignored: tuple[Phrase, ...] = ()
    added: tuple[Added, ...] = ()
    file: str = ""
    """The file as messages name it."""
