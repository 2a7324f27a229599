"""Phrases that may be names: a report for the curator, and nothing that is published by itself."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct

from sourcebook.gathered import gathered
from sourcebook.model import Document, Mention
from sourcebook.text.evened import evened

_CAPITAL = r"(?:[^\W\d_a-zß-öø-ÿ][\w’'.&-]*\w|(?:[^\W\d_a-zß-öø-ÿ]\.)+|[^\W\d_a-zß-öø-ÿ](?=\W))"
_BETWEEN = r"(?:of|and|the|for|de|da|del|della|der|den|di|du|la|le|van|von|y|&)"
_PHRASE = re.compile(rf"{_CAPITAL}(?:[ \u00a0]+(?:{_BETWEEN}[ \u00a0]+){{0,2}}{_CAPITAL})*")
_SENTENCE = re.compile(r"(?:^|[.?!:…][\"'”’)\]]*\s+|[\"“‘(\[•*–—-]\s*)$")
_WORD = re.compile(r"[^\W\d_]+")
_POSSESSIVE = re.compile(r"['’]s$")
_LONGEST = 80
"""Characters of a phrase that can be a name."""


class Candidate(Struct, frozen=True):
    """A phrase."""

    words: str
    count: int
    documents: tuple[str, ...]
    """The ids of the documents that have it."""
    around: str
    """Words around its first place."""


def candidates(
    documents: Iterable[Document], mentions: Iterable[Mention], ignored: Iterable[str] = (), least: int = 2
) -> list[Candidate]:
    """Return capitalised phrases that the names file doesn't know, the most frequent first.

    What lies within a mention, or is one, and what a curator has `ignored` is passed over; so is what occurs less than
    `least` times.
    """
    known = gathered((mention.document, (mention.start, mention.end)) for mention in mentions)
    passed = {evened(phrase)[0] for phrase in ignored}
    count: Counter[str] = Counter()
    where: defaultdict[str, dict[str, None]] = defaultdict(dict)
    around: dict[str, str] = {}
    texts = [document for document in documents if document.status == "published"]
    small = {word for document in texts for word in _WORD.findall(document.source.text) if word.islower()}
    for document in texts:
        for words, start, end in _phrases(document, known[document.id], small):
            if words in passed:
                continue
            count[words] += 1
            where[words][document.id] = None
            text = document.source.text
            around.setdefault(words, " ".join(text[max(0, start - 30) : end + 30].split()))
    found = [Candidate(w, n, tuple(where[w]), around[w]) for w, n in count.items() if n >= least]
    return sorted(found, key=lambda candidate: (-candidate.count, candidate.words))


def _phrases(
    document: Document, known: Sequence[tuple[int, int]], small: Collection[str]
) -> Iterator[tuple[str, int, int]]:
    """Yield capitalised phrases outside what is known.

    A single word that begins a sentence tells nothing, nor does the first of several that is `small` elsewhere.
    """
    text = document.source.text
    for paragraph in document.source.paragraphs:
        for match in _PHRASE.finditer(_blanked(text, paragraph.start, paragraph.end, known)):
            start, end = match.start() + paragraph.start, match.end() + paragraph.start
            words = _POSSESSIVE.sub("", evened(match[0])[0])
            first = _SENTENCE.search(text, max(paragraph.start, start - 4), start) or start == paragraph.start
            opening, _, rest = words.partition(" ")
            if first and rest[:1].isupper() and opening.lower() in small:
                words, start = rest, start + len(opening) + 1
            if 1 < len(words) <= _LONGEST and (" " in words or not first):
                yield words, start, end


def _blanked(text: str, start: int, end: int, spans: Iterable[tuple[int, int]]) -> str:
    """Return a stretch of a text with some spans of it made lines of dashes: no phrase reaches into or over them."""
    shown = text[start:end]
    for first, last in spans:
        low, high = max(first, start) - start, min(last, end) - start
        if low < high:
            shown = shown[:low] + "-" * (high - low) + shown[high:]
    return shown
