"""The rules by which links and neighbours are found, as tables for the page that explains them: taken from the code."""

import ast
import inspect
from functools import cache

from msgspec import Struct


class Threshold(Struct, frozen=True):
    """A row of a table of thresholds: values that share one explanation."""

    names: tuple[str, ...]
    values: tuple[object, ...]
    means: str


class RuleTables(Struct, frozen=True):
    """Every rule in force."""

    version: str = ""
    """Names the rules that links are found by; changes with any of them."""
    corpora: tuple[tuple[str, str], ...] = ()
    """The texts that values were set on, by the words in brackets that name them."""
    links: tuple[Threshold, ...] = ()
    related: tuple[Threshold, ...] = ()
    stock_phrases: tuple[str, ...] = ()
    """Formulas that may stand in a passage but don't make one."""


@cache
def thresholds(table: type, values: object) -> tuple[Threshold, ...]:
    """Return the fields of a table of thresholds with what its docstrings say of them, in order.

    A docstring speaks for the field before it and for those before that have none.
    """
    body = ast.parse(inspect.getsource(table)).body[0]
    assert isinstance(body, ast.ClassDef)  # noqa: S101  that is what the source of a class is
    names: list[str] = []
    found: list[Threshold] = []
    for statement in body.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            names.append(statement.target.id)
        elif names and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            means = " ".join(str(statement.value.value).split())
            found.append(Threshold(tuple(names), tuple(getattr(values, name) for name in names), means))
            names = []
    if names:
        found.append(Threshold(tuple(names), tuple(getattr(values, name) for name in names), ""))
    return tuple(found)
