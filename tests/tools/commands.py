"""The curator's commands, run as a curator runs them, on a folder of a test's own."""

from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner
from sourcebook.commands import main

A_DAY = "2026-03-01"
WRITING = {"record", "correct", "rename", "withdraw", "restore"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a command."""

    code: int
    output: str
    errors: str


@dataclass(frozen=True, slots=True)
class Curator:
    """Someone who works on a seeds folder."""

    seeds: Path

    def run(self, *arguments: str, typed: str | None = None, **environment: str) -> Answer:
        """Run `sourcebook …` on the folder; what writes bears a fixed day, and asks only if something is typed."""
        command = list(arguments)
        if command[0] != "verify" and "--seeds" not in command:
            command += ["--seeds", str(self.seeds)]
        if command[0] in WRITING:
            command += [] if "--day" in command else ["--day", A_DAY]
            command += [] if typed is not None else ["--yes"]
        result = CliRunner().invoke(main, command, input=typed, env=environment)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result.exit_code, result.stdout, result.stderr)

    def does(self, *arguments: str, **environment: str) -> str:
        """Run a command that must succeed; return what it prints."""
        answer = self.run(*arguments, **environment)
        assert answer.code == 0, answer.output + answer.errors
        return answer.output

    def write(self, name: str, *paragraphs: str) -> Path:
        """Write a text, its paragraphs parted by empty lines."""
        path = self.seeds / name
        path.write_bytes(("\n\n".join(paragraphs) + "\n").encode())
        return path

    @property
    def ledger(self) -> Path:
        """The ledger's file."""
        return self.seeds / "ledger.jsonl"
