"""Work of many pieces in two processes at a time: here, and in a second one that begins with all that is known here.

Whoever is free takes the next pieces. What a piece makes must not depend on which process makes it, so that it makes
no difference whether there is a second one.
"""

import errno
import gc
import os
import pickle
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, TypeVar

from sourcebook.remembered import remembers

T = TypeVar("T")

FEW = 1000
"""Pieces below which a second process costs more than it saves."""
_SHARES = 512
"""Into how many shares pieces are dealt: all their numbers lie in a pipe, which holds at least four thousand bytes."""
_DIGITS = 4


def in_halves(pieces: int, work: Callable[[Iterable[int]], T], tell: Callable[[int], object]) -> list[T]:
    """Do work on pieces, and return what became of it: in this process, and in the other if there was one.

    Args:
        pieces: how many there are.
        work: does those whose numbers it is given, from 0 on, and returns what can be pickled.
        tell: told of each piece that is begun in this process.

    Raises:
        ChildProcessError: if the other process ended before its work was done.
        Exception: whatever `work` raised, here or there.
    """
    if pieces < FEW or not _has_two():
        return [work(_telling(range(pieces), tell))]
    share = -(-pieces // _SHARES)
    taken, given = os.pipe()
    for first in range(0, pieces, share):
        os.write(given, first.to_bytes(_DIGITS, "big"))
    os.close(given)

    def numbers() -> Iterator[int]:
        while first := os.read(taken, _DIGITS):
            yield from range(int.from_bytes(first, "big"), pieces)[:share]

    back, there = os.pipe()
    gc.freeze()  # what is here by now: to look through it would copy the memory that both share
    here = os.getpid()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads: a library's own may be there, and wait
        second = os.fork()
    if not second:
        os.close(back)
        _answer(there, lambda: work(_with_parent(numbers(), here)))
    os.close(there)
    try:
        with open(back, "rb") as answer:  # noqa: PTH123  a pipe
            return [work(_telling(numbers(), tell)), _read(answer.read)]
    finally:
        os.close(taken)
        with suppress(ProcessLookupError):
            os.kill(second, signal.SIGKILL)
        os.waitpid(second, 0)
        gc.unfreeze()


def _has_two() -> bool:
    """Say whether there are two processors for us, and a second process can begin as a copy of this one.

    What it would make isn't remembered here.
    """
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and not remembers()


def _telling(numbers: Iterable[int], tell: Callable[[int], object]) -> Iterator[int]:
    for number in numbers:
        tell(number)
        yield number


def _with_parent(numbers: Iterable[int], parent: int) -> Iterator[int]:
    """Yield numbers as long as the process is there that waits for what becomes of them."""
    for number in numbers:
        if os.getppid() != parent:
            os._exit(1)
        yield number


def _answer(there: int, make: Callable[[], object]) -> None:
    """Write what `make` returns or raises, and end this process, which must do nothing that the other will do."""
    try:
        try:
            answer = pickle.dumps((True, make()), protocol=5)
        except BaseException as fault:  # it is raised again where the answer is read
            fault.add_note("".join(traceback.format_exception(fault)))
            answer = pickle.dumps((False, fault))
        with open(there, "wb") as file:
            file.write(answer)
    finally:
        os._exit(0)


def _read(read: Callable[[], bytes]) -> Any:
    answer = read()
    if not answer:
        raise ChildProcessError(errno.ECHILD, "the second process of the build was ended by something else")
    is_made, made = pickle.loads(answer)  # noqa: S301  of a process of our own
    if not is_made:
        raise made
    return made
