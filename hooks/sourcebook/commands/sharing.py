"""What texts that may be added share with an archive: names that it knows, passages, or all of a text."""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from sourcebook.commands.telling import counted, glimpse
from sourcebook.model import Archive, Link
from sourcebook.pipeline.linking import with_added
from sourcebook.progress import Progress
from sourcebook.project import CACHE, project_among
from sourcebook.scripts import is_unspaced

FEW = 6
"""Names and passages of a text that are told; of more it is said how many there are."""


def shared(folder: Path, label: str, texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Return by the stem of each text what it shares with the archive and with the others, a line each.

    Raises:
        ArchiveError: if something is wrong with the archive as it is.
    """
    beside = project_among(folder.resolve().parents)
    progress = Progress(sys.stderr, lambda line: sys.stderr.write(f"{line}\n"))
    archive, added = with_added(folder, label, texts, beside / CACHE if beside else None, progress)
    progress.end()
    return {
        archive.by_id[id].source.stem: [
            *_names(archive, id),
            *(f"the same text as {archive.by_id[other].source.file}" for other in archive.same.get(id, ())),
            *_passages(archive, id),
        ]
        for id in added
    }


def _names(archive: Archive, id: str) -> Iterator[str]:
    times = Counter(archive.name_labels[mention.name] for mention in archive.mentions_in.get(id, ()))
    if times:
        more = f", and {len(times) - FEW:,} more" if len(times) > FEW else ""
        yield f"names known here: {'; '.join(label for label, _ in times.most_common(FEW))}{more}"


def _passages(archive: Archive, id: str) -> Iterator[str]:
    """Yield for each other text the longest passage that it shares with this one, those of the most words first."""
    found: defaultdict[str, list[Link]] = defaultdict(list)
    for link in archive.links_of[id]:
        other = link.target.document if link.source.document == id else link.source.document
        if link.words.matched and other not in archive.same.get(id, ()):
            found[other].append(link)
    ordered = sorted(found.items(), key=lambda item: (-max(link.words.matched for link in item[1]), item[0]))
    for other, links in ordered[:FEW]:
        longest = max(links, key=lambda link: link.words.matched)
        here = longest.source if longest.source.document == id else longest.target
        number = f"{counted(len(links), 'passage')}, " if len(links) > 1 else ""
        words = counted(longest.words.matched, "character" if is_unspaced(here.exact) else "word")
        yield f"shares with {archive.by_id[other].source.file}: {number}{words}: {glimpse(here.exact)}"
    if len(ordered) > FEW:
        yield f"shares passages with {counted(len(ordered) - FEW, 'more text')}"
