"""Cells of tables that spreadsheets open: none of them begins as a formula does."""

from __future__ import annotations

import re

_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
"""What spreadsheets calculate, in the wide forms of East Asian keyboards too; `'` before it counts as part of it."""


def guarded(text: str) -> str:
    """Return a text as a cell has it: with `'` before what would begin a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """Return the text of a cell: the inverse of `guarded`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
