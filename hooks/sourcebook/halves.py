"""Work of many pieces in two processes at a time: here, and in a second one that begins with all that is known here.

No process that is begun here, nor a program that is run, outlives the one that waits for it.

Whoever is free takes the next pieces. What a piece makes must not depend on which process makes it, so that it makes
no difference whether there is a second one.
"""

import ctypes
import errno
import gc
import os
import pickle
import signal
import subprocess
import sys
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO, TypeVar

from sourcebook.remembered import remembers

T = TypeVar("T")

FEW = 1000
"""Pieces below which a second process costs more than it saves."""
_PART = 64
"""A share is this part of what is left to be dealt, so that the last ones are single pieces, and nobody waits for long.

All their numbers lie in a pipe, which holds at least four thousand bytes: enough for millions of pieces.
"""
_DIGITS = 4
_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG


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
    if not pays(pieces):
        return [work(_telling(range(pieces), tell))]
    taken, given = os.pipe()
    first = 0
    while first < pieces:
        os.write(given, first.to_bytes(_DIGITS, "big"))
        first += _share(pieces - first)
    os.close(given)

    def numbers() -> Iterator[int]:
        while read := os.read(taken, _DIGITS):
            left = range(int.from_bytes(read, "big"), pieces)
            yield from left[: _share(len(left))]

    try:
        with beside(lambda: work(numbers())) as others:
            mine = work(_telling(numbers(), tell))
            return [mine, others()] if others else [mine]
    finally:
        os.close(taken)


@contextmanager
def beside(make: Callable[[], T]) -> Iterator[Callable[[], T] | None]:
    """Do work meanwhile in a second process, which ends with the context; yield what waits for its result.

    Yields nothing where the system has no process for us. To wait raises `ChildProcessError` if the process ended
    before its work was done, and whatever `make` raised.
    """
    end_with_us = ending_with_us()
    gc.freeze()  # what is here by now: to look through it would copy the memory that both share
    # In a file, and in no pipe, where it would wait until somebody reads, and keep all its memory as long.
    with open(os.memfd_create("answer"), "w+b") as answer:  # noqa: PTH123  without a path
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of threads: a library's own may be there, and wait
            second = _fork()
        if second == 0:
            end_with_us()
            _answer(answer, make)
        try:
            yield None if second is None else lambda: _answered(second, answer)
        finally:
            if second:
                _end(second)
            gc.unfreeze()


@contextmanager
def meanwhile(pieces: int, make: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Make something of so many pieces in a second process while the context lasts, if that pays.

    Yields what returns it. Where there is no such process, or something ends it, it is made here when it is asked for.
    """
    if not pays(pieces):
        yield make
        return
    with beside(make) as made:

        def asked() -> T:
            with suppress(ChildProcessError):
                if made:
                    return made()
            return make()

        yield asked


def apart(pieces: int, make: Callable[[], T]) -> T:
    """Make something of so many pieces in a second process, if that pays: all the memory it took goes with it."""
    with meanwhile(pieces, make) as made:
        return made()


def ending_with_us() -> Callable[[], None]:
    """Return what a process begun by this one does first on Linux: it ends with this one then, however that ends."""
    here, prctl = os.getpid(), ctypes.CDLL(None).prctl

    def end_with_us() -> None:
        prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != here:  # it has ended already
            os._exit(1)

    return end_with_us


def run_program(command: Sequence[str], given: bytes, seconds: float) -> subprocess.CompletedProcess[bytes]:
    """Run a program that takes some time, and ends with us.

    Raises:
        OSError: if it can't be run.
        subprocess.TimeoutExpired: if it takes more than so many seconds; it is ended then.
    """
    first = ending_with_us() if sys.platform == "linux" else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads, as above
        return subprocess.run(command, input=given, capture_output=True, timeout=seconds, check=False, preexec_fn=first)


def _fork() -> int | None:
    """Begin a second process; return its number, 0 in it, and nothing where the system has none for us."""
    try:
        return os.fork()
    except OSError:
        return None


def _end(process: int) -> None:
    with suppress(ChildProcessError):  # where it leaves no trace, as whoever started us may have asked for (SIGCHLD)
        if not os.waitpid(process, os.WNOHANG)[0]:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def pays(pieces: int) -> bool:
    """Say whether a second process is worth its while for so many pieces, and can be had."""
    return pieces >= FEW and _has_two()


def _has_two() -> bool:
    """Say whether there are two processors for us, and a second process can begin as a copy of this one.

    What it would make isn't remembered here.
    """
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and not remembers()


def _share(pieces: int) -> int:
    """Return how many of the pieces that are left whoever is free takes."""
    return -(-pieces // _PART)


def _telling(numbers: Iterable[int], tell: Callable[[int], object]) -> Iterator[int]:
    for number in numbers:
        tell(number)
        yield number


def _answer(there: BinaryIO, make: Callable[[], object]) -> None:
    """Write what `make` returns or raises, and end this process, which must do nothing that the other will do."""
    answer: tuple[bool, object]
    try:
        try:
            answer = True, make()
        except BaseException as fault:  # it is raised again where the answer is read
            fault.add_note("".join(traceback.format_exception(fault)))
            answer = False, fault
        pickle.dump(answer, there, protocol=5)
        there.flush()
    finally:
        os._exit(0)


def _answered(process: int, answer: BinaryIO) -> Any:
    """Wait until a process has ended, and return what it answered."""
    with suppress(ChildProcessError):  # as in `_end`
        os.waitpid(process, 0)
    answer.seek(0)
    return _read(answer)


def _read(answer: BinaryIO) -> Any:
    try:
        is_made, made = pickle.load(answer)  # noqa: S301  of a process of our own
    except (EOFError, pickle.UnpicklingError):  # nothing, or not all of it
        what = "the second process of the build was ended by something else"
        raise ChildProcessError(errno.ECHILD, what) from None
    if not is_made:
        raise made
    return made
