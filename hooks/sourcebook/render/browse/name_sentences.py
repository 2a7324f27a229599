"""The sentences that name a name: each once, however often it does, with the name marked in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from sourcebook.model import Document, Mention
from sourcebook.text.sentences import around
from sourcebook.vocabulary.names import STANDS
from sourcebook.wording import filled, gettext

CONTEXT = 400
"""Characters of a sentence on either side of a name; a longer sentence is cut between two words."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that names a name, once or more."""

    document: Document
    anchor: str
    """Of the paragraph."""
    content: Markup
    roles: tuple[str, ...]
    """In words."""
    is_cut_before: bool
    is_cut_after: bool


def sentences(document: Document, mentions: Sequence[Mention]) -> Iterator[Sentence]:
    """Yield the sentences that name a name, each once, however often it does."""
    at = 0
    while at < len(mentions):
        paragraph = document.source.paragraph_at(mentions[at].start)
        if paragraph is None:  # a mention lies within a paragraph, always
            raise AssertionError(mentions[at])
        within = (paragraph.start, paragraph.end)
        start, end = around(document.source.text, mentions[at].start, mentions[at].end, within, CONTEXT)
        here = [mentions[at]]
        while at + len(here) < len(mentions) and mentions[at + len(here)].end <= end:
            here.append(mentions[at + len(here)])
        at += len(here)
        yield Sentence(
            document,
            paragraph.id,
            _marked(document, start, end, here),
            tuple(dict.fromkeys(gettext(STANDS[mention.role]) for mention in here if mention.role != "named")),
            is_cut_before=_is_cut(document.source.text[within[0] : start]),
            is_cut_after=bool(document.source.text[end : within[1]].strip())
            and document.source.text[end - 1] not in ".?!…\"'”’»):",
        )


def _is_cut(before: str) -> bool:
    """Say whether a sentence goes on before an edge of what is shown."""
    return bool(before.strip()) and before.rstrip()[-1] not in ".?!…:\"'”’»)"


def _marked(document: Document, start: int, end: int, mentions: Sequence[Mention]) -> Markup:
    source, pieces, at = document.source, [], start
    for mention in mentions:
        pieces += [
            escape(source.shown(at, mention.start)),
            filled("<mark>{}</mark>", source.shown(mention.start, mention.end)),
        ]
        at = mention.end
    return Markup().join([*pieces, escape(source.shown(at, end))])
