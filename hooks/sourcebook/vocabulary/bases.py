"""The table of bases: how we know a value, and what each way of knowing has to bring."""

from msgspec import Struct

from sourcebook.model import Basis, Fact
from sourcebook.wording import N_, gettext


class BasisRow(Struct, frozen=True):
    """One basis."""

    basis: Basis
    label: str
    """What a page prints."""
    means: str
    """What a reader is told of it."""
    cited: str
    """What is said of a value that a citation prints: “inferred”; nothing of what the text states."""
    needs: tuple[str, ...] = ()
    """Keys that must stand beside it."""
    takes: tuple[str, ...] = ()
    """Keys that may."""
    name_needs: tuple[str, ...] = ()
    """Keys that must stand beside it in the description of a name."""
    name_takes: tuple[str, ...] = ()
    """Keys that may."""
    is_curators: bool = True
    """Whether a curator may give it for a link, or for the description of a name."""

    @property
    def key(self) -> str:
        """Its key in a sidecar and in the data."""
        return self.basis.value

    @property
    def keys(self) -> frozenset[str]:
        """Every key that may stand beside it."""
        return frozenset({*self.needs, *self.takes})


_WORDS = ("quote", "paragraph", "note")

# fmt: off
BASES = {row.basis: row for row in (
    BasisRow(Basis.STATED, N_("stated"), N_("the text says it of itself, in these words"), "",
             takes=("paragraph", "note"), name_needs=("document",)),
    BasisRow(Basis.DERIVED, N_("worked out"), N_("it follows from other facts or from links"), N_("worked out"),
             takes=("document", *_WORDS), is_curators=False),
    BasisRow(Basis.INFERRED, N_("inferred"), N_("concluded from the text, for a reason"), N_("inferred"),
             needs=("quote",), takes=("document", "paragraph", "note"), name_takes=("document", "quote")),
    BasisRow(Basis.EXTERNAL, N_("from elsewhere"), N_("found outside this archive"), N_("taken from elsewhere"),
             needs=("checked",), takes=_WORDS, name_needs=("checked",)),
    BasisRow(Basis.EDITOR, N_("supplied by the archive"), N_("the archive says this, not the text"),
             N_("supplied by the archive"), takes=_WORDS),
)}
# fmt: on
CURATORS = tuple(row.key for row in BASES.values() if row.is_curators)
"""How a curator may know of a link, or of what a name is."""


def note_in_words(fact: Fact) -> str:
    """Return all that is said of a fact's basis: the note, and where and when an external value was found."""
    found = gettext("{address} (checked {day})", address=fact.address, day=fact.checked)
    return "; ".join(filter(None, (found if fact.basis is Basis.EXTERNAL else "", gettext(fact.note))))
