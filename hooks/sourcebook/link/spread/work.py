"""What every step is given, and how a step is taken: once for each part, by whoever comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from msgspec import Struct

from sourcebook.link.spread.store import Store
from sourcebook.model import Document
from sourcebook.problems import Findings


class Work(Struct, frozen=True):
    """An archive to link, part by part."""

    store: Store
    read: Callable[[int], ReadPart]
    """Reads the documents of a part, in order of their ids."""
    ignored: tuple[str, ...] = ()
    """The phrases that a curator says make no passage."""


class ReadPart(Struct, frozen=True):
    """The documents of a part."""

    documents: tuple[Document, ...]
    """In order of their ids."""
    withheld: tuple[str, ...]
    """The ids of those that aren't shown whole."""
    findings: Findings


Step = Callable[[Work, int], Any]
"""Does a part; what it returns is told to whoever runs the steps, as JSON can have it."""


class Runner(Protocol):
    """Takes a step for every part, in any order and anywhere."""

    def __call__(self, step: Step, work: Work) -> Iterator[tuple[int, Any]]:
        """Yield the number of each part that is done, and what the step returned."""


def done(step: Step, work: Work, part: int) -> Any:
    """Take a step for a part, unless it is done: then return what it returned."""
    name = f"done/{step.__name__}/{part}.json"
    before = work.store.read(name)
    if before is None:
        before = [step(work, part)]
        work.store.write(name, before)
    return before[0]
