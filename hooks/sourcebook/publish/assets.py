"""The theme's scripts and styles as pages get them: few files, each under a name that changes with its content.

Scripts are written as modules and published as classic scripts, since a browser runs no module from a folder without a
server. A module and all that it imports become one file, a bundle; what it imports only when it needs it, by
`await import("./other.js")`, becomes a bundle of its own, loaded then. Nothing else lists the bundles.

In a bundle each module is a function, run once, whose exports stand in the one global of ours:
`sourcebook["text/found"]`. So a module is written in a plain form, and anything else is an error:

    import "./one.js"                                 at the beginning of a line, with double quotes
    import { a, b as c } from "../room/other.js"
    export function f() {}                            or const, class, async function; at the beginning of a line
    await import("./later.js")                        also `=> import(…)` and `return import(…)`

The stylesheet is one file, in which each line `@import "file.css" layer(name);` is replaced by what it names.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sourcebook.problems import ArchiveError, Problem

SCRIPTS = "assets/javascripts"
STYLES = "assets/stylesheets"
PAGE = "frame/page"
"""The module that every page runs."""
LOADER = "frame/load"
"""The module that brings the other bundles; it is in the same file."""
STYLESHEET = "index.css"

_IMPORT = re.compile(r'^import (?:\{([^{}]*)\} from )?"(\.[^"\n]*)"$', re.MULTILINE)
_LATER = re.compile(r'((?:await|=>|return) )import\("(\.[^"\n]*)"\)')
_EXPORT = re.compile(r"^export (?=(?:async function|function|const|class)\b\*? ?(\w+))", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*(?:(?!\*/)[\s\S])*\*/)[ \t]*\n", re.MULTILINE)
"""A comment on lines of its own: a quarter of what scripts weigh, and of no use to a browser."""
_CAST = re.compile(r"/\*\* @type \{[^*\n]*\} \*/ ?")
"""What tells the type of a part of a line."""
_OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_STYLE = re.compile(r'^@import "([^"\n]+)" layer\(([\w-]+)\);$', re.MULTILINE)
REMEDY = "Write it as the head of hooks/sourcebook/publish/assets.py says"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of ours as it is published."""

    name: str
    """What templates call it: the module that a bundle begins with (`frame/page`), or the stylesheet's file name."""
    address: str
    """Below the site's root."""
    content: bytes


@dataclass(frozen=True, slots=True)
class _Module:
    """A script: its code as the body of a function, and the modules it needs, at once and later."""

    code: str
    needs: tuple[str, ...]
    later: tuple[str, ...]


def bundle_assets(theme: Path, words: Mapping[str, object] | None = None) -> list[Asset]:
    """Return all scripts and styles of a site from the folder of the theme.

    `words`: what they say in the language of the pages, as `wording.Language.of_scripts` gives it.

    Raises:
        ArchiveError: if a file is missing, or written in another form than this module reads.
    """
    return [*script_bundles(theme / SCRIPTS, words), stylesheet(theme / STYLES)]


def script_bundles(folder: Path, words: Mapping[str, object] | None = None) -> list[Asset]:
    """Return every bundle of the scripts in a folder: first the one that every page runs, which knows the others."""
    modules: dict[str, _Module] = {}
    of_every_page = _in_order([LOADER, PAGE], modules, folder)
    later = sorted(_entries([*of_every_page], modules, folder))
    bundles = [
        _asset(entry, SCRIPTS, f"{entry.replace('/', '-')}.js", _joined(needed, modules))
        for entry in later
        if (needed := [name for name in _in_order([entry], modules, folder) if name not in of_every_page])
    ]
    table = json.dumps({bundle.name: posixpath.basename(bundle.address) for bundle in bundles}, indent=0)
    said = f"sourcebook.words = {json.dumps(words, ensure_ascii=False)}\n" if words else ""
    first = _joined(of_every_page, modules, f"sourcebook.bundles = {table}\n{said}")
    return [_asset(PAGE, SCRIPTS, "page.js", first), *bundles]


def script_for(folder: Path, names: Sequence[str]) -> str:
    """Return one script that holds these modules and all they need, as a test runs them without a page."""
    modules: dict[str, _Module] = {}
    return _joined(_in_order(names, modules, folder), modules)


def stylesheet(folder: Path) -> Asset:
    """Return the stylesheet, with the files that it imports in place."""
    file = folder / STYLESHEET
    css = _STYLE.sub(lambda found: f"@layer {found[2]} {{\n{_read(folder / found[1], file)}}}", _read(file, folder))
    if "@import" in css:
        raise _fault(file, "an @import that is not read")
    return _asset(STYLESHEET, STYLES, "sourcebook.css", css)


def _asset(name: str, folder: str, file: str, content: str) -> Asset:
    stem, _, suffix = file.rpartition(".")
    raw = content.encode()
    return Asset(name, f"{folder}/{stem}.{hashlib.sha256(raw).hexdigest()[:10]}.{suffix}", raw)


def _in_order(names: Sequence[str], modules: dict[str, _Module], folder: Path) -> dict[str, None]:
    """Return these modules and all they need, each after what it needs; read those that aren't in `modules` yet."""
    done: dict[str, None] = {}

    def add(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            raise _fault(folder / f"{path[-1]}.js", f"modules that need each other: {' → '.join((*path, name))}")
        if name in done:
            return
        if name not in modules:
            modules[name] = _read_module(name, path, folder)
        for needed in modules[name].needs:
            add(needed, (*path, name))
        done[name] = None

    for name in names:
        add(name, ())
    return done


def _entries(names: list[str], modules: dict[str, _Module], folder: Path) -> set[str]:
    """Return every module that one of these, or one that they lead to, imports later."""
    found: set[str] = set()
    while names:
        for entry in modules[names.pop()].later:
            if entry not in found:
                found.add(entry)
                names.extend(_in_order([entry], modules, folder))
    return found


def _joined(names: Sequence[str] | dict[str, None], modules: dict[str, _Module], first: str = "") -> str:
    functions = (f'sourcebook["{name}"] ??= (() => {{\n{modules[name].code}\n}})()\n' for name in names)
    return f'"use strict";((sourcebook) => {{\n{first}{"".join(functions)}}})(window.sourcebook ??= {{}})\n'


def _read_module(name: str, path: tuple[str, ...], folder: Path) -> _Module:
    file = folder / f"{name}.js"
    source = _read(file, folder / f"{path[-1]}.js" if path else folder)
    needs = tuple(_resolved(name, found[2]) for found in _IMPORT.finditer(source))
    later = tuple(_resolved(name, found[2]) for found in _LATER.finditer(source))
    exported = [found[1] for found in _EXPORT.finditer(source)]
    code = _IMPORT.sub(lambda found: _taken(name, found), source)
    code = _LATER.sub(lambda found: f'{found[1]}sourcebook["{LOADER}"].load("{_resolved(name, found[2])}")', code)
    code = _EXPORT.sub("", code)
    if other := _OTHER.search(code):
        line = source[: source.index(other[0])].count("\n") + 1
        raise _fault(file, f"an import or export that is not read: {other[0]!r}", line)
    code = _CAST.sub("", _COMMENT.sub("", code))
    return _Module(f"{code}\nreturn {{ {', '.join(exported)} }}", needs, later)


def _taken(name: str, found: re.Match[str]) -> str:
    """Return what stands in the place of an import: its names, from what the other module exports."""
    if found[1] is None:
        return ""
    names = ", ".join(" ".join(part.split()).replace(" as ", ": ") for part in found[1].split(",") if part.strip())
    return f'const {{ {names} }} = sourcebook["{_resolved(name, found[2])}"]'


def _resolved(name: str, written: str) -> str:
    """Return the module that another one names by a path from itself."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), written)).removesuffix(".js")


def _read(file: Path, asked_by: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise _fault(asked_by, f"{file.name} can't be read ({error.strerror})") from error


def _fault(file: Path, what: str, line: int = 0) -> ArchiveError:
    return ArchiveError([Problem(file.as_posix(), line, what, REMEDY)])
