"""The rules by which links are found, as tables for the page that explains them: taken from the code, never retold."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.derive import related
from sourcebook.link import rules
from sourcebook.model import Archive
from sourcebook.render.base.environment import fill
from sourcebook.text.stop_words import STOP_WORDS
from sourcebook.vocabulary.kinds import KINDS
from sourcebook.vocabulary.link_kinds import KINDS as LINK_KINDS
from sourcebook.vocabulary.link_kinds import REASONS
from sourcebook.vocabulary.roles import SILENT


@dataclass(frozen=True, slots=True)
class Threshold:
    """A row of a table of thresholds: values that share one explanation."""

    names: tuple[str, ...]
    values: tuple[object, ...]
    means: str


def link_rules(archive: Archive) -> Markup:
    """Return the tables of kinds, reasons and thresholds."""
    return fill(
        "rules.html",
        addresses.LINKS,
        version=rules.VERSION,
        corpora=list(rules.CORPORA.items()),
        kinds=list(LINK_KINDS.values()),
        reasons=list(REASONS.items()),
        thresholds=list(thresholds(rules.Rules, rules.RULES)),
        closeness=list(thresholds(related.RelatedRules, related.RULES)),
        primary=sorted(kind.key for kind in KINDS.values() if kind.is_primary),
        silent=sorted(SILENT),
        stock=rules.STOCK_PHRASES,
        stop_words=len(STOP_WORDS),
        links=len(archive.links),
    )


def thresholds(table: type, values: object) -> Iterator[Threshold]:
    """Yield the fields of a table of thresholds with what its docstrings say of them, in order.

    A docstring speaks for the field before it and for those before that have none.
    """
    body = ast.parse(inspect.getsource(table)).body[0]
    assert isinstance(body, ast.ClassDef)  # noqa: S101  that is what the source of a class is
    names: list[str] = []
    for statement in body.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            names.append(statement.target.id)
        elif names and isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            means = " ".join(str(statement.value.value).split())
            yield Threshold(tuple(names), tuple(getattr(values, name) for name in names), means)
            names = []
    if names:
        yield Threshold(tuple(names), tuple(getattr(values, name) for name in names), "")
