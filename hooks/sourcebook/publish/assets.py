"""The theme's scripts and styles as pages get them: few files, each under a name that changes with its content.

Scripts are written as modules and published as a few classic scripts, made small: `make bundles` makes these, in
`theme/assets/bundles.json`, which is committed, so that a build needs no Node.js. What was made of other modules than
those that lie beside it is refused: nobody's change is left out in silence.

The stylesheet is one file, in which each line `@import "file.css" layer(name);` is replaced by what it names.
"""

import hashlib
import json
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from sourcebook.addresses import SCRIPTS, STYLES
from sourcebook.problems import ArchiveError, refusal

BUNDLES = "assets/bundles.json"
PAGE = "frame/page"
"""The module that every page runs; its script knows the others."""
OF_THE_PREVIEW = "curate/curate"
"""The module that no site has: only the preview hands it out (publish/preview.py)."""
STYLESHEET = "index.css"

_STYLE = re.compile(r'^@import "([^"\n]+)" layer\(([\w-]+)\);$', re.MULTILINE)


class Asset(Struct, frozen=True):
    """A file of ours as it is published."""

    name: str
    """What templates call it: the module that a script begins with (`frame/page`), or the stylesheet's file name."""
    address: str
    """Below the site's root."""
    content: bytes


def bundle_assets(theme: Path, words: Mapping[str, object] | None = None) -> list[Asset]:
    """Return all scripts and styles of a site from the folder of the theme: first the script that every page runs.

    `words`: what they say in the language of the pages, as `page_language.Language.of_scripts` gives it.

    Raises:
        ArchiveError: if a file is missing, or the scripts have changed since they were bundled.
    """
    bundles = bundled(theme)
    later = [_asset(name, code) for name, code in bundles.items() if name not in {PAGE, OF_THE_PREVIEW}]
    table = json.dumps({bundle.name: posixpath.basename(bundle.address) for bundle in later}, indent=0)
    said = json.dumps(words or {}, ensure_ascii=False)
    first = f"window.sourcebook = {{ bundles: {table}, words: {said} }}\n{bundles[PAGE]}"
    return [_asset(PAGE, first, "page"), *later, stylesheet(theme / STYLES)]


def bundled(theme: Path) -> dict[str, str]:
    """Return the code of every script, by the module that it begins with.

    Raises:
        ArchiveError: if the file is missing, or was made of other modules.
    """
    file = theme / BUNDLES
    try:
        made = json.loads(_read(file, file))
    except ValueError:  # two changes were merged in it
        made = {}
    scripts = theme / SCRIPTS
    sources = {path.relative_to(scripts).as_posix(): path for path in scripts.rglob("*.js")}
    now = "".join(f"{name}\n{_read(path, file)}" for name, path in sorted(sources.items()))
    if made.get("sources") != hashlib.sha256(now.encode()).hexdigest():
        raise _fault(file, "the scripts have changed since this was made of them", "Run `make bundles`")
    bundles: dict[str, str] = made["bundles"]
    return bundles


def stylesheet(folder: Path) -> Asset:
    """Return the stylesheet, with the files that it imports in place."""
    file = folder / STYLESHEET
    css = _STYLE.sub(lambda found: f"@layer {found[2]} {{\n{_read(folder / found[1], file)}}}", _read(file, folder))
    if "@import" in css:
        raise _fault(file, "an @import that is not read", f"Write it as the head of {Path(__file__).name} says")
    return _named(STYLESHEET, f"{STYLES}/sourcebook", "css", css)


def _asset(name: str, code: str, file: str = "") -> Asset:
    return _named(name, f"{SCRIPTS}/{file or name.replace('/', '-')}", "js", code)


def _named(name: str, stem: str, suffix: str, content: str) -> Asset:
    raw = content.encode()
    return Asset(name, f"{stem}.{hashlib.sha256(raw).hexdigest()[:10]}.{suffix}", raw)


def _read(file: Path, asked_by: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise _fault(asked_by, f"{file.name} can't be read ({error.strerror})", "Put it there") from error


def _fault(file: Path, what: str, remedy: str) -> ArchiveError:
    return refusal(file.as_posix(), what, remedy)
