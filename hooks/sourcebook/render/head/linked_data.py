"""A document's page as linked data: schema.org's terms in JSON-LD, which search engines read.

The archive holds a text and never appears as its publisher; what the record doesn't have isn't there.
"""

from collections.abc import Iterator
from typing import Any

from sourcebook import addresses
from sourcebook.model import Archive, Document, Link
from sourcebook.render.base.lengths import length_of
from sourcebook.vocabulary.citable import CitedName, Entry
from sourcebook.vocabulary.dates import date_of
from sourcebook.vocabulary.link_kinds import KINDS
from sourcebook.vocabulary.lists import is_licence

Data = dict[str, Any]


def linked_data(archive: Archive, document: Document, entry: Entry, page: str) -> Data:
    """Return a page and the text on it."""
    text = _text(archive, document, entry, page)
    site = {"@type": "WebSite", "name": entry.archive} if entry.archive else {}
    about = {"@type": "WebPage", "@id": reference(archive, page, page), "name": entry.title, "isPartOf": site}
    return _known({"@context": "https://schema.org", **about, "mainEntity": text})


def reference(archive: Archive, page: str, target: str, fragment: str = "") -> str:
    """Return what leads from a page to an address: absolute where the archive has a public one, else relative."""
    if not archive.site_url:
        return addresses.relative_url(page, target, fragment)
    return addresses.absolute(archive.site_url, target) + (f"#{fragment}" if fragment else "")


def _text(archive: Archive, document: Document, entry: Entry, page: str) -> Data:
    is_letter, is_news = entry.cited_as.is_letter, entry.cited_as.is_news
    day = date.iso if (date := date_of(document)) and not (entry.issued and entry.issued.is_uncertain) else ""
    types, rights = list(entry.cited_as.schema), [fact.value for fact in document.facts.get("rights", ())]
    values = {
        "@type": types if len(types) > 1 else types[0],
        "@id": reference(archive, page, page, "text"),
        "identifier": document.id,
        "version": str(document.version),
        "headline" if is_news else "name": entry.title,
        "genre": entry.genre,
        "sender" if is_letter else "author": [_agent(name) for name in entry.authors],
        "recipient": [_agent(name) for name in entry.recipients],
        "publisher": [_agent(name) for name in entry.publishers],
        "dateSent" if is_letter else "datePublished" if is_news else "dateCreated": day,
        "inLanguage": list(entry.languages),
        "wordCount": document.source.words if document.is_shown and not length_of(document.source).characters else 0,
        "holdingArchive": {"@type": "ArchiveOrganization", "name": entry.archive}
        if "ArchiveComponent" in types and entry.archive
        else {},
        "encoding": _encoding(archive, document, page),
        "license": [right for right in rights if is_licence(right)],
        "usageInfo": [right for right in rights if right.startswith("http") and not is_licence(right)],
        "isBasedOn": [fact.value for fact in document.facts.get("original_url", ())],
    }
    return _known(values | _quotations(archive, document, page))


def _encoding(archive: Archive, document: Document, page: str) -> Data:
    if not document.is_shown:
        return {}
    source = document.source
    return {
        "@type": "MediaObject",
        "contentUrl": reference(archive, page, addresses.source_text(document.id)),
        "encodingFormat": "text/plain",
        "contentSize": f"{source.bytes} B",
        "sha256": source.sha256,
    }


def _quotations(archive: Archive, document: Document, page: str) -> Data:
    """Return what the document takes from others of the archive, where a link says so and in which direction."""
    taken = [link for link in archive.links_of.get(document.id, ()) if _takes(link, document)]
    sources = {link.source.document: archive.by_id[link.source.document] for link in taken}
    return {
        "citation": [
            {
                "@type": "CreativeWork",
                "@id": reference(archive, page, addresses.document(id), "text"),
                "name": other.title,
            }
            for id, other in sources.items()
        ],
        "hasPart": list(_parts(archive, taken, page)),
    }


def _takes(link: Link, document: Document) -> bool:
    return link.directed and KINDS[link.kind].in_marks and link.target.document == document.id and not link.source.page


def _parts(archive: Archive, links: list[Link], page: str) -> Iterator[Data]:
    for link in links:
        origin = addresses.document(link.source.document)
        first = link.source.paragraphs[0] if link.source.paragraphs else "text"
        yield {
            "@type": "Quotation",
            "text": " ".join(link.target.exact.split()),
            "isBasedOn": {"@id": reference(archive, page, origin, first)},
        }


def _agent(name: CitedName) -> Data:
    if name.literal:
        return ({"@type": "Organization"} if name.is_organisation else {}) | {"name": name.literal}
    parts = {"givenName": name.given, "familyName": name.family, "honorificSuffix": name.suffix}
    return _known({"@type": "Person", "name": name.natural, **parts})


def _known(values: Data) -> Data:
    """Return what there is to say; one value alone needs no list."""
    known = {key: value for key, value in values.items() if value}
    return {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in known.items()}
