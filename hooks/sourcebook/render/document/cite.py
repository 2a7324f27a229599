"""“Cite this document”: citations after the text, files, and the forms from which a script cites a paragraph."""

from collections.abc import Iterator

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.gathered import gathered
from sourcebook.model import Archive, Citation, Document, moved
from sourcebook.render.base.environment import fill
from sourcebook.vocabulary.bases import BASES
from sourcebook.vocabulary.citable import entry_of
from sourcebook.vocabulary.fields import FIELDS_BY_NAME
from sourcebook.wording import gettext, in_sentence, listed, ngettext

CITED = ("kind", "title", "author", "addressee", "publisher", "date")
"""Fields whose values citations may print."""
FILES = (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json"))


def cite_section(archive: Archive, document: Document, id: str = "") -> Markup:
    """Return the section that follows the text.

    On the page of a version, `document` is its record, and `id` stands in the place of the document's id in its
    address.
    """
    citations = archive.citations.get(id or document.id) or _at_version(archive, document, id)
    own = id if id in archive.citations else document.id
    return fill(
        "cite.html",
        addresses.document(id or document.id),
        document=document,
        is_version=bool(id),
        citations=citations,
        pinpoints=[citation for citation in citations if citation.pinpoint and document.is_shown],
        files=[(label, addresses.citation(own, ending)) for label, ending in FILES],
        has_address=bool(archive.site_url),
        not_stated=list(_not_stated(document)),
    )


def _at_version(archive: Archive, document: Document, id: str) -> tuple[Citation, ...]:
    """Return the citations of the current version at the address at which it is frozen."""
    here, there = (entry_of(archive, document, at).url for at in ("", id))
    return moved(archive.citations.get(document.id, ()), here, there)


def _not_stated(document: Document) -> Iterator[str]:
    """Yield in words what the citations print though the text doesn't state it."""
    fields = gathered((fact.basis, field) for field in CITED for fact in document.facts.get(field, ()))
    for basis, row in BASES.items():
        if basis in fields and row.cited:
            labels = (FIELDS_BY_NAME[field].label_in(document.value("kind")) for field in dict.fromkeys(fields[basis]))
            names = [*map(in_sentence, labels)]
            said = {"facts": listed(names), "basis": gettext(row.cited)}
            yield ngettext("{facts} is {basis}", "{facts} are {basis}", len(names), **said)
