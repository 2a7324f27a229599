"""An archive that has not changed since its site was built is not built again: one digest of all that a build draws on.

What is kept is the digest, and the sum of the site's SHA256SUMS, by the site's folder. It is believed only if the site
still has these sums and every file of it its own: whatever else is in the cache, the site is the one that was built.
"""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from sourcebook import addresses
from sourcebook.check.sums import sums_of
from sourcebook.clock import today
from sourcebook.files import sum_of
from sourcebook.fingerprint import packages
from sourcebook.kept import keep, read_kept

FILE = "built.json"
_ENVIRONMENT = ("SITE_URL", "ARCHIVE_SEEDS", "ARCHIVE_COMMIT", "SOURCE_DATE_EPOCH")


def digest_of(paths: Iterable[Path], values: Iterable[str] = ()) -> str:
    """Return a digest of everything that a site is made from.

    Args:
        paths: files, and folders with all that is in them. One that isn't there counts as that; what two of them hold
            is read once.
        values: whatever else it depends on, such as the commit.

    The day, the environment's variables, Python and every package that is installed are part of it.
    """
    digest = hashlib.sha256()
    environment = (f"{name}={os.environ.get(name, '')}" for name in _ENVIRONMENT)
    for value in (*values, today().isoformat(), *environment, *packages()):
        digest.update(f"{len(value)}:{value}".encode(errors="surrogateescape"))
    known = {Path(os.path.realpath(path)) for path in paths}
    for path in sorted(path for path in known if known.isdisjoint(path.parents)):
        for file in _files(path):
            for told in (os.fsencode(file), _content(file)):
                digest.update(b"%d:%s" % (len(told), told))
    return digest.hexdigest()


def _files(path: Path) -> Iterator[str]:
    """Yield the file, or every entry below the folder, in the order of names; a link to a folder is one of them."""
    if not os.path.isdir(path):  # noqa: PTH112  which no name that is too long makes fail
        yield str(path)
        return
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]  # noqa: PTH114, PTH118
        yield from (os.path.join(folder, name) for name in sorted(files + links))  # noqa: PTH118  ten thousand times


def _content(file: str) -> bytes:
    """Return what stands for what is in a file: its sum, after where it leads if it is a link; else what it is."""
    try:
        told = os.lstat(file)
        if stat.S_ISREG(told.st_mode):
            return sum_of(file).encode()
        if os.path.isdir(file):  # noqa: PTH112
            return os.urandom(16)  # a link to a folder, of which nobody knows whether it is as it was
        is_file = os.path.isfile(file)  # noqa: PTH113  of a pipe there is no end
        return os.fsencode(f"{os.readlink(file)}\0{sum_of(file)}") if is_file else repr(told).encode()  # noqa: PTH115
    except OSError as fault:
        return repr(fault).encode()


def built_from(cache: Path, site: Path) -> str:
    """Return the digest that a site was built from, if every file of it is as that build left it; else nothing."""
    kept = _read(cache).get(str(site), {})
    try:
        raw = (site / addresses.SUMS).read_bytes()
        is_whole = kept.get("sums") == hashlib.sha256(raw).hexdigest() and sums_of(site) == raw
    except OSError:
        return ""
    return kept.get("digest", "") if is_whole else ""


def remember(cache: Path, site: Path, digest: str) -> None:
    """Keep what a site was built from. A fault of the cache is no fault of the build: then nothing is kept."""
    try:
        sums = hashlib.sha256((site / addresses.SUMS).read_bytes()).hexdigest()
    except OSError:
        return
    keep(cache / FILE, _read(cache) | {str(site): {"digest": digest, "sums": sums}})


def _read(cache: Path) -> dict[str, dict[str, str]]:
    """Return what is kept, by the site's folder; nothing where that can't be read."""
    kept = read_kept(cache / FILE)
    is_ours = isinstance(kept, dict) and all(isinstance(of_one, dict) for of_one in kept.values())
    return kept if is_ours else {}
