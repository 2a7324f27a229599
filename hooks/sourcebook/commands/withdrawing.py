"""`sourcebook withdraw` and `restore`: a text out of public view, and back; its address stays."""

from collections.abc import Sequence

import click

from sourcebook import addresses
from sourcebook.commands.options import How, needed_reason_option, writing
from sourcebook.commands.workspace import Plan, carry_out, workspace
from sourcebook.ledger.events import EventKind
from sourcebook.ledger.history import Promise
from sourcebook.ledger.record import later_event
from sourcebook.problems import refusal

versions_option = click.option(
    "--version",
    "versions",
    type=click.IntRange(1),
    multiple=True,
    metavar="N",
    help="This version only; may be repeated.",
)


@click.command()
@click.argument("document")
@writing
@needed_reason_option
@versions_option
def withdraw(document: str, how: How, reason: str, versions: tuple[int, ...]) -> None:
    """Take the text of DOCUMENT (an id or a file) out of the site; its address says since when and why.

    The files may then be removed from the seeds folder. Neither reaches git's history or other people's copies.
    """
    with workspace(how) as work:
        promise = work.promise(document)
        shown = [v.version for v in promise.versions if v.version not in promise.withdrawn]
        chosen = _chosen(promise, versions, shown, work.history.ledger.file, "to withdraw")
        event = later_event(EventKind.WITHDRAW, promise, work.day, reason, versions=chosen)
        left = [version for version in shown if version not in chosen]
        plan = Plan([f"{_named(promise, chosen)}: withdraw from /{addresses.document(promise.id)}: {reason}"], [event])
        if left and promise.current.version in chosen:
            plan.lines.append(
                f"  the document's page shows no text then; {_named(promise, left)} stays at its own address"
            )
        plan.after = (
            "The text is gone from the site with the next build, which also names pages and notes of your own that "
            "still quote it, as long as its file is here. Still to do: remove it from git's history if it must go "
            "from there, and ask those who have copies."
        )
        carry_out(work, plan, how)


@click.command()
@click.argument("document")
@writing
@needed_reason_option
@versions_option
def restore(document: str, how: How, reason: str, versions: tuple[int, ...]) -> None:
    """Bring the withdrawn text of DOCUMENT (an id or a file) back; its files must stand in the seeds folder again."""
    with workspace(how) as work:
        promise = work.promise(document)
        chosen = _chosen(promise, versions, sorted(promise.withdrawn), work.history.ledger.file, "to restore")
        for version in chosen:
            work.source(promise, version)
        event = later_event(EventKind.RESTORE, promise, work.day, reason, versions=chosen)
        line = f"{_named(promise, chosen)}: restore to /{addresses.document(promise.id)}: {reason}"
        carry_out(work, Plan([line], [event]), how)


def _chosen(
    promise: Promise, asked: Sequence[int], possible: Sequence[int], file: str, what_for: str
) -> tuple[int, ...]:
    """Return the versions that are meant: those asked for, or all that are possible."""
    wrong = sorted(set(asked) - set(possible))
    if wrong or not possible:
        version = f"version {wrong[0]} of {promise.id}" if wrong else promise.id
        there = f"Choose among {', '.join(map(str, possible))}" if possible else "Leave it as it is"
        raise refusal(file, f"{version} has no text {what_for}", there)
    return tuple(sorted(set(asked or possible)))


def _named(promise: Promise, versions: Sequence[int]) -> str:
    numbers = ", ".join(map(str, versions))
    return f"{promise.id}, version{'s' * (len(versions) > 1)} {numbers}"
