"""What people decided: how a document is published, which links are none or added, which phrases are no names."""

from dataclasses import dataclass
from datetime import date

from sourcebook.model.name import Name


@dataclass(frozen=True, slots=True)
class Publication:
    """How a document is published; as all others, if its sidecar says nothing."""

    noindex: bool = False
    """Search engines are asked to leave its pages out."""
    embargo: date | None = None
    """The first day on which its text is shown."""
    excerpt_only: bool = False
    """Of its text, only the passages are shown that other texts quote or share."""
    reason: str = ""
    """Why its text isn't shown, or not whole: it is shown on the page."""


@dataclass(frozen=True, slots=True)
class NamesFile:
    """What the names file says."""

    names: tuple[Name, ...] = ()
    """In the order of the file."""
    ignored: tuple[str, ...] = ()
    """Phrases that a curator has judged to be no names."""
    file: str = ""
    """As messages name it."""


@dataclass(frozen=True, slots=True, order=True)
class Veto:
    """A link that a curator says is none."""

    documents: tuple[str, str]
    words: str
    line: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Phrase:
    """Words that make no passage."""

    words: str
    line: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Added:
    """A link that a curator adds, with its basis."""

    kind: str
    source: tuple[str, str]
    """The document's id, and words of it."""
    target: tuple[str, str]
    basis: str
    reason: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """Everything `links.yml` says."""

    vetoes: tuple[Veto, ...] = ()
    ignored: tuple[Phrase, ...] = ()
    added: tuple[Added, ...] = ()
    file: str = ""
    """The file as messages name it."""
