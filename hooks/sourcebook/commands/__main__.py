"""Run the commands: `python -m sourcebook.commands`; the make targets put it into .venv/bin as `sourcebook`."""

from sourcebook.commands import main

main(prog_name="sourcebook")
