"""The curator's commands: `sourcebook record`, `correct`, `rename`, `withdraw`, `restore`, `check`, `verify`, `bag`."""

import errno
import os
import sys
from contextlib import suppress
from typing import Any

import click

from sourcebook import __version__
from sourcebook.commands.adding import add
from sourcebook.commands.bagging import bag
from sourcebook.commands.checking import check
from sourcebook.commands.comparing import compare_builds_command
from sourcebook.commands.linking import links
from sourcebook.commands.naming import names
from sourcebook.commands.recording import correct, record
from sourcebook.commands.renaming import rename
from sourcebook.commands.starting import new
from sourcebook.commands.tabling import table
from sourcebook.commands.verifying import verify
from sourcebook.commands.withdrawing import restore, withdraw
from sourcebook.problems import ArchiveError, Problem

__all__ = ["main"]


class _Commands(click.Group):
    """Tells every problem on a line of its own, and ends with 1."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        try:
            if sys.stdout is None:  # a file that is opened next would take its place, and what we tell go there
                raise OSError(errno.EBADF, os.strerror(errno.EBADF))
            try:
                return super().main(*arguments, **options)
            finally:  # what waits in a buffer can't be written either
                sys.stdout.flush()
        except ArchiveError as error:
            problems = error.problems
        except OSError as fault:
            what = f"it can't be read or written ({fault.strerror or fault})"
            file = fault.filename2 or fault.filename or "the output"  # of two, where something was to be copied to
            problems = (Problem(str(file), 0, what, "Fix that, then run this again"),)
            if fault.errno == errno.EPIPE:  # whoever read what is told has seen enough
                problems = ()
        with suppress(OSError):
            for problem in problems:
                click.echo(str(problem), err=True)
        sys.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sourcebook")
def main() -> None:
    """Keep the addresses of an archive: what was published stays where it was, or a line says what became of it."""


COMMANDS = (
    *(new, add, table, names, links),
    *(check, record, correct, rename, withdraw, restore),
    *(verify, bag, compare_builds_command),
)
for command in COMMANDS:
    main.add_command(command)
