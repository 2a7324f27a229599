"""Describe: a source and its sidecar in, a document out: a basis for every value, a role for every marked span."""

from collections.abc import Collection

from msgspec.structs import replace

from sourcebook.curated.marked_yaml import read_yaml
from sourcebook.curated.publication import PUBLISH
from sourcebook.describe.desk import SidecarDesk
from sourcebook.describe.facts import Facts, read_facts
from sourcebook.describe.roles import read_roles
from sourcebook.describe.titles import file_name, first_line
from sourcebook.model import About, Basis, Document, Fact, Role, Sidecar, Source
from sourcebook.model.document import DEFAULT
from sourcebook.model.holdings import Version
from sourcebook.problems import Findings
from sourcebook.text.words import Words
from sourcebook.vocabulary.fields import fields_of
from sourcebook.vocabulary.values import LINES, TEXT

SETTINGS = {"lines": LINES, "order": TEXT}
"""What a sidecar may say in a word at its top."""
SECTIONS = ["facts", "roles", PUBLISH, *SETTINGS]
"""What it may hold there."""


def describe_source(
    source: Source, sidecar: Sidecar | None, about: About, findings: Findings, ids: Collection[str]
) -> Document | None:
    """Return a source with its record.

    Args:
        source: the text.
        sidecar: what a curator wrote about it, if anything.
        about: gives language and rights to documents whose sidecar names none.
        findings: told everything that is wrong with the sidecar, with its line.
        ids: the ids of all documents, one of which `document:` has to name.

    Returns:
        The document; None, with errors told, if anything in the sidecar is wrong: half a record is none.
    """
    facts: Facts = {}
    roles: tuple[Role, ...] = ()
    settings: dict[str, str] = {}
    if sidecar:
        before = len(findings.errors)
        facts, roles, settings = _read_sidecar(source, sidecar, about, findings, ids)
        if len(findings.errors) > before:
            return None
    facts = {
        "title": (first_line(source, roles) if source.is_whole else file_name(source),),
        **_defaults(about),
        **facts,
    }
    in_order = {name: facts[name] for name in fields_of(about) if name in facts}
    return Document(source, in_order, roles, lines=settings.get("lines", about.lines), order=settings.get("order", ""))


def _read_sidecar(
    source: Source, sidecar: Sidecar, about: About, findings: Findings, ids: Collection[str]
) -> tuple[Facts, tuple[Role, ...], dict[str, str]]:
    root = read_yaml(sidecar.file, sidecar.raw, findings)
    if root is None:
        return {}, (), {}
    desk = SidecarDesk(source, sidecar.file, findings, ids, about)
    outside = [name for name in root.entries or {} if name in desk.fields]
    for name in outside:
        remedy = f"Write it below `facts:`, indented: `  {name}: …`"
        desk.error(root.keys[name], f"`{name}` stands outside `facts:`", remedy)
    sections = desk.keys(root, [*SECTIONS, *outside], "section")
    facts = read_facts(sections["facts"], desk) if "facts" in sections else {}
    has_roles = "roles" in sections and source.is_whole
    return facts, read_roles(sections["roles"], desk) if has_roles else (), desk.values(sections, SETTINGS)


def _defaults(about: About) -> Facts:
    note = f"{DEFAULT}: {about.rights_note}" if about.rights_note else DEFAULT
    given = (("language", about.language, DEFAULT), ("rights", about.rights, note))
    return {name: (Fact(name, value, Basis.EDITOR, note),) for name, value, note in given if value}


def describe_version(document: Document, version: Version) -> Document:
    """Return the record of a version of a document's text.

    Returns:
        The document itself if that is its current version; else its record without the facts whose words don't stand
        in that version, and without roles.
    """
    if version.number == document.version:
        return document
    source, status = version.source, version.withheld.status if version.withheld else "superseded"
    words = Words(source.text)
    facts = {
        name: tuple(moved for fact in found if (moved := _moved(fact, source, words)))
        for name, found in document.facts.items()
    }
    return replace(document, source=source, facts=facts, roles=(), version=version.number, status=status)


def _moved(fact: Fact, source: Source, words: Words) -> Fact | None:
    """Return a fact with the place of its words in another text; None if they don't stand there."""
    if not source.is_whole:
        return fact.without_words()
    if not fact.quote:
        return fact
    place = words.find(fact.quote)
    return fact.standing_at(source, *place) if place else None
