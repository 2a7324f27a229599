"""Where commands write what they make: in one step, and in the place of nobody's file."""

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from sourcebook.commands.telling import listed
from sourcebook.fingerprint import digest
from sourcebook.problems import refusal
from sourcebook.read.file_names import ARCHIVE_FILES


@contextmanager
def in_one_step(path: Path) -> Iterator[Path]:
    """Give a file to write beside `path`: it takes its place in one step, or is removed if anything fails.

    Where a link leads is written to; a pipe or a device is given itself. What a killed command leaves of the file
    begins with a dot, and is passed over.

    Raises:
        OSError: with the name of `path`.
    """
    is_file = path.is_file() or not path.exists()
    path = Path(os.path.realpath(path)) if is_file else path  # of a pipe (/dev/stdout) it is a name that none opens
    # Of one length, however long the file's own name is.
    partial = path.with_name(f".{digest(path.name)[:16]}.partial") if is_file else path
    try:
        yield partial
        if is_file:
            partial.replace(path)
    except OSError as fault:
        named = {fault.filename, fault.filename2} - {None}  # no file, where what was opened couldn't be filled
        is_ours = str(partial) in named or not named
        raise OSError(fault.errno, fault.strerror, str(path)) if is_ours else fault from None
    finally:
        if is_file:
            partial.unlink(missing_ok=True)


def check_output(file: Path, folder: Path, endings: Collection[str]) -> None:
    """Refuse to write where no folder is, or in the place of a file of the archive, or of anybody's of another kind.

    `endings`: what the file may end with, where it lies in the seeds `folder`, or is there already.
    """
    target = file.resolve()  # where a link leads is written to
    if not target.parent.is_dir():
        raise refusal(
            str(file), "there is no folder to write it in", "Make the folder, or name another; nothing was done"
        )
    if target.name not in ARCHIVE_FILES and target.suffix.lower() in endings:
        return
    if target.is_relative_to(folder.resolve()):
        remedy = f"Name one that ends in {listed([*endings], 'or')}, or another folder; nothing was written"
        raise refusal(str(file), "it would be taken for a file of the archive, or is one", remedy)
    if target.is_file() and target.stat().st_size:
        remedy = f"Name one that ends in {listed([*endings], 'or')}, or that isn't there yet; nothing was written"
        raise refusal(str(file), "the file is there already, and of another kind", remedy)
