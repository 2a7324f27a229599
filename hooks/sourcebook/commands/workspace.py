"""What the commands share: the seeds folder as it is, what its ledger promises, and carrying out what was agreed."""

import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import click
from msgspec import Struct, field

from sourcebook import addresses
from sourcebook.clock import today
from sourcebook.commands.options import How
from sourcebook.commands.telling import agree, counted
from sourcebook.ledger.checking import differs_in_line_ends
from sourcebook.ledger.events import Event
from sourcebook.ledger.history import History, Promise
from sourcebook.ledger.holding import hold
from sourcebook.ledger.store import append, keep_line_ends, locked
from sourcebook.model import Original, Publication, Source
from sourcebook.model.holdings import Holding
from sourcebook.pipeline.reading import read_files, read_first
from sourcebook.problems import Findings, refusal


class Workspace(Struct, frozen=True, dict=True):
    """A seeds folder, read."""

    folder: Path
    label: str
    """As messages name it."""
    history: History
    found: dict[str, dict[int, Source]]
    """By the name of the first version's file without its ending, then by version."""
    published: dict[str, Publication]
    """What sidecars say of publishing, by the same name."""
    day: str
    originals: dict[str, Original]
    """By the same name, the files that texts were extracted from."""

    def holdings(self) -> tuple[Holding, ...]:
        """Return what the archive holds.

        Raises:
            ArchiveError: if a promise would be broken.
        """
        findings = Findings()
        sources = (source for versions in self.found.values() for source in versions.values())
        held = hold(sources, self.history, self.label, findings)
        findings.raise_if_any()
        return held

    def promise(self, name: str) -> Promise:
        """Return what is promised of a document that someone names by its id, a former one, or one of its files.

        Raises:
            ArchiveError: if the ledger knows no such document.
        """
        path = Path(name)
        below = path.relative_to(self.folder) if path.is_relative_to(self.folder) else path
        files = [
            file[: -len(".txt")] if file.lower().endswith(".txt") else file for file in (below.as_posix(), path.name)
        ]
        stems = [*files, *(file.rpartition(".v")[0] for file in files)]
        by_stem = self.history.by_stem()
        by_file = next((by_stem[stem] for stem in stems if stem in by_stem), None)
        found = self.history.promises.get(name) or self.history.former().get(name) or by_file
        if not found:
            new = any(known in stems or name == addresses.document_id(known) for known in self.found)
            remedy = "Record it first: sourcebook record" if new else "Give a document's id, or the name of its file"
            raise refusal(self.history.ledger.file, f"the ledger has no document {name!r}", remedy)
        return found

    def source(self, promise: Promise, version: int) -> Source:
        """Return the source of a recorded version, as it was recorded.

        Raises:
            ArchiveError: if the file is not there, or has other bytes.
        """
        recorded = promise.versions[version - 1]
        source = self.found.get(promise.stem, {}).get(version)
        file = f"{self.label}/{promise.file(version)}"
        if source is None:
            raise refusal(file, "the file isn't there", "Put the recorded file back")
        if source.sha256 != recorded.sha256:
            what = f"the file is not the one that {self.history.ledger.file}:{recorded.line} records"
            if differs_in_line_ends(source.raw, recorded.sha256):
                raise refusal(file, f"{what}: only the line ends differ", keep_line_ends(self.label))
            raise refusal(file, what, "Put the recorded file back")
        return source


class Plan(Struct, dict=True):
    """What a command is about to do."""

    lines: list[str] = field(default_factory=list)
    """What it tells, a line each."""
    events: list[Event] = field(default_factory=list)
    moves: list[tuple[str, str]] = field(default_factory=list)
    """Files to rename: the name before, the name after."""
    after: str = ""
    """What to do next, told at the end."""


@contextmanager
def workspace(how: How) -> Iterator[Workspace]:
    """Read a seeds folder and hold its ledger against other commands.

    Raises:
        ArchiveError: if something is wrong with a text's name or bytes, with the ledger, or another command has it.
    """
    folder, label = Path(how.seeds), how.seeds.rstrip("/") or how.seeds
    findings = Findings()
    with locked(folder, label):
        reading, about, history = read_first(folder, label, findings)
        findings.raise_if_any()
        files = read_files(reading, about, history, findings)
        now = today(findings)
        findings.raise_if_any()
        this_day = how.day or now.isoformat()
        _check_clock(how, now, history)
        found: defaultdict[str, dict[int, Source]] = defaultdict(dict)
        for source in files.sources:
            found[source.stem][source.version] = source
        yield Workspace(folder, label, history, dict(found), files.published, this_day, files.originals)


def _check_clock(how: How, now: date, history: History) -> None:
    """Refuse to write a day before that of the ledger's last line, unless someone gave it; and one that isn't yet.

    Where the clock is behind the ledger, it can't tell what isn't yet.
    """
    events, file = history.ledger.events, history.ledger.file
    is_behind = bool(events) and now.isoformat() < events[-1].day
    if not how.day and is_behind:
        what = f"the last line is of {events[-1].day}, and the clock says {now}"
        raise refusal(file, what, "Set the clock, or give the day: --day YYYY-MM-DD")
    if how.day and not is_behind and (date.fromisoformat(how.day) - now).days > 1:  # in the east it is the next by now
        what = f"a line of {how.day}, which is to come, would stand before all lines of the days until then"
        raise refusal(file, what, f"Give a day up to {now}")


def carry_out(work: Workspace, plan: Plan, how: How) -> None:
    """Tell a plan, ask, and do it: files first, then the ledger, in one step.

    Stopped between the two, the next build says that a file is gone, and this command again completes it.
    """
    for line in plan.lines:
        click.echo(line)
    if not plan.events:
        return
    if not how.yes:
        agree(f"Write {counted(len(plan.events), 'line')} to {work.history.ledger.file}?")
    try:
        for before, after in plan.moves:
            (work.folder / after).parent.mkdir(parents=True, exist_ok=True)
            os.rename(work.folder / before, work.folder / after)  # noqa: PTH104  Path.rename would replace on some systems
            with suppress(OSError):  # until a folder holds something
                for emptied in Path(before).parents:
                    (work.folder / emptied).rmdir()
    except OSError as fault:
        what, remedy = f"it can't be renamed ({fault.strerror})", "Fix that, then run this again: it goes on from here"
        raise refusal(f"{work.label}/{before}", what, remedy) from fault
    append(work.folder, work.history.ledger, plan.events)
    click.echo(f"Written to {work.history.ledger.file}; commit it together with the texts.")
    if plan.after:
        click.echo(plan.after)
