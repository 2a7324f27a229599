"""`sourcebook record`: append what is new."""

import click

from sourcebook import addresses
from sourcebook.commands.options import How, reason_option, writing
from sourcebook.commands.telling import counted
from sourcebook.commands.workspace import Plan, carry_out, workspace
from sourcebook.ledger.record import publish_event


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
