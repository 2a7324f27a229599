"""What a whole build costs, beside plain MkDocs with the same theme rendering the same texts as Markdown."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sourcebook.model import Document

from tests.bench.figures import Figure
from tests.bench.generated import corpus

ROOT = Path(__file__).resolve().parents[2]
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
    with tempfile.TemporaryDirectory() as scratch:
        seeds = Path(scratch, "seeds")
        seeds.mkdir()
        for document in documents:
            (seeds / f"{document.id}.txt").write_text(document.source.text, encoding="utf-8")
        bare = plain_seconds(documents)
        for when in ("first", "next"):
            ours, megabytes = _cost(ROOT / "mkdocs.yml", Path(scratch, "site"), {"ARCHIVE_SEEDS": str(seeds)})
            yield Figure(f"{when} build, {size} documents: CPU seconds", round(ours, 1), "")
            yield Figure(f"{when} build, {size} documents: times plain MkDocs", round(ours / bare, 2), "")
            yield Figure(f"{when} build, {size} documents: peak MB", round(megabytes), "")
        yield Figure(f"plain MkDocs, {size} documents: CPU seconds", round(bare, 1), "")


def plain_seconds(documents: Iterable[Document]) -> float:
    """Return the CPU seconds that plain MkDocs needs to render the same texts as Markdown pages."""
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch, "plain")
        (plain / "docs").mkdir(parents=True)
        (plain / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
        (plain / "docs/index.md").write_text("# Plain\n", encoding="utf-8")
        for document in documents:
            (plain / f"docs/{document.id}.md").write_text(document.source.text, encoding="utf-8")
        return _cost(plain / "mkdocs.yml", Path(scratch, "bare"), {})[0]


def _cost(config: Path, site: Path, settings: Mapping[str, str]) -> tuple[float, float]:
    """Return the CPU seconds and the peak of memory, in MB, of a build in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "--config-file",
        str(config),
        "--site-dir",
        str(site),
    ]
    subprocess.run(command, check=True, env=os.environ | settings)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss / 1024
