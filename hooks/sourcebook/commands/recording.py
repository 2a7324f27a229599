"""`sourcebook record` and `correct`: append what is new, or a corrected text, every anchor kept with its words."""

from collections.abc import Iterator

import click

from sourcebook import addresses
from sourcebook.commands.options import How, needed_reason_option, reason_option, writing
from sourcebook.commands.telling import counted, glimpse, listed
from sourcebook.commands.workspace import Plan, Workspace, carry_out, workspace
from sourcebook.ledger.correction import Correction
from sourcebook.ledger.history import Promise
from sourcebook.ledger.record import correct_event, publish_event, shown_paragraphs
from sourcebook.model import Source
from sourcebook.problems import refusal


@click.command()
@writing
@reason_option
def record(how: How, reason: str) -> None:
    """Record every document that isn't in the ledger yet: from then on its address is promised.

    A document under embargo is passed over until its day.
    """
    with workspace(how) as work:
        plan = Plan()
        later: list[str] = []
        for holding in work.holdings():
            if holding.is_recorded:
                continue
            publication = work.published.get(holding.stem)
            if publication and publication.embargo and work.day < publication.embargo.isoformat():
                plan.lines.append(f"{holding.id}: passed over, under embargo until {publication.embargo}")
                continue
            first = work.found[holding.stem][1]
            plan.events.append(publish_event(first, work.day, reason, work.originals.get(holding.stem)))
            paragraphs = counted(len(first.paragraphs), "paragraph")
            plan.lines.append(f"{first.file}: publish /{addresses.document(holding.id)}, {paragraphs}")
            later += [holding.id] * (len(holding.versions) > 1)
        if later:
            plan.after = "\n".join(f"Next: sourcebook correct {id} --reason '…'" for id in later)
        if not plan.events:
            plan.lines.append(f"Nothing is new in {work.label}.")
        carry_out(work, plan, how)


@click.command()
@click.argument("document")
@writing
@needed_reason_option
def correct(document: str, how: How, reason: str) -> None:
    """Record the corrected text of DOCUMENT (an id or a file) that stands beside the one it corrects.

    `letter.v2.txt` corrects `letter.txt`, `letter.v3.txt` corrects that.
    """
    with workspace(how) as work:
        promise = work.promise(document)
        old, new = _texts(work, promise)
        event, correction = correct_event(promise, old, new, work.day, reason)
        title = f"{new.file}: version {event.version} of /{addresses.document(promise.id)}"
        pending = work.found[promise.stem].keys() - range(event.version + 1)
        plan = Plan(
            [title, *(f"  {line}" for line in _report(promise, old, new, correction))],
            [event],
            after=f"Next: sourcebook correct {promise.id} --reason '…'" if pending else "",
        )
        carry_out(work, plan, how)


def _texts(work: Workspace, promise: Promise) -> tuple[Source, Source]:
    if promise.is_withdrawn:
        what, remedy = f"{promise.id} is withdrawn", f"Restore it first: sourcebook restore {promise.id} --reason '…'"
        raise refusal(work.history.ledger.file, what, remedy)
    version = promise.current.version + 1
    new = work.found.get(promise.stem, {}).get(version)
    if new is None:
        what = f"there is no corrected text: {promise.file(version)}"
        remedy = f"Put it beside {promise.file(promise.current.version)}, which stays as it is"
        raise refusal(f"{work.label}/{promise.file(version)}", what, remedy)
    old = work.source(promise, promise.current.version)
    if new.sha256 == old.sha256:
        raise refusal(new.file, f"the file has the same bytes as {old.file}", "Correct it, or remove it")
    return old, new


def _report(promise: Promise, old: Source, new: Source, correction: Correction) -> Iterator[str]:
    now = dict(zip(correction.order, shown_paragraphs(new), strict=True))
    was = dict(zip(promise.current.hashes, shown_paragraphs(old), strict=True))
    inserted = set(correction.new)
    for heirs in correction.gone.values():
        inserted -= set(heirs)
    kept = len(correction.order) - len(correction.changed) - len(correction.new)
    yield f"{kept:,} of {len(was):,} paragraphs keep their words and their anchor"
    for anchor in correction.order:
        if anchor in correction.changed:
            yield f"{anchor}: corrected, now {glimpse(now[anchor])}"
        elif anchor in inserted:
            yield f"{anchor}: new, {glimpse(now[anchor])}"
        elif anchor not in was and anchor not in correction.new:
            yield f"{anchor}: back in the text, {glimpse(now[anchor])}"
    for anchor, heirs in correction.gone.items():
        where = f"its words are now in {listed(heirs)}" if heirs else "its words left the text"
        yield f"{anchor}: gone, {where}: {glimpse(was[anchor])}"
