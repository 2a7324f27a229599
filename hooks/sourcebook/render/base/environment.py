"""The one autoescaping template environment: everything of an archive that reaches a page passes through it."""

import hashlib
import json
from collections.abc import Callable, MutableMapping, Sequence
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from markupsafe import Markup, escape
from msgspec import Struct

from sourcebook import addresses
from sourcebook.kept import keep_bytes, read_kept_bytes
from sourcebook.numerals import with_figures
from sourcebook.page_language import spoken
from sourcebook.render.base import compiler
from sourcebook.render.base.compiler import Compiler, Given, Known, Translated, parts_of
from sourcebook.render.base.naming import clipped, paragraphs_in_words
from sourcebook.render.base.verdicts import chip
from sourcebook.wording import as_html, comma, in_sentence, marked, quoted, written

_ORIGIN: ContextVar[str] = ContextVar("the address of the page in the making")


def _url(address: str, fragment: str = "") -> str:
    return addresses.relative_url(_ORIGIN.get(), address, fragment)


def _list(joined: str, words: Sequence[str]) -> Markup:
    *before, last = map(escape, words)
    return marked(joined, words=escape(comma()).join(before), last=last) if before else last


class _Environment(Environment):
    """Templates of ours."""

    code_generator_class = Compiler
    context_class = Given
    written, as_html = staticmethod(written), staticmethod(as_html)
    parts_of = staticmethod(parts_of)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what every template knows, as one table: a chain of tables is copied slowly, at each filling."""
        return {**self.globals, **(d or {})}


_environment = _Environment(
    extensions=[Translated],
    loader=FileSystemLoader(Path(__file__).resolve().parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=False,
    auto_reload=False,
)
_environment.globals |= {"addresses": addresses, "url": _url}
_environment.policies["json.dumps_function"] = json.JSONEncoder(sort_keys=True).encode
_environment.policies["json.dumps_kwargs"] = {}
_environment.filters["clipped"] = clipped
_environment.filters["in_figures"] = with_figures
_environment.filters["in_sentence"] = in_sentence
_environment.filters["quoted"] = quoted
_environment.filters["listed"] = lambda words: _list("{words} and {last}", words)
_environment.filters["either"] = lambda words: _list("{words} or {last}", words)
_environment.filters["cited"] = paragraphs_in_words
_environment.filters["chip"] = chip


class _Kept(Struct, BytecodeCache, frozen=True, eq=False):
    """Templates compiled in a folder; one that isn't there as it was kept is compiled again."""

    folder: Path
    steering: str
    """Of what steers the compiler."""

    def _file(self, bucket: Bucket) -> Path:
        made_by = hashlib.sha256(f"{self.steering} {spoken().digest}".encode()).hexdigest()
        return self.folder / f"{made_by[:16]}-{bucket.key}"

    def load_bytecode(self, bucket: Bucket) -> None:
        compiled = read_kept_bytes(self._file(bucket))
        if compiled is not None:
            bucket.bytecode_from_string(compiled)

    def dump_bytecode(self, bucket: Bucket) -> None:
        keep_bytes(self._file(bucket), bucket.bytecode_to_string())


_KEPT: ContextVar[_Kept | None] = ContextVar("where templates are kept compiled", default=None)


def keep_compiled(cache: Path) -> BytecodeCache:
    """Keep templates compiled in a folder from one build to the next, and return what keeps them, for the theme's too.

    What is kept of a template counts as long as the template is the same, and so are the catalogue of the language and
    what steers the compiler.
    """
    kept = _Kept(
        cache / "templates",
        hashlib.sha256(b"".join(map(Path.read_bytes, map(Path, (__file__, compiler.__file__))))).hexdigest(),
    )
    _KEPT.set(kept)
    return kept


@cache
def _templates(digest: str, kept: _Kept | None) -> Environment:
    """Return the templates in the language of that digest: its words are compiled into them."""
    return _environment.overlay(bytecode_cache=kept)


@cache
def _template(digest: str, kept: _Kept | None, name: str) -> Template:
    """Return a template in the language of that digest: looking whether it has changed takes as long as filling one."""
    return _templates(digest, kept).get_template(name)


def fill(template: str, origin: str, **values: object) -> Markup:
    """Return a template filled in for the page at the address `origin`.

    In the template, `url(address, fragment)` is the relative way from there to another address.
    """
    found, before = _template(spoken().digest, _KEPT.get(), template), _ORIGIN.set(origin)
    known = Known(found.globals)
    known.update(values)
    try:
        (pieces,) = found.root_render_func(Given(found.environment, known))
    except Exception:
        found.environment.handle_exception()
    finally:
        _ORIGIN.reset(before)
    return as_html(pieces)  # the template escaped what it was given: this is where it is done


PLACE = "\0"
"""Stands where words go in what is filled in once for many of them."""


def fill_part(template: str, part: str, origin: str, *values: object) -> Markup:
    """Return a part of a template, a macro of it, filled in as `fill` does."""
    before = _ORIGIN.set(origin)
    try:
        return _part(spoken().digest, _KEPT.get(), template, part)(*values)
    finally:
        _ORIGIN.reset(before)


@cache
def _part(digest: str, kept: _Kept | None, template: str, part: str) -> Callable[..., Markup]:
    return getattr(parts_of(_templates(digest, kept), template), part)  # type: ignore[no-any-return]
