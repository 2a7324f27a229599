"""A copy of a built site that works without a server, from a USB stick (`python -m sourcebook.publish.offline`).

Without a server a folder doesn't open its `index.html`, and scripts may not fetch files. So links name the file, and
each file of the search is wrapped in a script, which a page may load from anywhere (`search/files.js` does). Nothing of
what a page shows is changed.
"""

import base64
import json
import re
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import click

from sourcebook import addresses
from sourcebook.check.sums import sums_of
from sourcebook.problems import ArchiveError, refusal
from sourcebook.publish.replaceable import MARK
from sourcebook.publish.staging import Staging

_TAG = re.compile(r"<(?:a|area|form|link|search)\s[^<>]*>")
_ADDRESS = re.compile(r'(?<=\s)(href|action|data-check-address)="([^"]*)"')
_NOT_HERE = ("404.html", "sitemap.xml", "sitemap.xml.gz", "opensearch.xml", "CNAME", ".nojekyll")
"""What only a server has a use for."""


def write_offline(site: Path, target: Path) -> int:
    """Copy a built site, so that it works from a folder.

    Returns:
        The number of pages.

    Raises:
        ArchiveError: if there is no site, or the target is not a copy's to replace, or can't be written.
    """
    if not (site / "index.html").is_file():
        raise refusal(str(site), "there is no built site", "Run `make site` first")
    staging = Staging(target, [site], is_copy=True)
    try:
        with staging.faults_told():
            left_out = shutil.ignore_patterns(*_NOT_HERE)
            shutil.copytree(site, staging.folder, ignore=left_out, dirs_exist_ok=True)
            pages = sorted(staging.folder.rglob("*.html"))
            for page in pages:
                html = page.read_bytes().decode()
                page.write_bytes(with_file_names(html).encode())
            wrap_search(staging.folder)
            sums = staging.folder / addresses.SUMS
            sums.parent.mkdir(exist_ok=True)
            (staging.folder / addresses.MARK).write_text(MARK)
            sums.write_bytes(sums_of(staging.folder))
        staging.take_place()
    finally:
        staging.discard()
    return len(pages)


def with_file_names(html: str) -> str:
    """Return a page in which each link to a folder of the site names the file in it; nothing else is changed."""
    return _TAG.sub(lambda tag: _ADDRESS.sub(_with_file_name, tag[0]), html)


def _with_file_name(found: re.Match[str]) -> str:
    name, value = found.groups()
    parts = urlsplit(value)
    is_folder = parts.path.endswith("/") or parts.path.rpartition("/")[2] in {".", ".."}
    if parts.scheme or parts.netloc or not is_folder:
        return found[0]
    path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    return f'{name}="{urlunsplit(parts._replace(path=f"{path}index.html"))}"'


def wrap_search(site: Path) -> None:
    """Replace each file of the search by a script that hands over its bytes."""
    for path in sorted((site / addresses.SEARCH_INDEX).rglob("*")):
        if path.is_file():
            name = json.dumps(path.relative_to(site).as_posix())
            content = base64.b64encode(path.read_bytes()).decode()
            path.with_name(f"{path.name}.js").write_text(f'sourcebookFile({name},"{content}")\n', encoding="utf-8")
            path.unlink()


def main(arguments: list[str]) -> int:
    """Write the copy, and say what was written; a problem is told in one line."""
    try:
        if len(arguments) != 2:
            what, remedy = f"{len(arguments)} folders are named, and not two", "Name the site's, and where to write"
            raise refusal("offline", what, remedy)
        site, target = map(Path, arguments)
        pages = write_offline(site, target)
    except (ArchiveError, KeyboardInterrupt) as error:
        click.echo(str(error) or "Aborted!", err=True)
        return 1
    with suppress(OSError):  # the copy is there, whoever can be told
        click.echo(f"{pages:,} page{'s' * (pages != 1)} in {target}/: open {target}/index.html in a browser.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
