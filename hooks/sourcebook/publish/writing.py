"""A site's folder as it is written: each folder in it is made once, and the sum of each file noted with its bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sourcebook import addresses
from sourcebook.problems import ArchiveError, Problem


class Writing:
    """Files on their way into a site's folder."""

    def __init__(self, site: Path) -> None:
        """Write below the folder `site`, which must exist."""
        self.sums: dict[str, str] = {}
        """SHA-256 of every file written here, by its path below the folder."""
        self._site = site
        self._made: set[str] = set()

    def write(self, file: str, content: bytes) -> None:
        """Write a file, given below the site's folder, and nowhere else.

        Raises:
            ArchiveError: if its name leads out of the folder.
            OSError: if the system refuses it.
        """
        if not addresses.is_below(file):
            what = f"a file that would be written outside the site's folder: {file!r}"
            raise ArchiveError([Problem(str(self._site), 0, what, "Please report this; nothing was written there")])
        folder, _, _ = file.rpartition("/")
        if folder not in self._made:
            (self._site / folder).mkdir(parents=True, exist_ok=True)
            self._made.add(folder)
        with open(f"{self._site}/{file}", "wb") as opened:  # noqa: PTH123  ten thousand times
            opened.write(content)
        self.sums[file] = hashlib.sha256(content).hexdigest()
