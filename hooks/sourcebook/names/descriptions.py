"""What the names file says of a name, checked against the texts: the words it rests on stand where it says."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from sourcebook.model import Document, Name, NamesFile
from sourcebook.problems import Findings, shown
from sourcebook.text.words import Words


def check_descriptions(found: NamesFile, documents: Iterable[Document], findings: Findings) -> tuple[Name, ...]:
    """Return the names with the words that their descriptions rest on found in the documents.

    Words that don't stand in the document named, and a document that there isn't, are errors. Of a text that isn't
    shown, no words are given.
    """
    by_id = {document.id: document for document in documents}

    def wrong(line: int, what: str, remedy: str) -> None:
        findings.error(found.file, line, what, remedy)

    return tuple(_placed(name, by_id.get, wrong) for name in found.names)


def _placed(name: Name, document_of: Callable[[str], Document | None], wrong: Callable[[int, str, str], None]) -> Name:
    fact = name.description
    if fact is None or not fact.document:
        return name
    document = document_of(fact.document)
    if document is None:
        what = f"the description of {name.id} rests on {shown(fact.document)}, and there is no such document"
        wrong(name.line, what, "Give the id of a document of this archive")
        return name
    if document.status != "published":
        return replace(name, description=replace(fact, quote=""))
    place = Words(document.source.text).find(fact.quote)
    if place is None:
        what = f"the words {shown(fact.quote)} are not in {document.source.file}"
        wrong(name.line, f"the description of {name.id}: {what}", "Copy them from the text")
        return name
    return replace(name, description=fact.standing_at(document.source, *place))
