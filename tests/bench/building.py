"""What a whole build costs, beside plain MkDocs with the same theme rendering the same texts as Markdown."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sourcebook.model import Document

from tests.bench.figures import Figure
from tests.bench.generated import corpus
from tests.tools.building import Project

PLAIN = """\
site_name: Plain
theme: {name: material, font: false}
plugins: [search]
nav: [{Home: index.md}]
validation: {nav: {omitted_files: ignore}}
"""


def beside_plain(size: int) -> Iterator[Figure]:
    """Build an archive of generated texts twice, the second time with what the first left in its cache; and plainly."""
    documents, _ = corpus(size, seed=size)
    bare = plain_seconds(documents)
    with tempfile.TemporaryDirectory() as scratch:
        texts = {f"{document.id}.txt": document.source.raw for document in documents}
        project = Project(Path(scratch, "project"), texts)
        for when in ("first", "next"):
            ours = build(project)
            yield Figure(f"{when} build, {size} documents: CPU seconds", round(ours.seconds, 1), "")
            yield Figure(f"{when} build, {size} documents: times plain MkDocs", round(ours.seconds / bare, 2), "")
            yield Figure(f"{when} build, {size} documents: peak MB", round(ours.megabytes), "")
        yield Figure(f"plain MkDocs, {size} documents: CPU seconds", round(bare, 1), "")


def plain_seconds(documents: Iterable[Document]) -> float:
    """Return the CPU seconds that plain MkDocs needs to render the same texts as Markdown pages."""
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch)
        (plain / "docs").mkdir()
        (plain / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
        (plain / "docs/index.md").write_text("# Plain\n", encoding="utf-8")
        for document in documents:
            (plain / f"docs/{document.id}.md").write_text(document.source.text, encoding="utf-8")
        return _cost(plain, os.environ).seconds


@dataclass(frozen=True, slots=True)
class Cost:
    """What a build took."""

    seconds: float
    """Of the processor, those of all its processes together."""
    megabytes: float
    """The peak of memory of the largest of its processes."""


def build(project: Project) -> Cost:
    """Build a project's site and return what it took.

    Raises:
        subprocess.CalledProcessError: if the build fails.
    """
    return _cost(project.folder, project.environment())


def attempt(project: Project) -> tuple[Cost, int]:
    """Build a project's site, which may fail; return what it took, and how many lines of errors it told."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        started = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "--quiet"],
            cwd=project.folder,
            env=project.environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(started.pid, 0)  # of this process and those it started, and of no other
        started.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        told = output.read()
    if started.returncode not in {0, 1} or "Traceback" in told:
        raise RuntimeError(f"the build neither ended well nor said why: {told[-2000:]}")
    lines = [line for line in told.splitlines() if line.startswith("ERROR") and "nothing was published" not in line]
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024), len(lines)


def _cost(folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run MkDocs in a folder, in a process of its own whose children are nobody else's."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, check=True, cwd=folder, env={**environment, "NO_MKDOCS_2_WARNING": "1"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds, after.ru_maxrss / 1024)
