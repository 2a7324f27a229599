"""The options that commands share."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from sourcebook.commands.finding import named_or_found
from sourcebook.ledger.events import is_one_line
from sourcebook.problems import Fault
from sourcebook.project import SEEDS_VARIABLE
from sourcebook.vocabulary.values import day


@dataclass(frozen=True, slots=True)
class How:
    """How a command that writes was asked to do so."""

    seeds: str
    day: str | None
    """YYYY-MM-DD; None for this day."""
    yes: bool
    """Not to ask."""


Decorated = Callable[..., Any]


def _day(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and isinstance(day(value), Fault):
        raise click.BadParameter("a day is written YYYY-MM-DD")
    return value


def _reason(_: click.Context, __: click.Parameter, value: str) -> str:
    if value and not is_one_line(value):
        raise click.BadParameter("a reason is one line, and its direction is not turned")
    return value.strip()


def _needed_reason(context: click.Context, parameter: click.Parameter, value: str) -> str:
    if not (value := _reason(context, parameter, value)):
        raise click.BadParameter("a reason can't be empty: it is shown on the page")
    return value


seeds_option = click.option(
    "--seeds",
    envvar=SEEDS_VARIABLE,
    callback=named_or_found,
    metavar="FOLDER",
    help=f"The seeds folder; {SEEDS_VARIABLE} names it too. Unless named, it is that of the archive you stand in.",
)
day_option = click.option(
    "--day", callback=_day, metavar="YYYY-MM-DD", help="The day the line bears, instead of today."
)
yes_option = click.option("--yes", "-y", is_flag=True, help="Don't ask.")
reason_option = click.option("--reason", default="", callback=_reason, help="Why; it is written into the ledger.")
needed_reason_option = click.option(
    "--reason", required=True, callback=_needed_reason, help="Why; it is written into the ledger and shown on the page."
)


def writing(command: Decorated) -> Decorated:
    """Give a command the options of those that write a line, as its argument `how`."""

    @functools.wraps(command)
    def with_how(*arguments: Any, seeds: str, day: str | None, yes: bool, **options: Any) -> Any:
        return command(*arguments, how=How(seeds, day, yes), **options)

    for option in (yes_option, day_option, seeds_option):
        with_how = option(with_how)
    return with_how
