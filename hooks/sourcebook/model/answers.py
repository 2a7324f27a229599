"""The answers that an archive gives to the questions of what is made of it, as digests: equal only if they are."""

import hashlib
import pickle
from collections.abc import Callable, Iterable
from functools import cache
from io import BytesIO
from operator import attrgetter
from types import FunctionType
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from sourcebook.model.asked import Question, Table, Watched, noting
from sourcebook.model.link import Link
from sourcebook.remembered import remembers, table


class Answers:
    """The answers that an archive gives to questions, as digests: equal only if the answers are."""

    def __init__(self, owners: Iterable[object]) -> None:
        """Ask these: the archive, and what is derived from it. A question names the class of one."""
        self._owners = {("Archive" if isinstance(o, Watched) else type(o).__name__): o for o in owners}
        self._known: dict[Question, bytes] = {}
        self._before = table("answers")
        self._digests = table("digests")

    def of(self, question: Question) -> bytes:
        """Return the digest of an answer; that of no answer where there is no such key.

        Raises:
            LookupError: if there is no such table.
        """
        if question not in self._known:
            answer = self._answer(*question)
            before = self._before.get(question)
            if before is None or before[0] != answer:
                before = answer, self.digest(answer)
                if remembers():
                    self._before[question] = before
            self._known[question] = before[1]
        return self._known[question]

    def _answer(self, table: str, *key: Any) -> object:
        owner, _, name = table.partition(".")
        with noting(None):
            value: Any = getattr(self._owners[owner], name, Answers)
            if value is Answers:
                raise LookupError(table)
            inner: Any = value.inner if isinstance(value, Table) else value
            if not key:
                return inner
            try:
                return inner[key[0]]
            except (KeyError, TypeError):
                return "no answer", Answers

    def digest(self, value: object) -> bytes:
        """Return the digest of a value made of records, texts and numbers."""
        file = BytesIO()
        _Pickler(file, self).dump(value)
        return hashlib.sha256(file.getbuffer()).digest()

    def digest_once(self, value: object) -> bytes:
        """Return the digest of a record that will be asked for again."""
        known = self._digests.get(id(value))
        if known is None:
            known = self._digests[id(value)] = value, self.digest(_content(value))
        return known[1]  # type: ignore[no-any-return]


class _Pickler(pickle.Pickler):
    """Writes values, never to be read again: equal ones alike, whichever of their parts are the same object."""

    def __init__(self, file: BytesIO, answers: Answers) -> None:
        super().__init__(file, protocol=5)
        self.fast = True  # without a memory of objects
        self._answers = answers

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, FunctionType) and "<" in value.__qualname__:  # its code is part of the library's digest
            cells = [cell.cell_contents for cell in value.__closure__ or ()]
            return _same, (value.__module__, value.__qualname__, value.__defaults__, cells)
        kind = type(value)
        if isinstance(value, type) or not isinstance(value, Struct):
            return NotImplemented
        if hasattr(value, "__dict__") or kind is Link:
            return _same, (self._answers.digest_once(value),)
        return _same, _content(value)


def _content(value: Any) -> tuple[object, ...]:
    """Return what a record holds, without what was derived from it."""
    kind: Any = type(value)
    name, held = _held(kind)
    return name, held(value)


@cache
def _held(kind: Any) -> tuple[str, Callable[[Any], Any]]:
    names = [field.name for field in fields(kind)]
    return f"{kind.__module__}.{kind.__qualname__}", attrgetter(*names) if names else type


def _same(*_: object) -> None:
    """Stand for what is written in the place of a value."""
