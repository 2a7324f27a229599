"""Lines for what a curator writes, while an archive is previewed."""

from functools import cached_property

from msgspec.json import encode

from sourcebook.export.curation import Found, curation_lines, lines_of_phrases
from sourcebook.model import Archive
from sourcebook.names.candidates import Candidate, candidates


class Curation:
    """Lines for what a curator writes, made while an archive is previewed: for a page when it is asked for."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    @cached_property
    def _phrases(self) -> list[Candidate]:
        return candidates(self._archive.documents, self._archive.mentions, self._archive.no_names)

    def of_document(self, id: str) -> bytes | None:
        """Return the lines for a document's page, as JSON; None if there is no such document, or no text of it."""
        document = self._archive.by_id.get(id)
        if document is None or document.status != "published":
            return None
        from sourcebook.describe.propose import propose  # noqa: PLC0415  large patterns, for the preview alone

        proposals = (Found(p.field, p.fact) for p in propose(document.source.text) if p.field not in document.facts)
        phrases = (Found(phrase.words) for phrase in self._phrases if id in phrase.documents)
        return encode(curation_lines(self._archive, document, proposals, phrases))

    def of_names(self) -> bytes:
        """Return the lines for the list of names: of every phrase that may be one, the most frequent first."""
        return encode({"names": lines_of_phrases(Found(phrase.words) for phrase in self._phrases)})
