"""How templates become functions of Python: our code for what ours ask, and messages that become parts of them.

Ours name what is there, an attribute or a function, so that nothing is looked for in other places; each gathers its
pieces at once, its macros are called as functions are, and every value passes through `environment.written`.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.ext import InternationalizationExtension
from jinja2.runtime import Context
from jinja2.utils import missing

from sourcebook.page_language import spoken
from sourcebook.wording import comma, gettext, grouped, ngettext, npgettext, pgettext

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


class Compiler(CodeGenerator):
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


class Known(dict[str, Any]):
    """What a template knows by name: what it was given, and what all know."""

    def __missing__(self, name: str) -> Any:
        return missing


class Given(Context):
    """Where a template looks for what it names: in one table."""

    def __init__(self, environment: Environment, parent: dict[str, Any], *_: object, **__: object) -> None:
        self.environment, self.parent = environment, parent
        self.known = parent if isinstance(parent, Known) else Known(parent)
        self.vars: dict[str, Any] = {}
        self.exported_vars: set[str] = set()
        self.globals_keys: set[str] = set()
        self.eval_ctx = _evaluating(environment)


@cache
def parts_of(environment: Environment, template: str) -> TemplateModule:
    """Return the macros of a template, by their names."""
    return environment.get_template(template).module
