"""Cells of tables that spreadsheets open: none of them begins as a formula does.

Nor does a part of one behind a semicolon, a tab or a line end: where numbers have a decimal comma, spreadsheets take
these for the end of a cell when they open a table that is parted by commas.
"""

import re

_BEGINS = "(?:^|(?<=[;\t\r\n])|(?<=; ))"
_FORMULA = "(?='*[=+\\-@\t\r\n＝＋－＠﹦﹢﹣﹫])"
"""What spreadsheets calculate, in the forms of East Asian keyboards too; `'` before it counts as part of it."""
_BARE, _GUARDED = re.compile(_BEGINS + _FORMULA), re.compile(f"{_BEGINS}'{_FORMULA}")


def guarded(text: str) -> str:
    """Return a text as a cell has it: with `'` before what would begin a formula."""
    return _BARE.sub("'", text) if text else text


def unguarded(cell: str) -> str:
    """Return the text of a cell: the inverse of `guarded`."""
    return _GUARDED.sub("", cell)
