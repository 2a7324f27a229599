"""What an archive holds of a document over time: its versions, what became of its anchors, where it stood before."""

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from sourcebook.model.source import Source


class Stub(Struct, frozen=True):
    """An anchor that no longer stands in the text, and what became of it."""

    anchor: str
    successors: tuple[str, ...]
    """The anchors of the current text that have its words; none if they left it."""
    version: int
    """The newest version in whose text it stands."""
    day: str
    """When it left; empty if that isn't recorded yet."""


class Change(Struct, frozen=True):
    """One place in which two versions differ."""

    before: tuple[str, ...]
    """The anchors there in the older text; none where words were inserted."""
    after: tuple[str, ...]
    """The anchors there in the newer text; none where words were deleted."""
    pieces: tuple[tuple[str, str], ...]
    """`same`, `deleted` or `inserted`, and the words; an empty line parts paragraphs."""
    is_moved: bool = False
    """Whether its paragraph stands before others than it did."""


class Withheld(Struct, frozen=True):
    """Why a text isn't shown."""

    status: str
    """`withdrawn`, `embargoed` or `excerpt-only`."""
    day: str = ""
    """withdrawn: since when; embargoed: until when; YYYY-MM-DD."""
    reason: str = ""


class Version(Struct, frozen=True, dict=True):
    """One version of a document."""

    number: int
    source: Source
    """Its text, under the anchors it was published with; empty where it is withheld."""
    day: str = ""
    """When it was recorded; empty if it isn't yet."""
    reason: str = ""
    """Why the text was corrected."""
    withheld: Withheld | None = None
    changes: tuple[Change, ...] = ()
    """What differs between it and the current version; nothing where either is withheld."""
    anchors: tuple[str, ...] = ()
    """The anchors it was published with, whether its text is shown or not."""
    has_promised_files: bool = False
    """Whether its text and record were promised at its own address from the start."""


class FormerAddress(Struct, frozen=True, dict=True):
    """An id that a document had, under which it was published."""

    id: str
    day: str
    """When it was left."""
    versions: int
    """How many versions were published under it: 1 to this."""
    anchors: tuple[str, ...]
    """Every anchor that was published under it."""


class Turn(Struct, frozen=True):
    """That texts of a document were withdrawn, or restored."""

    status: str
    """`withdrawn` or `restored`."""
    day: str
    reason: str
    version: int
    """The newest of them."""


class Holding(Struct, frozen=True, dict=True):
    """A document over time."""

    id: str
    stem: str
    """Of the first version's file: its sidecar is found by it."""
    versions: tuple[Version, ...]
    """The current one last."""
    stubs: tuple[Stub, ...] = ()
    former: tuple[FormerAddress, ...] = ()
    corrected: Mapping[str, int] = field(default_factory=dict)
    """Each anchor whose words a correction changed, and the newest version that has them otherwise."""
    turns: tuple[Turn, ...] = ()
    """In the order of the ledger."""
    is_recorded: bool = False
    """Whether the ledger holds it: its addresses are promised."""

    @property
    def stands_for(self) -> "Holding":
        """What is the same where the holding is, without copies of its texts."""
        return replace(self, versions=tuple(replace(one, source=one.source.stands_for) for one in self.versions))

    @property
    def current(self) -> Version:
        """The newest version."""
        return self.versions[-1]

    def is_frozen(self, version: Version) -> bool:
        """Say whether a version stands at its own address for itself; else a short page there leads to the document."""
        return version is not self.current or version.withheld is not None

    def has_files(self, version: Version) -> bool:
        """Say whether a version has its text and its record at its own address."""
        return self.is_frozen(version) or version.has_promised_files

    @property
    def promised(self) -> tuple[str, ...]:
        """Every anchor that its page must have, in the text or as a line; none while the ledger doesn't hold it."""
        return (*self.current.anchors, *(stub.anchor for stub in self.stubs)) if self.is_recorded else ()

    @property
    def withheld(self) -> Withheld | None:
        """Why the current text isn't shown; None if it is."""
        return self.current.withheld
