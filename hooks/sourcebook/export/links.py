"""links.json: every link with its evidence, as design.md's contract has it."""

from __future__ import annotations

from sourcebook.export.as_json import to_json
from sourcebook.link import links_as_data
from sourcebook.model import Archive


def links_json(archive: Archive) -> bytes:
    """Return every link of the archive, sorted, the passages that many texts have, and the version of the rules."""
    return to_json(links_as_data(archive.links, archive.passages))
