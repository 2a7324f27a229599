"""The manual's page of commands, written from the commands themselves: `make docs` runs it, a test holds it to them."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click
from sourcebook.commands import COMMANDS, main

PAGE = Path(__file__).parents[2] / "docs/manual/reference/commands.md"
HEAD = """# Commands

Written from the commands themselves by `make docs`. Each finds the archive that you stand in, from any folder of it;
`sourcebook COMMAND --help` tells the same.
"""


def page() -> str:
    """Return the page."""
    sections = [line for command in COMMANDS for line in _section(command, f"sourcebook {command.name}")]
    return re.sub("(?<=[a-z])'(?=[a-z])", "’", "\n".join([HEAD, *sections]))


def _section(command: click.Command, path: str) -> Iterator[str]:
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            yield from _section(inner, f"{path} {inner.name}")
        return
    # With the settings of the whole: a command remembers the option for help that it is first asked with.
    context = click.Context(command, info_name=path, **main.context_settings)
    yield f"## {path.removeprefix('sourcebook ')}\n"
    yield f"    {' '.join(command.get_usage(context).removeprefix('Usage: ').split())}\n"
    yield from (f"{' '.join(part.split())}\n" for part in inspect.cleandoc(command.help or "").split("\n\n"))
    options = [option for option in command.params if isinstance(option, click.Option) and not option.hidden]
    if options:
        yield "| option | |\n|---|---|"
        yield from (f"| `{'`, `'.join(option.opts)}` | {_help(option)} |" for option in options)
        yield ""


def _help(option: click.Option) -> str:
    told = " ".join((option.help or "").split())
    default = f" ({option.default})" if option.show_default and option.default is not None else ""
    return f"{told}{default}"


if __name__ == "__main__":
    PAGE.write_text(page().rstrip("\n") + "\n", encoding="utf-8")
