"""What a whole build costs, beside plain MkDocs with the same theme rendering the same texts as Markdown."""

import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sourcebook.model import Document

from tests.bench.figures import Figure
from tests.bench.generated import corpus
from tests.bench.steps import PAGES
from tests.tools.building import TEXTS, Project

PLAIN = """\
site_name: Plain
theme: {name: material, font: false}
plugins: [search]
nav: [{Home: index.md}]
validation: {nav: {omitted_files: ignore}}
"""


ROUNDS = 3
"""Times that each build is measured; the median counts. Fewer than five texts are for a quick try: once will do."""


def beside_plain(size: int) -> Iterator[Figure]:
    """Build an archive of generated texts and the same texts plainly, in turn, several times; then compare.

    A cold build has no cache but the compiled templates. The next one finds nothing changed.
    """
    documents, _ = corpus(size, seed=size)
    costs: dict[str, list[Cost]] = {"plain": [], "cold": [], "unchanged": []}
    with tempfile.TemporaryDirectory() as scratch:
        texts = {f"{document.id}.txt": document.source.raw for document in documents}
        project = Project(Path(scratch, "project"), texts)
        plain = _plain(Path(scratch, "plain"), documents)
        for _ in range(ROUNDS if size >= FEW else 1):
            _put_away(plain / "site")
            costs["plain"].append(_cost(plain, os.environ))
            _forget(project)
            costs["cold"].append(build(project))
            costs["unchanged"].append(build(project))
        changed = _told(project, "preview.py", str(project.folder / TEXTS)) if size <= LARGE else {}
        _forget(project)
        steps = _told(project, "steps.py")
        files = [path.stat().st_size for path in project.site.rglob("*") if path.is_file()]
    seconds, elapsed = ({kind: median(getattr(cost, of) for cost in costs[kind]) for kind in costs} for of in TIMES)
    most = 2.0 if size < LARGE else 1.5
    yield Figure(f"plain MkDocs, {size} documents: CPU seconds", round(seconds["plain"], 2), "")
    yield Figure(f"cold build, {size} documents: CPU seconds", round(seconds["cold"], 2), "")
    yield Figure(f"cold build, {size} documents: CPU, times plain MkDocs", _times(seconds, "cold"), f"<= {most}")
    yield Figure(
        f"cold build, {size} documents: time, times plain MkDocs",
        _times(elapsed, "cold"),
        "<= 1.0" if size >= LARGEST else "",
    )
    yield Figure(f"cold build, {size} documents: peak MB", round(max(c.megabytes for c in costs["cold"])), "<= 600")
    yield Figure(
        f"unchanged archive, {size} documents: CPU, times plain MkDocs",
        _times(seconds, "unchanged"),
        "<= 0.05" if size >= LARGEST else "<= 0.12" if size >= LARGE else "",
    )
    for what, taken in changed.items():
        name = f"{what} changed under the preview, {size} documents: CPU, times plain MkDocs"
        has_goal = size >= LARGE and not what.endswith(")")
        yield Figure(name, round(taken / seconds["plain"], 2), "<= 0.25" if has_goal else "")
    of_pages = round(steps.pop(PAGES) / seconds["plain"], 2)
    yield Figure(f"{PAGES}, {size} documents: CPU, times plain MkDocs", of_pages, "<= 0.25" if size >= LARGE else "")
    for step, taken in steps.items():
        yield Figure(f"{step}, {size} documents: CPU seconds", round(taken, 2), "")
    yield from _growth(size, steps) if size > LARGE else ()
    yield Figure(f"files a document, of {size}", round(len(files) / size, 2), "<= 8.5" if size >= LARGE else "")
    yield Figure(f"kB a document, of {size}", round(sum(files) / size / 1000, 1), "<= 60" if size >= LARGE else "")


FEW, LARGE, LARGEST = 5, 1000, 10000
TIMES = ("seconds", "elapsed")


def _told(project: Project, program: str, *arguments: str) -> dict[str, float]:
    """Return what a program beside this one tells of an archive: CPU seconds by what took them."""
    command = [sys.executable, str(Path(__file__).with_name(program)), *arguments]
    run = subprocess.run(
        command, check=True, cwd=project.folder, env=project.environment(), stdout=subprocess.PIPE, text=True
    )
    taken: dict[str, float] = json.loads(run.stdout)
    return taken


def _growth(size: int, steps: Mapping[str, float]) -> Iterator[Figure]:
    """Build a tenth as many texts, and tell how each step grows from there: N^1 takes ten times as long."""
    few = size // 10
    documents, _ = corpus(few, seed=few)
    with tempfile.TemporaryDirectory() as scratch:
        texts = {f"{document.id}.txt": document.source.raw for document in documents}
        before = _told(Project(Path(scratch, "project"), texts), "steps.py")
    for step, taken in steps.items():
        power = math.log10(max(taken, SOON) / max(before.get(step, SOON), SOON))
        yield Figure(f"{step}: grows from {few} to {size} as N to the power of", round(power, 2), "<= 1.1")


SOON = 0.01
"""Seconds of a step that nobody need compare."""


def _times(measured: Mapping[str, float], kind: str) -> float:
    return round(measured[kind] / measured["plain"], 2)


def _forget(project: Project) -> None:
    """Put away the site and all that was kept, so that nothing is known but the compiled templates."""
    kept = (path for path in (project.folder / ".cache").iterdir() if not path.is_symlink())
    for path in (project.site, *kept):
        _put_away(path)


def _put_away(path: Path) -> None:
    """Move a file or a folder out of the way, if it is there.

    To remove it would make what is built next cost more: for minutes, ext4 passes over what was removed, at every file.
    """
    if path.exists():
        path.rename(Path(tempfile.mkdtemp(dir=path.parent.parent, prefix="away"), path.name))


def plain_seconds(documents: Iterable[Document]) -> float:
    """Return the CPU seconds that plain MkDocs needs to render the same texts as Markdown pages."""
    with tempfile.TemporaryDirectory() as scratch:
        return _cost(_plain(Path(scratch, "plain"), documents), os.environ).seconds


def _plain(folder: Path, documents: Iterable[Document]) -> Path:
    """Lay out the same texts as Markdown pages, and return the folder."""
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    (folder / "docs/index.md").write_text("# Plain\n", encoding="utf-8")
    for document in documents:
        (folder / f"docs/{document.id}.md").write_text(document.source.text, encoding="utf-8")
    return folder


@dataclass(frozen=True, slots=True)
class Cost:
    """What a build took."""

    seconds: float
    """Of the processor, those of all its processes together."""
    megabytes: float
    """The peak of memory: of the largest of its processes, or of all together where the system tells that."""
    elapsed: float = 0.0
    """Seconds by the clock."""


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
    begun = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    peak, status = 0.0, None
    with subprocess.Popen(command, cwd=folder, env={**environment, "NO_MKDOCS_2_WARNING": "1"}) as run:
        while status is None:
            looked = time.perf_counter()
            peak = max(peak, _memory(run.pid))
            with suppress(subprocess.TimeoutExpired):
                status = run.wait(timeout=REST * (time.perf_counter() - looked))
    elapsed = time.perf_counter() - begun
    if status:
        raise subprocess.CalledProcessError(status, command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds, peak or after.ru_maxrss / 1024, elapsed)


REST = 40
"""Times as long as a look takes at what memory a build has, until the next: what runs for a moment is seen, too."""


def _memory(process: int) -> float:
    """Return the MB of a process and all below it, each page counted once; 0 where the system doesn't tell that."""
    found = 0.0
    with suppress(OSError):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
        found = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            found += sum(map(_memory, map(int, children.read_text(encoding="ascii").split())))
    return found
