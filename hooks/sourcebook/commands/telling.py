"""How commands tell something, and ask: a number with what it counts, names and the beginning of a text."""

import sys
from collections.abc import Sequence

import click

_LONGEST_SHOWN = 60


def agree(question: str) -> None:
    """Ask, and end the command unless the answer is yes: it isn't where nobody can give one."""
    if sys.stdin is None:
        raise click.Abort
    click.confirm(question, abort=True)


def counted(number: int, noun: str) -> str:
    """Return a number with what it counts: “1 line”, “1,200 lines”."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def glimpse(text: str) -> str:
    """Return the first words of a paragraph, on one line."""
    words = " ".join(text.split())
    words = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in words)
    return f"“{words}”" if len(words) <= _LONGEST_SHOWN else f"“{words[:_LONGEST_SHOWN].rstrip()}…”"


def listed(names: Sequence[str], last: str = "and") -> str:
    """Return names joined as in a sentence; `last`: the word before the last."""
    return f" {last} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
