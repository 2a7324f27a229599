"""Links as data: what `/data/links.json` holds, and the links of a record."""

from collections.abc import Iterable
from typing import Any

from sourcebook.export.as_json import to_json
from sourcebook.model import Archive, Document, Extent, Link, LinkEnd, Passage, UnsourcedQuotation, Witness


def links_json(archive: Archive) -> bytes:
    """Return every link of the archive, sorted, the passages that many texts have, and the version of the rules."""
    return to_json(links_as_data(archive.links, archive.passages, archive.rules.version))


def links_as_data(links: Iterable[Link], passages: Iterable[Passage] = (), rules: str = "") -> dict[str, Any]:
    """Return the content of links.json; of passages, those of so many texts that not all of their pairs are links."""
    return {
        "rules": rules,
        "links": map(link_as_data, links),
        "passages": (passage_as_data(passage) for passage in passages if passage.is_cluster),
    }


def passage_as_data(passage: Passage) -> dict[str, Any]:
    """Return an entry of links.json for a passage."""
    return {"id": passage.id, "words": passage.words, "witnesses": [_span(witness) for witness in passage.witnesses]}


def unsourced_as_data(quotation: UnsourcedQuotation, document: Document) -> dict[str, Any]:
    """Return a quotation whose words stand in no other text; its end is like that of a link."""
    at, source = {"start": quotation.start, "end": quotation.end}, document.source
    paragraphs = [paragraph.id for paragraph in source.touched_by(**at)]
    text = {"document": document.id, "version": document.version, "sha256": source.sha256}
    return {**text, **at, "exact": quotation.exact, "paragraphs": paragraphs, "words": quotation.words}


def link_as_data(link: Link) -> dict[str, Any]:
    """Return one entry of links.json."""
    return {
        "id": link.id,
        "kind": link.kind,
        "directed": link.directed,
        "source": _end(link.source),
        "target": _end(link.target),
        "in_marks": {"source": link.source_in_marks, "target": link.target_in_marks},
        "words": {"matched": link.words.matched, "source": link.words.source, "target": link.words.target},
        "differences": [
            {"type": difference.type, "source": _extent(difference.source), "target": _extent(difference.target)}
            for difference in link.differences
        ],
        "rule": link.rule,
    }


def _end(end: LinkEnd) -> dict[str, Any]:
    if end.page:
        return {"page": end.page, "exact": end.exact}
    also = [{"start": o.start, "end": o.end, "paragraphs": list(o.paragraphs)} for o in end.also]
    return {**_span(end), **({"also": also} if also else {})}


def _span(end: LinkEnd | Witness) -> dict[str, Any]:
    text = {"document": end.document, "version": end.version, "sha256": end.sha256}
    return {**text, "start": end.start, "end": end.end, "exact": end.exact, "paragraphs": list(end.paragraphs)}


def _extent(extent: Extent) -> dict[str, Any]:
    return {"start": extent.start, "end": extent.end, "text": extent.text}
