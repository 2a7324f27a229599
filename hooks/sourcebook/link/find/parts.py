"""The documents of an archive cut into words, part by part, so that parts may be read apart from one another.

A part is as many documents as one likes. What is made of it depends on no other part; what all have to agree on, the
numbers of words, follows from which words there are and not from the order in which they were read.
"""

import hashlib
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.link.find.excluded import Phrases, Spans, datelines, initials, silent_spans
from sourcebook.link.find.furniture import Lines, Repeated, furniture, lines_of
from sourcebook.link.find.marks import SetOff, set_off_in
from sourcebook.link.find.texts import Flags, Text, prepare, without
from sourcebook.model import Document
from sourcebook.remembered import recalled, remembered, remembers
from sourcebook.text.cutting import cut
from sourcebook.text.lexicon import Lexicon, lexicon
from sourcebook.text.tokens import Numbers, Tokens, Vocabulary, sorted_together

_PART = 8192
"""Documents that are read together: words of each part are folded once, and what a step has done is told after each."""
_PART_AGAIN = 32
"""The same where what is read is remembered: it is read again where one of them changed."""


class Part(Struct, frozen=True):
    """Some documents, cut into words."""

    documents: tuple[Document, ...]
    vocabulary: Vocabulary
    """The words of this part, by numbers of its own."""
    tokens: tuple[Tokens, ...]
    set_off: tuple[SetOff, ...]
    """What each document sets off as quoted."""
    silent: tuple[Spans, ...]
    """For each document, the offsets of what makes no links by its role."""
    lines: tuple[Lines, ...]


def parts_of(documents: Sequence[Document]) -> Iterator[tuple[Document, ...]]:
    """Yield the documents in parts."""
    size = _PART_AGAIN if remembers() else _PART
    for start in range(0, len(documents), size):
        yield tuple(documents[start : start + size])


@remembered
def read_part(documents: tuple[Document, ...]) -> Part:
    """Cut the documents of one part into words; nothing of another part is needed."""
    vocabulary = Vocabulary()
    spans = [silent_spans(document) for document in documents]
    words = cut((document.source.text for document in documents), vocabulary)
    tokens = tuple(
        without(of_text, sorted({*breaks, *datelines(document.source.text), *initials(document.source.text)}))
        for of_text, document, (breaks, _) in zip(words, documents, spans, strict=True)
    )
    vocabulary.forget_printed()
    set_off = tuple(
        set_off_in(document.source.text, document.source.paragraphs, breaks)
        for document, (breaks, _) in zip(documents, spans, strict=True)
    )
    lines = tuple(lines_of(document.source.text) for document in documents)
    return Part(documents, vocabulary, tokens, set_off, tuple(silent for _, silent in spans), lines)


class Prepared(Struct, frozen=True):
    """All texts, ready to be compared."""

    texts: tuple[Text, ...]
    """In the order of the documents."""
    words: Lexicon
    met: frozenset[str]
    """The ignored phrases that stand in a text."""
    repeated: tuple[Repeated, ...] = ()
    """Lines in very many texts, taken for words of theirs."""


def prepared(parts: Sequence[Part], ignored: Sequence[str]) -> Prepared:
    """Put parts together: number their words, and find what makes no links or doesn't count.

    Args:
        parts: what `read_part` made, in the order of their documents.
        ignored: a curator's phrases.
    """
    ready = cut_together(parts, ignored)
    documents = [document for part in parts for document in part.documents]
    spans, repeated = furniture(documents, [lines for part in parts for lines in part.lines])
    texts = (without_furniture(text, tuple(found)) for text, found in zip(ready.texts, spans, strict=True))
    return replace(ready, texts=tuple(texts), repeated=tuple(repeated))


def cut_together(parts: Sequence[Part], ignored: Sequence[str]) -> Prepared:
    """Put parts together as `prepared` does, but for lines that are furniture by their repetition."""
    folded, numbers = sorted_together([part.vocabulary for part in parts])
    numbered = [_numbered(part, number, folded) for part, number in zip(parts, numbers, strict=True)]
    words = lexicon(folded, [tokens.numbers for part in numbered for tokens in part])
    phrases = Phrases(ignored, words)
    texts = [
        _prepared(document, tokens, words, set_off, silent, phrases.flags(tokens))
        for part, of_part in zip(parts, numbered, strict=True)
        for document, tokens, set_off, silent in zip(part.documents, of_part, part.set_off, part.silent, strict=True)
    ]
    return Prepared(tuple(texts), words, frozenset(phrases.met))


def _numbered(part: Part, number: Numbers, folded: Sequence[str]) -> tuple[Tokens, ...]:
    """Return the words of a part by the numbers of all: those of the last build where they are the same words.

    So what is made of a text stands, if another text of its part, or what is said of one, has changed.
    """
    of_texts = (replace(own, numbers=number[own.numbers]) if len(own) else own for own in part.tokens)
    return tuple(_as_before(tokens, folded) for tokens in of_texts)


def _as_before(tokens: Tokens, folded: Sequence[str]) -> Tokens:
    if not remembers():
        return tokens
    content = (tokens.numbers, tokens.starts, tokens.ends, tokens.capital)
    digest = hashlib.sha256(b"".join(one.tobytes() for one in content)).digest()
    return recalled("words numbered", (digest, folded), lambda: tokens)


def _prepared(
    document: Document, tokens: Tokens, words: Lexicon, set_off: SetOff, silent: Spans, discounted: Flags
) -> Text:
    """Return what `prepare` does: of words and their numbers that are the same, it depends on the document alone."""
    given = document, tokens, discounted.tobytes()
    return recalled("texts prepared", given, lambda: prepare(document, tokens, words, set_off, silent, discounted))


@remembered
def without_furniture(text: Text, spans: tuple[tuple[int, int], ...]) -> Text:
    """Return what `Text.without_furniture` does; the same text, while it is remembered, for the same spans."""
    return text.without_furniture(spans)
