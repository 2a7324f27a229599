"""What hosts of static sites take at most, so that a build that will not fit says so."""

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

_GB = 10**9


class Host(Struct, frozen=True):
    """A host, and the largest site it publishes, as its documentation says."""

    name: str
    bytes: int | None = None
    files: int | None = None


HOSTS = (
    Host("GitHub Pages", bytes=_GB),
    Host("GitLab Pages", bytes=_GB, files=200_000),
    Host("Cloudflare Pages, free plan", files=20_000),
    Host("Cloudflare Pages, paid plans", files=100_000),
)


def size_of(site: Path) -> tuple[int, int]:
    """Return how many files a site has, and how many bytes they are."""
    files, size, folders = 0, 0, [os.fspath(site)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    files, size = files + 1, size + entry.stat(follow_symlinks=False).st_size
    return files, size


def will_not_fit(files: int, size: int) -> Iterator[str]:
    """Yield a sentence for each host that will not take a site of so many files and bytes, with both figures."""
    for host in HOSTS:
        if host.bytes is not None and size > host.bytes:
            yield f"The site has {size / _GB:,.2f} GB; {host.name} takes {host.bytes / _GB:,.0f} GB at most."
        if host.files is not None and files > host.files:
            yield f"The site has {files:,} files; {host.name} takes {host.files:,} at most."
