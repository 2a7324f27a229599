"""Readers of citations that aren't ours: citation-js and citeproc-js in Node.js, and Pandoc."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sourcebook.cite.pandoc import program

from tests.tools.runtimes import node

Item = dict[str, Any]
SCRIPT = Path(__file__).with_name("citations.cjs")


def in_node(job: str, given: object, *arguments: str) -> Any:
    """Return what `citations.cjs` answers to a job."""
    command = [node(), str(SCRIPT), job, *arguments]
    done = subprocess.run(command, input=json.dumps(given).encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def read_by_citation_js(files: Sequence[str], form: str = "") -> list[Item]:
    """Return the item of CSL-JSON that citation-js finds in each file.

    `form` is `@bibtex/text` or `@ris/file`; without it, citation-js looks for itself.
    """
    return [item for (item,) in in_node("read", list(files), *filter(None, [form]))]


def read_by_astrocite(files: Sequence[str]) -> list[Item]:
    """Return the item of CSL-JSON that astrocite finds in each RIS file."""
    return [item for (item,) in in_node("ris", [file.replace("\n", "\r\n") for file in files])]


def read_by_pandoc(files: Sequence[str], form: str) -> list[Item]:
    """Return the item of CSL-JSON that Pandoc finds in each file: `bibtex`, `ris` or `csljson`."""
    return [_read_by_pandoc(file, form) for file in files]


def _read_by_pandoc(file: str, form: str) -> Item:
    command = [program(), f"--from={form}", "--to=csljson"]
    done = subprocess.run(command, input=file.encode(), capture_output=True, check=True)
    (item,) = json.loads(done.stdout)
    return dict(item)
