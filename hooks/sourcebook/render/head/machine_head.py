"""What a document's page says of itself to machines, in its head: to Zotero, annotation tools and search engines.

Left out because they mislead: `citation_*` tags (Zotero takes them for a journal article and drops a letter's
recipients), `<time>` and any date that nobody gives, the archive as a publisher (`og:site_name` is one to Zotero),
and our own sentence about a text as its abstract.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.model import Archive, Document
from sourcebook.render.base.environment import fill
from sourcebook.render.base.lengths import length_of
from sourcebook.render.head.linked_data import linked_data
from sourcebook.vocabulary.citable import Entry, entry_of
from sourcebook.vocabulary.cited_dates import date_as_known
from sourcebook.vocabulary.fields import first_in_words
from sourcebook.vocabulary.lists import is_licence
from sourcebook.vocabulary.sentence import facts_in_words
from sourcebook.wording import gettext

Tag = tuple[str, str]
"""A name and what it says."""


def description(archive: Archive, document: Document) -> str:
    """Return a description made of facts, and never of a text's own words."""
    facts = {"facts": facts_in_words(document), "archive": archive.about.title}
    if not document.is_shown:
        return gettext("{facts}: a record in {archive}.", **facts)
    length = str(length_of(document.source))
    return gettext("{facts}: a source text of {length}, letter for letter, in {archive}.", length=length, **facts)


def machine_head(archive: Archive, document: Document) -> Markup:
    """Return what stands in the head of a document's page: the same in a local and a hosted build but for addresses."""
    page = addresses.document(document.id)
    entry = entry_of(archive, document)
    return fill(
        "machine_head.html",
        page,
        tags=_for_citing(document, entry),
        signposts=_signposts(document.is_shown, "", ""),
        outward=list(_outward_links(document)),
        linked_data=linked_data(archive, document, entry, page),
    )


def version_head(archive: Archive, document: Document, id: str) -> Markup:
    """Return the same for the page of a version, without what is for search engines: they are asked to leave it out.

    `document` is the record of the version, and `id` stands in the place of the document's id in its address.
    """
    version = id.removeprefix(document.id)
    return fill(
        "machine_head.html",
        addresses.document(id),
        tags=_for_citing(document, entry_of(archive, document, id)),
        signposts=_signposts(document.is_shown, version, version if id in archive.citations else ""),
        outward=list(_outward_links(document)),
        linked_data={},
    )


def _for_citing(document: Document, entry: Entry) -> list[Tag]:
    tags = ((name, " ".join(value.split())) for name, value in _tags(document, entry) if value)
    return [*tags, NO_ABSTRACT]


NO_ABSTRACT = ("eprints.abstract", " ")
"""The first place where Zotero looks for an abstract: it takes this one, and trims it to nothing. Else our sentence
about a text, which search engines and shared links show, would become its abstract."""


def _tags(document: Document, entry: Entry) -> Iterator[Tag]:
    """Yield what Zotero reads, as measured on its own translators; and an identity that survives a change of host."""
    yield "z:itemType", entry.cited_as.zotero
    yield "dc:title", entry.title
    yield from (("dc:creator", name.inverted) for name in entry.authors)
    # A comma at its end tells Zotero that a name is one name and not “Given Family”.
    yield from (("z:recipients", f"{name.literal}," if name.literal else name.inverted) for name in entry.recipients)
    yield "dc:date", date_as_known(document.first("date"), as_iso=True)
    yield "dc:type", first_in_words(document, "kind") if entry.genre else ""
    yield from (("dc:language", language) for language in entry.languages)
    yield from (("dc:rights", fact.value) for fact in document.facts.get("rights", ()))
    yield from (("dc:publisher", name.natural) for name in entry.publishers)
    if entry.cited_as.is_news:
        yield from (("prism:publicationName", name.natural) for name in entry.publishers)
    yield from (("z:place", place) for place in entry.places)
    yield "z:archive", entry.archive
    fingerprint = f", sha256:{document.source.sha256}" if document.is_shown else ""
    yield "dc:coverage", f"{document.id}, v{document.version}{fingerprint}"
    yield "dc.identifier", entry.id
    yield "dc.relation.ispartof", entry.archive


@lru_cache(maxsize=512)
def _signposts(is_shown: bool, version: str, cited: str) -> Markup:
    """Return Signposting: its ways lead within a document's folder, and are the same for all documents.

    `version` is what follows a document's id in the address of the page, `cited` in those of its citations.
    """
    here = f"any{version}"
    return fill("signposts.html", addresses.document(here), links=list(_links(is_shown, here, f"any{cited}")))


def _links(is_shown: bool, id: str, cited: str) -> Iterator[tuple[str, str, str]]:
    """Yield what a link is, its address, and the type of what stands there."""
    yield "cite-as", addresses.document(id), ""
    yield "describedby", addresses.citation(cited, "json"), "application/vnd.citationstyles.csl+json"
    yield "describedby", addresses.record(id), "application/json"
    yield "describedby", addresses.citation(cited, "bib"), "application/x-bibtex"
    yield "describedby", addresses.citation(cited, "ris"), "application/x-research-info-systems"
    if is_shown:
        yield "item", addresses.source_text(id), "text/plain"


def _outward_links(document: Document) -> Iterator[Tag]:
    """Yield links that lead away: the original is related, and never the canonical one, which Zotero would adopt."""
    yield from (("license", address) for address in _web_addresses(document, "rights") if is_licence(address))
    yield from (("related", address) for address in _web_addresses(document, "original_url"))


def _web_addresses(document: Document, field: str) -> Sequence[str]:
    values = [fact.value for fact in document.facts.get(field, ())]
    return [value for value in values if value.startswith(("http://", "https://"))]
