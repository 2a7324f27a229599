"""What was made of a thing, remembered from one build of a program to its next: the preview builds many times.

A build begins by taking over what the last good one used; what a build doesn't ask for is forgotten when it has gone
well. So no more is held than one build makes. A program that builds once remembers nothing.

Records are told apart by which object they are, as long as they are held here: to compare their contents would take as
long as to make most things again. `as_before` gives a record that is equal to the last build's that one's place.
"""

from collections.abc import Callable, Hashable, Iterable
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_PLAIN = (str, bytes, int, float, type(None), frozenset)
"""What is told apart by its content."""


class Remembered(dict[Any, Any]):
    """A table that begins empty, and takes what it is asked for from that of the last good build."""

    def __init__(self, before: dict[Any, Any]) -> None:
        super().__init__()
        # One that was held before its build had gone well still has another before it.
        held = before.before if isinstance(before, Remembered) else {}
        self.before: dict[Any, Any] = held | before if held else before

    def get(self, key: Hashable, default: Any = None) -> Any:
        """Return what belongs to a key, in this build or in the last one, or else the default."""
        value = dict.get(self, key)
        if value is None and (value := dict.get(self.before, key)) is not None:
            self[key] = value
        return default if value is None else value


class Memory:
    """What a program that builds again and again remembers, in tables by their names."""

    def __init__(self) -> None:
        self.begun: dict[str, Remembered] = {}
        self.last: dict[str, Remembered] = {}
        self.waits = False
        """Whether somebody waits for what a build shows, and calls `rest` when there is time for the rest of it."""
        self.rest: Callable[[], None] | None = None

    def table(self, name: str) -> Remembered:
        """Return the table of a name, in which this build finds with `get` what the last one put there."""
        if name not in self.begun:
            self.begun[name] = Remembered(self.last.get(name, {}))
        return self.begun[name]

    def holds(self, name: str) -> None:
        """Remember a table as it is by now, whatever becomes of the rest of the build."""
        self.last[name] = self.table(name)

    def went_well(self) -> None:
        """Forget what this build didn't ask for, and remember what it made."""
        for table in self.begun.values():
            table.before = {}
        # Of what nothing was asked at all, because what is made of it was remembered, all stays.
        self.last |= self.begun
        self.begun = {}


_MEMORY: ContextVar[Memory | None] = ContextVar(
    "what is remembered, in the context of a program's builds", default=None
)


def begin(*, again: bool) -> Memory:
    """Begin a build; `again`: this program may build once more, and remembers. Return its memory."""
    memory = _MEMORY.get() if again else None
    memory = memory or Memory()
    memory.begun, memory.rest = {}, None
    _MEMORY.set(memory if again else None)
    return memory


def remembers() -> bool:
    """Tell whether what this build makes is remembered for another."""
    return _MEMORY.get() is not None


def table(name: str) -> Remembered:
    """Return the table of a name; one that nobody sees again where nothing is remembered."""
    memory = _MEMORY.get()
    return memory.table(name) if memory else Remembered({})


def remembered(make: Callable[P, T]) -> Callable[P, T]:
    """Decorate a function whose result depends on what it is given, and on nothing else, and is never changed.

    It is given texts, numbers, records that nobody changes, and tuples of these, by position.
    """
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def asked(*given: P.args, **named: P.kwargs) -> T:
        return recalled(name, given, lambda: make(*given, **named))

    return asked


def recalled(name: str, given: tuple[Any, ...], make: Callable[[], T]) -> T:
    """Return what was made under a name of what is given, which `remembered` describes, or else make it."""
    if not remembers():
        return make()
    known, key = table(name), _key(given)
    found = known.get(key)
    if found is None:
        found = known[key] = given, make()
    return found[1]  # type: ignore[no-any-return]


def as_before(name: str, records: Iterable[tuple[Hashable, T]]) -> tuple[T, ...]:
    """Return records, each with its key, in the place of those that are equal to one that the last build had there."""
    known = table(name)
    found = []
    for key, record in records:
        before = known.get(key)
        if before is None or before != record:
            before = known[key] = record
        found.append(before)
    return tuple(found)


def _key(given: Any) -> Hashable:
    if isinstance(given, tuple):
        return tuple(map(_key, given))
    return given if isinstance(given, _PLAIN) else id(given)
