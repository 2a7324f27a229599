"""SHA256SUMS: the sum of every file of a site, in the form that `sha256sum --check` reads."""

import os
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType

from sourcebook import addresses
from sourcebook.files import files_below, sum_of
from sourcebook.problems import Findings

_LINE = re.compile(r"([0-9a-f]{64})  ([^\\\0]+)")


def sums_of(site: Path, known: Mapping[str, str] = MappingProxyType({}), files: Collection[str] = ()) -> bytes:
    """Return a line for each file below a site's folder, itself left out, in the order of the paths' code points.

    `known`: sums of files by their paths in it, as they were written a moment ago; all others are read.
    `files`: those that the site will have, where not all of them are below the folder.
    """
    names = sorted(name for name in files or files_below(site) if name != addresses.SUMS)
    start = os.path.join(site, "")  # noqa: PTH118
    lines = (f"{known.get(name) or sum_of(start + name)}  {name}\n" for name in names)
    return "".join(lines).encode(errors="surrogateescape")  # a name that is no UTF-8 is nobody's of ours


def read_sums(content: bytes, findings: Findings) -> dict[str, str]:
    """Return the sums by path; tell each line that isn't one."""
    sums: dict[str, str] = {}
    lines = content.decode("utf-8", "replace").removesuffix("\n").split("\n") if content else []
    for number, line in enumerate(lines, start=1):
        match = _LINE.fullmatch(line)
        if not match or match[2] in sums or match[2].startswith("/") or ".." in match[2].split("/"):
            findings.error(addresses.SUMS, number, f"not the sum of a file: {line[:120]!r}", "Take another copy")
        else:
            sums[match[2]] = match[1]
    return sums
