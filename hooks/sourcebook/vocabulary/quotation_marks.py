"""The table of quotation marks: which signs open a quotation and which close it. The rows are data beside this file."""

from pathlib import Path

from msgspec import Struct, toml

from sourcebook.gathered import gathered


class Pair(Struct, frozen=True, array_like=True):
    """Signs around a quotation."""

    opens: str
    closes: str


class _Tables(Struct, frozen=True, forbid_unknown_fields=True):
    pairs: tuple[Pair, ...]
    blocks: tuple[tuple[str, str], ...]
    dashes: tuple[str, ...]
    announcing: str


_TABLES = toml.decode(Path(__file__).with_suffix(".toml").read_bytes(), type=_Tables)
PAIRS, BLOCKS, DASHES = _TABLES.pairs, _TABLES.blocks, _TABLES.dashes
ANNOUNCING = frozenset(_TABLES.announcing.split())
CLOSING = {opens: frozenset(closes) for opens, closes in gathered((pair.opens, pair.closes) for pair in PAIRS).items()}
"""For each sign that opens, those that close what it opens."""
