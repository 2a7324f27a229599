"""The table of bases: how we know a value, and what each way of knowing has to bring."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.model import Basis


@dataclass(frozen=True, slots=True)
class BasisRow:
    """One basis."""

    basis: Basis
    means: str
    """What a reader is told of it."""
    gives: str
    """What stands behind its key in a sidecar."""
    needs: tuple[str, ...] = ()
    """Keys that must stand beside it."""
    takes: tuple[str, ...] = ()
    """Keys that may."""

    @property
    def label(self) -> str:
        """The word the page prints, which is the key in a sidecar too."""
        return self.basis.value

    @property
    def keys(self) -> frozenset[str]:
        """Every key that may stand beside it."""
        return frozenset({*self.needs, *self.takes})


_WORDS = ("quote", "paragraph", "note")

BASES = {
    row.basis: row
    for row in (
        BasisRow(Basis.STATED, "the text says it of itself, in these words", "the words", takes=("paragraph", "note")),
        BasisRow(
            Basis.DERIVED,
            "computed from other facts or from links",
            "the fields it follows from",
            takes=("document", *_WORDS),
        ),
        BasisRow(
            Basis.INFERRED,
            "concluded from the text, for a reason",
            "the reason",
            needs=("quote",),
            takes=("document", "paragraph", "note"),
        ),
        BasisRow(Basis.EXTERNAL, "found elsewhere", "the web address", needs=("checked",), takes=_WORDS),
        BasisRow(Basis.EDITOR, "supplied by this archive", "the note", takes=_WORDS),
    )
}
