"""The one autoescaping template environment: everything of an archive that reaches a page passes through it."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.ext import InternationalizationExtension
from jinja2.runtime import Context
from jinja2.utils import missing
from markupsafe import Markup, escape
from msgspec import Struct

from sourcebook import addresses
from sourcebook.kept import keep_bytes, read_kept_bytes
from sourcebook.numerals import with_figures
from sourcebook.page_language import spoken
from sourcebook.render.base.naming import clipped, paragraphs_in_words
from sourcebook.render.base.verdicts import chip
from sourcebook.wording import (
    as_html,
    comma,
    gettext,
    grouped,
    in_sentence,
    marked,
    ngettext,
    npgettext,
    pgettext,
    quoted,
    written,
)

_PLACE = re.compile(r"%\((\w+)\)s")


class Translated(InternationalizationExtension):
    """The tag of Jinja, whose messages become parts of the template."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.policies["ext.i18n.trimmed"] = True
        names = (gettext, ngettext, pgettext, npgettext, comma)
        environment.globals |= {name.__name__: name for name in names} | {"spoken": spoken}
        environment.filters["grouped"] = grouped

    def _make_node(  # of the arguments that are left out, plurals need them
        self, singular: str, plural: str | None, context: str | None, variables: dict[str, nodes.Expr], *_: object
    ) -> nodes.Output:
        if plural is not None:
            raise ValueError(f"{singular!r}: plurals go by ngettext")
        messages = spoken().messages
        said = messages.pgettext(context, singular) if context else messages.gettext(singular)
        return nodes.Output(list(_pieces(said, variables)))


def _pieces(said: str, variables: Mapping[str, nodes.Expr]) -> Iterator[nodes.Expr]:
    """Yield a message cut at the names of values, with the values between."""
    for at, piece in enumerate(_PLACE.split(said)):
        if at % 2:
            yield variables[piece]
        elif piece:
            yield nodes.TemplateData(piece.replace("%%", "%"))


_ORIGIN: ContextVar[str] = ContextVar("the address of the page in the making")


def _url(address: str, fragment: str = "") -> str:
    return addresses.relative_url(_ORIGIN.get(), address, fragment)


def _list(joined: str, words: Sequence[str]) -> Markup:
    *before, last = map(escape, words)
    return marked(joined, words=escape(comma()).join(before), last=last) if before else last


class _Compiler(CodeGenerator):
    """Compiles templates that name what is there, an attribute or a function: nothing is looked for in other places."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write the look at an attribute."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Write a call of a function that is told nothing of the template."""
        if forward_caller or node.dyn_kwargs is not None:
            self.fail("no call of a template takes a block or a table of arguments", node.lineno)
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        if node.dyn_args:
            self.write("*")
            self.visit(node.dyn_args, frame)
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write a macro as the function that it is, which is called with all of its arguments."""
        self.write("macro")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        """Write what a macro or a block returns: HTML."""
        self.writeline(f"return as_html(concat({frame.buffer}))")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        self.write("environment.parts_of(environment, ")
        self.visit(node.template, frame)
        self.write(")")

    def enter_frame(self, frame: Frame) -> None:
        """Write that a template gathers its pieces: to yield each would take longer than most take to fill in."""
        super().enter_frame(frame)
        if frame.rootlevel:
            self.buffer(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        """Write that it yields them as one."""
        if frame.rootlevel:
            self.writeline(f"yield concat({frame.buffer})")
        super().leave_frame(frame, with_python_scope)

    def write_commons(self) -> None:
        """Write how a template escapes, at its beginning."""
        super().write_commons()
        self.writeline("resolve = context.known.__getitem__")
        self.writeline("written, as_html = environment.written, environment.as_html")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("written(")


_evaluating = cache(nodes.EvalContext)


class _Known(dict[str, Any]):
    """What a template knows by name: what it was given, and what all know."""

    def __missing__(self, name: str) -> Any:
        return missing


class _Context(Context):
    """Where a template looks for what it names."""

    def __init__(self, environment: Environment, parent: dict[str, Any], *_: object, **__: object) -> None:
        self.environment, self.parent = environment, parent
        self.known = parent if isinstance(parent, _Known) else _Known(parent)
        self.vars: dict[str, Any] = {}
        self.exported_vars: set[str] = set()
        self.globals_keys: set[str] = set()
        self.eval_ctx = _evaluating(environment)


@cache
def _parts_of(environment: Environment, template: str) -> TemplateModule:
    """Return the macros of a template, by their names."""
    return environment.get_template(template).module


class _Environment(Environment):
    """Templates of ours."""

    code_generator_class = _Compiler
    context_class = _Context
    written, as_html = staticmethod(written), staticmethod(as_html)
    parts_of = staticmethod(_parts_of)

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


class _Kept(Struct, BytecodeCache, frozen=True):
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
    kept = _Kept(cache / "templates", hashlib.sha256(Path(__file__).read_bytes()).hexdigest())
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
    known = _Known(found.globals)
    known.update(values)
    try:
        pieces = "".join(found.root_render_func(_Context(found.environment, known)))
    except Exception:
        found.environment.handle_exception()
    finally:
        _ORIGIN.reset(before)
    return as_html(pieces)  # the template escaped what it was given: this is where it is done


PLACE = "\0"
"""Stands where words go in what is filled in once for many of them: nothing of an archive has it."""


def fill_part(template: str, part: str, origin: str, *values: object) -> Markup:
    """Return a part of a template, a macro of it, filled in as `fill` does."""
    before = _ORIGIN.set(origin)
    try:
        return _part(spoken().digest, _KEPT.get(), template, part)(*values)
    finally:
        _ORIGIN.reset(before)


@cache
def _part(digest: str, kept: _Kept | None, template: str, part: str) -> Callable[..., Markup]:
    return getattr(_parts_of(_templates(digest, kept), template), part)  # type: ignore[no-any-return]
