"""Archives built as a user builds them: by MkDocs, in a process of its own, in a folder of its own."""

import copy
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sourcebook import addresses
from sourcebook.publish.replaceable import MARK

REPOSITORY = Path(__file__).parents[2]
NOT_INHERITED = (
    *("ARCHIVE_SEEDS", "SITE_URL", "SOURCE_DATE_EPOCH", "PYTHONPATH", "PYTHONHASHSEED"),
    "PYTHONDONTWRITEBYTECODE",  # every build would compile the library again
)
COMPILED = REPOSITORY / ".cache/templates"
"""Where all projects keep their templates compiled; what is kept is found by what it was made from."""
FIVE = REPOSITORY / "tests" / "five"
"""The texts that tests know: a copy of the first archive, so that they pass whatever somebody brings to `seeds/`."""
TEXTS = "texts"
"""The seeds folder of a project, as messages name it."""


@dataclass(frozen=True, slots=True)
class Built:
    """What became of a build."""

    code: int
    """What MkDocs ended with: 0 if all went well."""
    output: str
    """Everything it printed."""
    site: Path

    @property
    def errors(self) -> list[str]:
        """The errors it told, in order; the last line of a failed build, which counts them, is left out."""
        return [text for text in self._told("ERROR") if "; nothing was published" not in text]

    @property
    def warnings(self) -> list[str]:
        """The warnings it told, in order."""
        return self._told("WARNING")

    def _told(self, level: str) -> list[str]:
        return [line.partition("-")[2].strip() for line in self.output.splitlines() if line.startswith(level)]

    def page(self, address: str) -> str:
        """Return the HTML of a page of the built site by its address: `documents/x/`."""
        return (self.site / address / "index.html").read_text(encoding="utf-8")


class Project:
    """A folder with the code and the docs of the repository, and texts of its own."""

    def __init__(self, folder: Path, seeds: Mapping[str, bytes] | None = None, *, own_copy: bool = False) -> None:
        """Make the folder.

        Args:
            folder: where; it must not exist.
            seeds: the files of the archive by name; None for the five texts that tests know.
            own_copy: copy the code, for tests that change it; else it is linked.
        """
        self.folder = folder
        folder.mkdir(parents=True)
        for name in ("docs", "hooks"):
            if own_copy:
                shutil.copytree(REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                (folder / name).symlink_to(REPOSITORY / name)
        shutil.copy(REPOSITORY / "LICENSE", folder)
        settings = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
        if not own_copy:  # templates are kept compiled by their path
            settings = settings.replace(
                "custom_dir: hooks/theme", f"custom_dir: {json.dumps(str(REPOSITORY / 'hooks/theme'))}"
            )
        (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
        COMPILED.mkdir(parents=True, exist_ok=True)
        (folder / ".cache").mkdir()
        (folder / ".cache/templates").symlink_to(COMPILED)
        if seeds is None:
            # A copy to try things on: without the ledger, nothing in it is promised yet.
            shutil.copytree(FIVE, folder / TEXTS, ignore=shutil.ignore_patterns("ledger.jsonl"))
        else:
            (folder / TEXTS).mkdir()
            for name, content in seeds.items():
                self.write(name, content)

    def copy(self, folder: Path) -> "Project":
        """Copy all of it, the site that was built too, into a folder that must not exist; return the copy."""
        other = copy.copy(self)
        other.folder = Path(shutil.copytree(self.folder, folder, symlinks=True))
        return other

    @property
    def site(self) -> Path:
        """Where the site is built."""
        return self.folder / "site"

    def write(self, name: str, content: bytes) -> Path:
        """Write a file of the archive."""
        path = self.folder / TEXTS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def add_hook(self, code: str) -> None:
        """Let MkDocs load a hook of the test's own before ours, to plant a fault."""
        (self.folder / "planted.py").write_text(code, encoding="utf-8")
        settings = self.folder / "mkdocs.yml"
        text = settings.read_text(encoding="utf-8")
        assert "hooks: [hooks/publish.py]" in text
        settings.write_text(text.replace("hooks: [", "hooks: [planted.py, "), encoding="utf-8")

    def environment(self, **environment: str) -> dict[str, str]:
        """Return the environment of a build: the machine's, without what would steer ours, and what is given."""
        kept = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
        return kept | {"NO_MKDOCS_2_WARNING": "1", "ARCHIVE_SEEDS": TEXTS} | environment

    def start(self, *arguments: str, generator: str = "mkdocs", **environment: str) -> "subprocess.Popen[str]":
        """Start MkDocs in the folder and return its process; it prints to `stdout`, errors too."""
        return subprocess.Popen(
            [sys.executable, "-m", generator, *arguments],
            cwd=self.folder,
            env=self.environment(**environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="backslashreplace",
            # A suite that was started in the background ignores an interrupt, and what it starts would too.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  nothing of ours is locked
        )

    def build(self, *arguments: str, seconds: float = 300, **environment: str) -> Built:
        """Build the site, strictly unless other arguments are given; the build may take so many seconds."""
        with self.start("build", *(arguments or ("--strict",)), **environment) as process:
            try:
                output, _ = process.communicate(timeout=seconds)
            finally:
                process.kill()
        return Built(process.returncode, output, self.site)


def built(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a site as a build leaves them: with its mark and their sums."""
    made = {**files, addresses.MARK: MARK.encode()}
    sums = "".join(f"{hashlib.sha256(made[name]).hexdigest()}  {name}\n" for name in sorted(made))
    return {**made, addresses.SUMS: sums.encode()}


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
