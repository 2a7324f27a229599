"""A site's folder as it is written: each folder in it is made once, and the sum of each file noted with its bytes."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from sourcebook import addresses
from sourcebook.files import files_below
from sourcebook.problems import refusal

_WRITING = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
"""By the system's own calls: to make a file object takes half as long again, for each of ten thousand files."""
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class Writing:
    """Files on their way into a site's folder."""

    def __init__(self, site: Path) -> None:
        """Write below the folder `site`, which must exist."""
        self.sums: dict[str, str] = {}
        """SHA-256 of every file written here, by its path below the folder."""
        self.left: set[str] = set()
        """The files that a site in which this one takes its place has already."""
        self._site = site
        self._made = {""}

    def write(self, file: str, content: bytes) -> None:
        """Write a file, given below the site's folder, and nowhere else.

        Raises:
            ArchiveError: if its name leads out of the folder.
            OSError: if the system refuses it.
        """
        opened, rest = os.open(self._place(file), _WRITING, 0o666), memoryview(content)
        try:
            while rest:
                rest = rest[os.write(opened, rest) :]
        finally:
            os.close(opened)
        self.sums[file] = hashlib.sha256(content).hexdigest()

    def take_over(self, file: str, site: Path, known: str) -> bytes | None:
        """Write a file as another site has it, which is on the same disk if that is possible.

        Args:
            file: its path below either folder.
            site: the other site's folder.
            known: the file's SHA-256.

        Returns:
            What it holds; nothing if the other site has no such file, or another one. Then none was written.

        Raises:
            As `write`.
        """
        other = f"{site}/{file}"
        try:
            with open(os.open(other, os.O_RDONLY | _NO_LINK), "rb") as opened:  # noqa: PTH123
                content = opened.read()
        except OSError:
            return None
        if hashlib.sha256(content).hexdigest() != known:
            return None
        place = self._place(file)
        try:
            os.link(other, place)
        except OSError:  # not on one disk, or the system has none
            self.write(file, content)
        self.sums[file] = known
        return content

    def leave(self, file: str, known: str) -> None:
        """Write nothing: the site in which this one takes its place has the file, and `known` is its SHA-256."""
        self.left.add(file)
        self.sums[file] = known

    def files(self) -> set[str]:
        """Return the paths of all files that the site will have."""
        return {*files_below(self._site), *self.left}

    def _place(self, file: str) -> str:
        """Return where a file is to be written; make its folder."""
        if not addresses.is_below(file):
            what = f"a file that would be written outside the site's folder: {file!r}"
            raise refusal(str(self._site), what, "Please report this; nothing was written there")
        self._make(file.rpartition("/")[0])
        return f"{self._site}/{file}"

    def _make(self, folder: str) -> None:
        if folder not in self._made:
            self._make(folder.rpartition("/")[0])
            with suppress(FileExistsError):
                os.mkdir(f"{self._site}/{folder}")  # noqa: PTH102  as `open`
            self._made.add(folder)
