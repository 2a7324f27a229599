"""“Cite this document”: citations after the text, files, and the forms from which a script cites a paragraph."""

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.gathered import gathered
from sourcebook.model import Archive, Basis, Citation, Document, moved
from sourcebook.page_language import spoken
from sourcebook.render.base.environment import PLACE, fill, fill_part
from sourcebook.vocabulary.bases import BASES
from sourcebook.vocabulary.citable import entry_of
from sourcebook.vocabulary.fields import FIELDS_BY_NAME
from sourcebook.wording import as_html, gettext, in_sentence, listed, ngettext, written

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
    cited = tuple((fact.basis, field) for field in CITED for fact in document.facts.get(field, ()))
    return fill(
        "cite.html",
        addresses.document(id or document.id),
        document=document,
        is_version=bool(id),
        citations=_each(citations, "whole"),
        pinpoints=_each([citation for citation in citations if citation.pinpoint and document.is_shown], "pinpoint"),
        files=[(label, addresses.citation(own, ending)) for label, ending in FILES],
        has_address=bool(archive.site_url),
        not_stated=_not_stated(cited, document.value("kind"), spoken().digest),
    )


def _each(citations: Iterable[Citation], form: str) -> Markup:
    """Return citations as HTML, in a form: whole, or citing a paragraph."""
    pieces, digest = [], spoken().digest
    for citation in citations:
        before, after, locator = _frame(form, citation.style, citation.label, citation.paragraph, digest)
        pieces.append(before)
        for run in citation.pinpoint if form == "pinpoint" else citation.runs:
            words = f"<i>{written(run.text)}</i>" if run.is_italic else written(run.text)
            pieces.append(locator if run.is_locator else words)
        pieces.append(after)
    return as_html("".join(pieces))


@lru_cache(maxsize=512)
def _frame(form: str, style: str, label: str, paragraph: tuple[str, str], _: str) -> list[str]:
    """Return what stands before and after the words of a citation, the same of all in its style, and its locator."""
    bare = Citation(style, label, (), (), paragraph)
    parts = (fill_part("citation.html", part, "", bare, PLACE) for part in (form, "locator"))
    return [str(piece) for part in parts for piece in part.split(PLACE)]


def _at_version(archive: Archive, document: Document, id: str) -> tuple[Citation, ...]:
    """Return the citations of the current version at the address at which it is frozen."""
    here, there = (entry_of(archive, document, at).url for at in ("", id))
    return moved(archive.citations.get(document.id, ()), here, there)


@lru_cache(maxsize=512)
def _not_stated(cited: tuple[tuple[Basis, str], ...], kind: str, _: str) -> list[str]:
    """Return in words what of a document of a kind the citations print though the text doesn't state it."""
    fields, said = gathered(cited), []
    for basis, row in BASES.items():
        if basis in fields and row.cited:
            labels = (FIELDS_BY_NAME[field].label_in(kind) for field in dict.fromkeys(fields[basis]))
            names = [*map(in_sentence, labels)]
            words = {"facts": listed(names), "basis": gettext(row.cited)}
            said.append(ngettext("{facts} is {basis}", "{facts} are {basis}", len(names), **words))
    return said
