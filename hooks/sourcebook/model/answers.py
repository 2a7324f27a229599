"""The answers that an archive gives to the questions of what is made of it, as digests: equal only if they are."""

import hashlib
import pickle
from collections.abc import Iterable, Mapping
from itertools import chain
from types import FunctionType
from typing import Any

from msgspec import Struct
from msgspec.msgpack import Encoder

from sourcebook.model.asked import Question, Table, Watched, noting
from sourcebook.model.link import Link
from sourcebook.remembered import remembers, table


class Answers:
    """The answers that an archive gives to questions, as digests: equal only if the answers are."""

    def __init__(self, owners: Iterable[object]) -> None:
        """Ask these: the archive, and what is derived from it. A question names the class of one."""
        self._owners = {("Archive" if isinstance(o, Watched) else type(o).__name__): o for o in owners}
        self._tables: dict[str, Any] = {}
        self._known: dict[Question, bytes] = {}
        self._before = table("answers")
        self._digests = table("digests")

    def of(self, question: Question) -> bytes:
        """Return the digest of an answer; that of no answer where there is no such key.

        Raises:
            LookupError: if there is no such table.
        """
        known = self._known.get(question)
        if known is None:
            answer = self._answer(*question)
            known = self._known[question] = self._as_before(question, answer) if remembers() else self.digest(answer)
        return known

    def _as_before(self, question: Question, answer: object) -> bytes:
        before = self._before.get(question)
        if before is None or (before[0] is not answer and before[0] != answer):
            before = self._before[question] = answer, self.digest(answer)
        return before[1]  # type: ignore[no-any-return]

    def _answer(self, name: str, *key: Any) -> object:
        asked = self._tables[name] if name in self._tables else self._table(name)
        if not key:
            return asked
        try:
            return asked[key[0]]
        except (KeyError, TypeError):
            return _NO_ANSWER

    def _table(self, name: str) -> Any:
        """Return what a question is asked of: what stands for its values, if it tells that itself."""
        owner, _, attribute = name.partition(".")
        with noting(None):
            value: Any = getattr(self._owners[owner], attribute, Answers)
        if value is Answers:
            raise LookupError(name)
        inner = value.inner if isinstance(value, Table) else value
        self._tables[name] = told = getattr(inner, "stands_for", inner)
        return told

    def digest(self, value: object) -> bytes:
        """Return the digest of a value made of records, texts and numbers."""
        if value is _NO_ANSWER:
            return _OF_NO_ANSWER
        parts: Iterable[object] = (value,)
        if isinstance(value, tuple | list):  # first: to see whether something is a mapping takes longest
            parts = value
        elif isinstance(value, Mapping):
            parts = chain.from_iterable(value.items())
        return hashlib.sha256(b"".join((type(value).__name__.encode(), *map(self._told, parts)))).digest()

    def _told(self, part: object) -> bytes:
        """Return what stands for a part of a value: of a record that will be asked for again, its digest."""
        if isinstance(part, tuple) and isinstance(next(iter(part), None), Struct):
            return self.digest(part)
        if not isinstance(part, Struct) or not (hasattr(part, "__dict__") or isinstance(part, Link)):
            return _written(part)
        known = self._digests.get(id(part))
        if known is None:
            # To write a text, its encoder keeps a copy of it as UTF-8, for as long as the text is there.
            told = getattr(part, "stands_for", part)
            of_it = self.digest(told) if isinstance(told, tuple) else hashlib.sha256(_written(told)).digest()
            known = self._digests[id(part)] = part, of_it
        return known[1]  # type: ignore[no-any-return]


def _written(value: object) -> bytes:
    """Return a value as bytes, with the names of the fields of its records; what was derived from one isn't among them.

    Never to be read again: equal values give the same, whichever of their parts are the same object.
    """
    try:
        return _ENCODER.encode((type(value).__qualname__, value))
    except (UnicodeEncodeError, OverflowError):  # half a character, or a number longer than any that is counted
        return repr(value).encode("utf-8", "surrogatepass")


def _as_plain(value: Any) -> object:
    """Return what is written in the place of what is no record, text or number."""
    if isinstance(value, str):  # with a meaning of its own, as HTML
        return type(value).__qualname__, str.__str__(value)
    if isinstance(value, FunctionType):  # its code is part of the library's digest
        cells = [cell.cell_contents for cell in value.__closure__ or ()]
        return value.__module__, value.__qualname__, value.__defaults__, cells
    return value.inner if isinstance(value, Table) else pickle.dumps(value)


class _NoAnswer(Struct, frozen=True):
    pass


_NO_ANSWER, _OF_NO_ANSWER = _NoAnswer(), hashlib.sha256(b"no answer").digest()
_ENCODER = Encoder(enc_hook=_as_plain)
