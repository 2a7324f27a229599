"""What a part of the site asks of the archive while it is made: noted, so that it is made again if an answer differs.

Whoever makes a page gets an archive whose every table notes what is looked up in it, and tables derived from it
(`asked`) that do the same. That makes a page's questions. Where none has another answer than last time, and what the
page was given is the same too, the page is the same: nobody has to say by hand what it draws on.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from inspect import isfunction
from typing import Any, Generic, TypeVar, cast, overload

from msgspec import Struct

from sourcebook.model.archive import Archive

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
T = TypeVar("T")

Question = tuple[Any, ...]
"""A table's name, and the key that was looked up; the name alone where all of it was read."""
Notes = dict[Question, None]

_NOTES: ContextVar[Notes | None] = ContextVar("where the questions of the part in the making go", default=None)


@contextmanager
def noting(notes: Notes | None) -> Iterator[None]:
    """Note in `notes` what is asked from here on, each question once and in order; with None, nothing is noted."""
    before = _NOTES.set(notes)
    try:
        yield
    finally:
        _NOTES.reset(before)


def _note(question: Question) -> None:
    notes = _NOTES.get()
    if notes is not None:
        notes[question] = None


class Table(Mapping[K, V]):
    """A mapping that notes what is looked up in it."""

    __slots__ = ("inner", "name")

    def __init__(self, name: str, inner: Mapping[K, V]) -> None:
        """Wrap `inner`; questions call it `name`."""
        self.name, self.inner = name, inner

    def __getitem__(self, key: K) -> V:
        notes = _NOTES.get()  # as `_note`, without a call: a page looks up dozens
        if notes is not None:
            notes[self.name, key] = None
        return self.inner[key]

    def get(self, key: K, default: Any = None) -> Any:
        """Return what belongs to a key, or else the default."""
        notes = _NOTES.get()
        if notes is not None:
            notes[self.name, key] = None
        return self.inner.get(key, default)

    def __contains__(self, key: object) -> bool:
        _note((self.name, key))
        return key in self.inner

    def __iter__(self) -> Iterator[K]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def keys(self) -> KeysView[K]:
        """Return the keys."""
        return self._whole().keys()

    def values(self) -> ValuesView[V]:
        """Return what belongs to the keys."""
        return self._whole().values()

    def items(self) -> ItemsView[K, V]:
        """Return the keys with what belongs to them."""
        return self._whole().items()

    def _whole(self) -> Mapping[K, V]:
        _note((self.name,))
        return self.inner


class _Lazy(dict[K, V]):
    """A table that is filled as it is asked."""

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        with noting(None):
            value = self[key] = self._make(key)
        return value


class asked(Generic[T]):  # noqa: N801  a decorator, as `property` is
    """What is derived from an archive once, and asked for by many pages: like `functools.cached_property`, but noted.

    Where it is a mapping, each key is a question of its own. What deriving it asks is no question of the page.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        """Derive it by `make`, which is given the instance."""
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name
        self._question = f"{owner.__name__}.{name}"

    @overload
    def __get__(self, instance: None, owner: type) -> asked[T]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...

    def __get__(self, instance: object | None, owner: type) -> asked[T] | T:
        if instance is None:
            return self
        kept = instance.__dict__
        hidden = f" {self._name}"  # what an instance has under the name itself would be found before this is asked
        if hidden not in kept:
            with noting(None):
                value: Any = self._make(instance)
            if isinstance(value, Mapping):
                kept[self._name] = Table(self._question, value)
                return kept[self._name]  # type: ignore[no-any-return]
            kept[hidden] = value
        _note((self._question,))
        return kept[hidden]  # type: ignore[no-any-return]


class asked_for_each(Generic[K, V]):  # noqa: N801
    """What is derived from an archive for a key when it is asked for: a mapping."""

    def __init__(self, make: Callable[[Any, K], V]) -> None:
        """Derive it by `make`, which is given the instance and the key."""
        self._asked: asked[Mapping[K, V]] = asked(lambda instance: _Lazy(lambda key: make(instance, key)))
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._asked.__set_name__(owner, name)

    def __get__(self, instance: object, owner: type) -> Mapping[K, V]:
        return self._asked.__get__(instance, owner)


_METHODS = {name: method for name, method in vars(Archive).items() if isfunction(method)}


class Watched:
    """An archive that notes what it is asked."""

    def __init__(self, archive: Archive) -> None:
        """Answer as `archive` does."""
        self._plain = archive

    def __getattr__(self, name: str) -> Any:
        """Return what has not been asked for before, or has to be noted each time."""
        if name in _METHODS:
            return partial(_METHODS[name], self)
        value = getattr(self._plain, name)
        if isinstance(value, Mapping):
            vars(self)[name] = table = Table(f"Archive.{name}", value)
            return table
        _note((f"Archive.{name}",))
        return value


def watched(archive: Archive) -> Archive:
    """Return an archive that says the same, and notes what it is asked; such a one is returned as it is."""
    return archive if isinstance(archive, Watched) else cast(Archive, Watched(archive))


class Draft(Struct, Generic[T], frozen=True):
    """A part of the site that can be made: a page, or some that go together."""

    name: str
    """No other has the same."""
    make: Callable[..., Iterable[T]]
    """A function of a module, which is given `context` and `given`, and makes the part of nothing else."""
    context: Any
    """What it asks."""
    given: tuple[object, ...] = ()
    """What it is told."""

    def made(self) -> Iterable[T]:
        """Make it."""
        return self.make(self.context, *self.given)


def made(drafts: Iterable[Draft[T]]) -> Iterator[T]:
    """Yield all that is made from drafts."""
    for draft in drafts:
        yield from draft.made()
