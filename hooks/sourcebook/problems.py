"""The one error type: what is wrong with an archive, where, and what to do about it.

Wherever they are asked for, `findings` is told of all that is wrong, with its line; `file` and `label` are a file and a
folder as messages name them; and `largest` is how many bytes a file may have.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from sourcebook.direction import visible

LONGEST_SHOWN = 80
"""Characters of a text that a message repeats."""


def shown(text: str) -> str:
    """Return a text as a message shows it: in quotation marks, cut where it is long, nothing in it invisible."""
    return repr(text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…")


NAMED = 8
"""Anchors, documents or words that one message names; of more it gives the count."""


def named(names: Sequence[str], most: int = NAMED) -> str:
    """Return names as a message lists them: the first few, and how many more there are."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


class Problem(Struct, frozen=True, order=True):
    """One thing that is wrong, worded for the curator who has to mend it."""

    file: str
    """The file as the curator names it, relative to mkdocs.yml; shown as `repr()` of it where it can't be printed."""
    line: int
    """Counted from 1; 0 where the problem is the file itself and not a line of it."""
    what: str
    """What is wrong, without a full stop."""
    remedy: str
    """What to do, without a full stop."""

    def __str__(self) -> str:
        file = self.file if self.file.isprintable() and self.file.strip() else repr(self.file)
        place = f"{file}:{self.line}" if self.line else file
        return f"{place}: {visible(self.what)}. {visible(self.remedy)}."


UNCOUNTED = "more is wrong from here on"
"""Of a file with more problems than are looked for."""
LINES = 100
"""Problems of one file, and files with one problem, that are told; of more it is said how many there are."""


_TOLD_APART = re.compile(r"""(?<!\w)'[^']*'|"[^"]*"|“[^”]*”|\S*[\d./]\S*""")
"""By what problems of one kind differ: words that are quoted, numbers, names of files."""


def _kind(problem: Problem) -> str:
    return _TOLD_APART.sub("", problem.what)


def readable(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield each problem once, in the order of file and line, and of any one file or kind no more than can be read."""
    ordered = sorted(set(problems))
    files_of: defaultdict[str, dict[str, Problem]] = defaultdict(dict)
    for problem in ordered:
        files_of[_kind(problem)].setdefault(problem.file, problem)
    first = {kind: {*list(files)[:LINES]} for kind, files in files_of.items()}
    for file, of_file in groupby(ordered, key=lambda problem: problem.file):
        told = [problem for problem in of_file if file in first[_kind(problem)]]
        found = [problem for problem in told if problem.what != UNCOUNTED] if len(told) > LINES + 1 else told
        yield from found[:LINES]
        if (more := len(found) - LINES) > 0:
            is_counted = len(told) == len(found)
            what = (
                f"{more:,} more like these" if is_counted else f"{len(found):,} problems, and no more were looked for"
            )
            yield Problem(file, 0, what, "Fix those first, then try again")
    for of_kind in files_of.values():
        if left := [*of_kind.values()][LINES:]:
            others = f", and the like in {len(left) - 1:,} more" if left[1:] else ""
            yield Problem(left[0].file, left[0].line, f"{left[0].what}{others}", left[0].remedy)


class Fault(ValueError):  # noqa: N818  what reads a value returns it
    """Why something can't be read, told by what doesn't know where it stands: returned, or raised."""

    def __init__(self, what: str, remedy: str) -> None:
        """Take what is wrong, and what to do, both without a full stop."""
        super().__init__(what)
        self.what, self.remedy = what, remedy


class ArchiveError(Exception):
    """Raised once, with every problem that was found, in the order of file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.found = frozenset(problems)
        """All of them; `problems` are those that can be read."""
        self.count = len(self.found)
        self.problems = tuple(readable(self.found))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[ArchiveError], tuple[frozenset[Problem]]]:
        return ArchiveError, (self.found,)  # else another process would be given the message for the problems


def refusal(file: str, what: str, remedy: str) -> ArchiveError:
    """Return the error of one problem with a file as a whole."""
    return ArchiveError([Problem(file, 0, what, remedy)])


class Findings:
    """Gathers problems, so that a curator hears of all of them in one run.

    An error stops the build (`raise_if_any`); a warning is only told.
    """

    def __init__(self) -> None:
        self.errors: list[Problem] = []
        self.warnings: list[Problem] = []

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.errors)

    def error(self, file: str, line: int, what: str, remedy: str) -> None:
        """Note an error in `file` at `line` (from 1; 0 for the file as a whole)."""
        self.errors.append(Problem(file, line, what, remedy))

    def warn(self, file: str, line: int, what: str, remedy: str) -> None:
        """Note something that does not stop the build."""
        self.warnings.append(Problem(file, line, what, remedy))

    def add(self, found: Findings) -> None:
        """Note everything that was found apart."""
        self.errors += found.errors
        self.warnings += found.warnings

    def raise_if_any(self) -> None:
        """Raise `ArchiveError` with all errors noted so far, if there is one."""
        if self.errors:
            raise ArchiveError(self.errors)


class FileFindings:
    """What is wrong with one file: told until there are too many to read."""

    MOST = 10_000
    """Errors that are looked for in one file."""

    def __init__(self, file: str, findings: Findings) -> None:
        self.file = file
        self.count = 0
        self._findings = findings

    @property
    def is_full(self) -> bool:
        """Whether more errors were found than are told: there is no use in looking for others."""
        return self.count > self.MOST

    def error(self, line: int, what: str, remedy: str) -> None:
        """Note an error at `line` (from 1; 0 for the file as a whole)."""
        self.count += 1
        if self.count <= self.MOST:
            self._findings.error(self.file, line, what, remedy)
        elif self.count == self.MOST + 1:
            self._findings.error(self.file, line, UNCOUNTED, "Fix what is named first")

    def warn(self, line: int, what: str, remedy: str) -> None:
        """Note something at `line` that does not stop the build."""
        self._findings.warn(self.file, line, what, remedy)
