"""Parts of the site that was built before, taken over where what they were made from is the same.

Of each part it is kept what it was made from, as one digest, which questions that digest answers, and the sums of its
files. A part is taken over if all its questions have the same answers, and every file of it still has its sum: so it
makes no difference what became of the site, or of what is kept, in the meantime.
"""

import hashlib
import os
from collections.abc import Callable, Collection, Mapping, Set
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from sourcebook.kept import keep, read_kept
from sourcebook.model.answers import Answers
from sourcebook.model.asked import Draft, Notes, Question, noting
from sourcebook.publish.writing import Writing
from sourcebook.remembered import table

File = tuple[str, bytes]
"""A file of the site: its path below the site's folder, and what is in it."""
Read = Callable[[], bytes]
Told = tuple[int, dict[str, "BuiltPart"]]
"""How many parts were made, and all that were made or taken over, by name."""
Stamp = tuple[int, int, int]
"""Which file it is, of what size, and when it was changed."""


class BuiltPart(Struct, frozen=True):
    """A part as it was made."""

    key: str
    """Of all that it was made from: the answers to its questions, and what it was told."""
    questions: tuple[Question, ...]
    sums: Mapping[str, str]
    """SHA-256 by file."""


class Place(Struct, frozen=True):
    """Where a site is written."""

    folder: Path
    """Beside the published site: what fails here harms nobody."""
    cache: Path | None = None
    """A folder in which it is kept from one build to the next what parts were made from, and what takes long."""
    published: Path | None = None
    """Where the site will stand, if what is the same there need not be written again."""


class Made(Struct):
    """The parts of a site."""

    site: Path
    parts: dict[str, BuiltPart] = field(default_factory=dict)
    """By the name of their draft."""
    stamps: dict[str, Stamp] = field(default_factory=dict)
    """Of the files of a site that this program changes in its place."""


def _made_before(cache: Path | None) -> Made | None:
    """Return what this program has made by now, with a cache: the preview builds into a folder that doesn't stay."""
    return table("sites").get(cache)  # type: ignore[no-any-return]


def changes_in_place(cache: Path | None, site: Path) -> bool:
    """Say whether a site is one that this program has built, with this cache, and will change in its place."""
    made = _made_before(cache)
    return made is not None and made.site == site and bool(made.stamps)


class Reuse:
    """Writes parts of a site, those that are the same as before without making them."""

    def __init__(self, place: Place, answers: Answers, base: str) -> None:
        """Write parts there.

        Args:
            place: where they go.
            answers: what the archive answers.
            base: a digest of what all parts are made from: code, templates, packages, the theme's pages.
        """
        self.writing = Writing(place.folder)
        """Writes the files."""
        self._answers, self._base = answers, base
        self._file = place.cache / f"parts-{base[:16]}.json" if place.cache else None
        self._before = (_made_before(place.cache) or _read(self._file)) if self._file else None
        self._in_place = place.published is not None and changes_in_place(place.cache, place.published)
        self._parts: dict[str, BuiltPart] = {}
        self._questions: dict[Question, Question] = {}
        """Each once: a page asks dozens, and others ask the same."""
        self.made = 0
        """How many parts were made."""

    @property
    def left(self) -> Collection[str]:
        """The files that stay as they are where a site is changed in its place."""
        return self.writing.left

    @property
    def files(self) -> Set[str]:
        """The files that were written, or left."""
        return self.writing.sums.keys()

    def write(self, draft: Draft[File]) -> list[tuple[str, Read]]:
        """Write the files of a part; return the path of each below the site's folder, and how to read it."""
        given = self._answers.digest(draft.given)
        before = self._before.parts.get(draft.name) if self._before else None
        taken_over = self._taken_over(before, self._key(draft, given, before.questions)) if before else None
        if before and taken_over is not None:
            self._parts[draft.name] = before
            return taken_over
        self.made += 1
        notes: Notes = {}
        with noting(notes):
            files = list(draft.made())
        for file, content in files:
            self.writing.write(file, content)
        questions = tuple(self._questions.setdefault(question, question) for question in notes)
        sums = {file: self.writing.sums[file] for file, _ in files}
        self._parts[draft.name] = BuiltPart(self._key(draft, given, questions), questions, sums)
        return [(file, partial(bytes, content)) for file, content in files]

    def told(self) -> Told:
        """Return what parts this one has written, for another that writes parts of the same site."""
        return self.made, self._parts

    def take(self, told: Told) -> None:
        """Take parts that another has written for written here."""
        made, parts = told
        self.made += made
        self._parts |= parts
        for part in parts.values():
            self.writing.sums |= part.sums

    def keep(self, site: Path, *, stays: bool, is_part: bool = False) -> None:
        """Keep what the parts were made from, once the site stands at `site`.

        Args:
            site: the folder.
            stays: whether it is there when this program has ended.
            is_part: the other parts are there still as they were.
        """
        if self._file is None:
            return
        made = Made(site, self._parts)
        if stays:
            _keep(self._file, made)
        else:
            before = self._before.stamps if self._before else {}
            files = (file for part in self._parts.values() for file in part.sums)
            made.stamps = {file: before[file] if file in self.left else _stamp(f"{site}/{file}") for file in files}
            if is_part and self._before:
                made.parts, made.stamps = self._before.parts | made.parts, before | made.stamps
            table("sites")[self._file.parent] = made

    def _taken_over(self, part: BuiltPart, key: str) -> list[tuple[str, Read]] | None:
        if part.key != key or self._before is None:
            return None
        if self._in_place:
            return self._left(part, self._before)
        files: list[tuple[str, Read]] = []
        for file, known in part.sums.items():
            content = self.writing.take_over(file, self._before.site, known)
            if content is None:
                return None
            files.append((file, partial(bytes, content)))
        return files

    def _left(self, part: BuiltPart, before: Made) -> list[tuple[str, Read]] | None:
        """Leave the files of a part where they are, if they are as they were left."""
        try:
            if any(_stamp(f"{before.site}/{file}") != before.stamps[file] for file in part.sums):
                return None
        except (OSError, KeyError):
            return None
        for file, known in part.sums.items():
            self.writing.leave(file, known)
        return [(file, partial(_read_bytes, before.site, file)) for file in part.sums]

    def _key(self, draft: Draft[File], given: bytes, questions: tuple[Question, ...]) -> str:
        key = hashlib.sha256(f"{self._base}\0{draft.name}\0".encode() + given)
        try:
            key.update(b"".join(map(self._answers.of, questions)))
        except LookupError:
            return ""
        return key.hexdigest()


def _read_bytes(site: Path, file: str) -> bytes:
    return (site / file).read_bytes()


def _stamp(path: str) -> Stamp:
    told = os.stat(path, follow_symlinks=False)  # noqa: PTH116  ten thousand times
    return told.st_ino, told.st_size, told.st_mtime_ns


def _keep(file: Path, made: Made) -> None:
    numbers: dict[Question, int] = {}
    parts = {
        name: [part.key, [numbers.setdefault(question, len(numbers)) for question in part.questions], part.sums]
        for name, part in made.parts.items()
    }
    keep(file, {"site": str(made.site), "questions": list(numbers), "parts": parts})


def _read(file: Path) -> Made | None:
    try:
        kept = read_kept(file)
        questions = [_tupled(question) for question in kept["questions"]]
        parts = {
            name: BuiltPart(key, tuple(questions[number] for number in numbers), sums)
            for name, (key, numbers, sums) in kept["parts"].items()
        }
        return Made(Path(kept["site"]), parts)
    except (TypeError, KeyError, ValueError, IndexError, AttributeError):
        return None


def _tupled(value: Any) -> Any:
    return tuple(map(_tupled, value)) if isinstance(value, list) else value
