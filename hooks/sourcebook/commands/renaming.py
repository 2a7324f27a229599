"""`sourcebook rename`: another file name, another address, or both; the old address leads on."""

from pathlib import Path

import click

from sourcebook import addresses
from sourcebook.commands.options import How, reason_option, writing
from sourcebook.commands.workspace import Plan, Workspace, carry_out, workspace
from sourcebook.ledger.history import Promise, version_file
from sourcebook.ledger.record import rename_event
from sourcebook.problems import Findings, refusal
from sourcebook.read.file_names import (
    ORIGINALS,
    can_have_a_sidecar,
    check_found,
    check_twins,
    no_sidecar,
    page_of,
    printable,
    refused_on_windows,
    version_of,
)


@click.command()
@click.argument("document")
@writing
@reason_option
@click.option("--file", "name", metavar="NAME.txt", help="The new name of its file; versions and sidecar follow.")
@click.option("--id", "id", metavar="ID", help="The new id, which its address is made of; the old address leads on.")
def rename(document: str, how: How, reason: str, name: str | None, id: str | None) -> None:
    """Give DOCUMENT (an id or a file) another file name, another address, or both.

    With another file name alone, the address stays. The files are renamed if they aren't yet.
    """
    with workspace(how) as work:
        promise = work.promise(document)
        stem = _stem(work, promise, name)
        new_id = _id(work, promise, stem, id)
        if (stem, new_id) == (promise.stem, promise.id):
            raise refusal(work.history.ledger.file, "nothing would change", "Give --file or --id another value")
        plan = Plan(events=[rename_event(promise, new_id, stem, work.day, reason)])
        if new_id != promise.id:
            old, new = addresses.document(promise.id), addresses.document(new_id)
            plan.lines.append(f"/{old} moves to /{new}; the old address leads on")
            others = f"Where guide pages, names.yml or links.yml say {promise.id}, write {new_id}"
            plan.after = f"{others}: `sourcebook check` names each place."
        else:
            plan.lines.append(f"/{addresses.document(new_id)} stays where it is")
        plan.moves = _moves(work, promise, stem)
        plan.lines += [f"  {before} becomes {after}" for before, after in plan.moves]
        carry_out(work, plan, how)


def _stem(work: Workspace, promise: Promise, name: str | None) -> str:
    if name is None:
        return promise.stem
    stem = name.removesuffix(".txt")
    file = f"{work.label}/{printable(name)}"
    if not addresses.is_below(name) or not addresses.document_id(stem) or not name.endswith(".txt"):
        raise refusal(file, "not the name of a text", f"Give a name that ends in .txt, as it stands in {work.label}")
    if not can_have_a_sidecar(stem):
        raise refusal(file, no_sidecar(stem), "Give another name")
    place = (work.folder / name).parent
    if place.resolve() != work.folder.resolve() / Path(name).parent:
        raise refusal(file, "a folder on its way is a link, behind which no text is looked for", "Give another name")
    findings = Findings()
    others = (
        source for of, versions in work.found.items() if of not in {stem, promise.stem} for source in versions.values()
    )
    if check_found(name, file, findings):
        check_twins([(name, file), *((other.name, other.file) for other in others)], findings)
        findings.errors += refused_on_windows(name, "", file)
    findings.raise_if_any()
    owner = work.history.by_stem().get(stem)
    if owner and owner.id != promise.id:
        raise refusal(file, f"the file is that of {owner.id}", "Give another name")
    known = {*work.found, *work.history.by_stem()} - {stem}
    for one, beside in [(stem, known), *((other, {stem}) for other in known - {promise.stem})]:
        base, number = version_of(one, beside)
        if number > 1:
            raise refusal(file, f"{one}.txt would be read as version {number} of {base}.txt", "Give another name")
    return stem


def _id(work: Workspace, promise: Promise, stem: str, id: str | None) -> str:
    if id is None or id == promise.id:
        return promise.id
    if not addresses.is_id(id):
        what = f"{id!r} can't be an id"
        remedy = "An id is made of letters and digits in lower case, with single hyphens between them"
        raise refusal(work.history.ledger.file, what, remedy)
    if addresses.is_device(id):
        what = f"Windows keeps the name {id!r} for a device: a copy of the site there would lack the page"
        raise refusal(work.history.ledger.file, what, f"Choose another id, for example {id}-text")
    own = {promise.stem, stem}
    taken = {*work.history.promises, *(old for old, owner in work.history.former().items() if owner is not promise)}
    taken |= {versions[max(versions)].id for known, versions in work.found.items() if known not in own}
    if id in taken:
        what = f"/{addresses.document(id)} is, or was, another document's address"
        raise refusal(work.history.ledger.file, what, "Choose another id")
    return id


def _moves(work: Workspace, promise: Promise, stem: str) -> list[tuple[str, str]]:
    """Return the files to rename; none of those that have their new name already."""
    if stem == promise.stem:
        return []
    numbers = sorted({v.version for v in promise.versions} | work.found.get(promise.stem, {}).keys())
    pairs = [(promise.file(number), version_file(stem, number)) for number in numbers]
    pairs += [(f"{promise.stem}{ending}", f"{stem}{ending}") for ending in (".yml", *ORIGINALS)]
    beside = (path.relative_to(work.folder).as_posix() for path in (work.folder / promise.stem).parent.glob("*"))
    pages = (name for name in beside if (page := page_of(name)) and page[0] == promise.stem)
    pairs += [
        (name, f"{stem}{name.removeprefix(promise.stem)}")
        for name in pages
        if not (work.folder / name).with_suffix(".txt").exists()
    ]
    there = [(before, after) for before, after in pairs if (work.folder / before).exists()]
    for _, after in there:
        if (work.folder / after).exists():
            raise refusal(
                f"{work.label}/{after}", "the file exists already", "Remove one of the two, or give another name"
            )
    for recorded in promise.versions:
        before, after = promise.file(recorded.version), version_file(stem, recorded.version)
        is_due = recorded.version not in promise.withdrawn and (before, after) not in there
        moved = work.found.get(stem, {}).get(recorded.version)
        if is_due and (moved is None or moved.sha256 != recorded.sha256):
            what = f"neither {before} nor {after} is the text that {work.history.ledger.file}:{recorded.line} records"
            raise refusal(f"{work.label}/{after}", what, "Put the recorded file back")
    return there
