"""record.json: everything the archive knows of a document."""

from sourcebook import addresses
from sourcebook.export.as_json import to_json
from sourcebook.export.links import link_as_data
from sourcebook.model import Archive, Document, Fact, Link, Original
from sourcebook.vocabulary.bases import note_in_words


def names_as_json(archive: Archive, document: Document) -> list[dict[str, str | int]]:
    """Return the names in a document's current text; of another version none, as of its roles."""
    if document.source.sha256 != archive.by_id[document.id].source.sha256:
        return []
    return [
        {"name": m.name, "type": archive.names_by_id[m.name].type, "start": m.start, "end": m.end}
        for m in archive.mentions_in[document.id]
    ]


def record_json(archive: Archive, document: Document, address: str = "", formerly: str = "") -> bytes:
    """Return the record of a document; its keys are promised (CONTRIBUTING.md).

    Args:
        archive: which has it.
        document: the document, or a version of it.
        address: where it stands, if not at the document's own address.
        formerly: the id under which the record is asked for, if the document has another one now.
    """
    source = document.source
    sizes = {"bytes": source.bytes, "characters": source.characters, "words": source.words}
    return to_json(
        {
            "id": document.id,
            **({"formerly": formerly} if formerly else {}),
            "url": addresses.absolute(archive.site_url, address or addresses.document(document.id)),
            "version": document.version,
            "status": document.status,
            "facts": facts_as_json(document),
            "text": {"sha256": source.sha256, **{name: size for name, size in sizes.items() if size}},
            **_originals(archive, document),
            "paragraphs": [{"id": p.id, "start": p.start, "end": p.end} for p in source.paragraphs],
            "roles": roles_as_json(document),
            "names": names_as_json(archive, document),
            "links": [link_as_data(link) for link in archive.links_of.get(document.id, ()) if _is_of(link, document)],
        }
    )


def _originals(archive: Archive, document: Document) -> dict[str, object]:
    """Return what the text was extracted from, and the pictures of the original's pages, where they are shown."""
    found: dict[str, object] = {}
    if (original := document.original) and document.status == "published":
        found["original"] = _file(archive, original, addresses.original(document.id, original.ending))
    if document.pictures and document.status == "published":
        found["pictures"] = [
            _file(archive, picture, addresses.picture(document.id, number, picture.ending))
            for number, picture in enumerate(document.pictures, start=1)
        ]
    return found


def _file(archive: Archive, file: Original, address: str) -> dict[str, str | int]:
    url = addresses.absolute(archive.site_url, address)
    return {"file": file.name, "sha256": file.sha256, "bytes": file.bytes, "url": url}


def _is_of(link: Link, document: Document) -> bool:
    """Say whether a link was found in this version of the document: one frozen earlier has other words and offsets."""
    return any(end.document == document.id and end.version == document.version for end in (link.source, link.target))


Value = dict[str, str | int]


def facts_as_json(document: Document) -> dict[str, list[Value]]:
    """Return a document's facts by field, in the order of the table of fields."""
    return {name: [_fact(fact) for fact in facts] for name, facts in document.facts.items() if facts}


def roles_as_json(document: Document) -> list[Value]:
    """Return a document's roles in the order of the text."""
    return [{"role": role.role, "start": role.start, "end": role.end} for role in document.roles]


def _fact(fact: Fact) -> Value:
    value: Value = {"value": fact.value, "basis": fact.basis.value}
    if fact.quote:
        value |= {"quote": fact.quote, "start": fact.start, "end": fact.end}
    details = {
        "paragraph": fact.paragraph,
        "note": note_in_words(fact),
        "document": fact.document,
        "office": fact.office,
        "type": fact.type,
    }
    return value | {key: detail for key, detail in details.items() if detail}
