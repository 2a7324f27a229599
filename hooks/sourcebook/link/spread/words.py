"""Texts cut into words, part by part; words numbered, and lines found that are furniture, by all parts together.

Words go to receivers in order of the alphabet: so their numbers are those that one machine gives them.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import pairwise
from typing import Any

import numpy as np
from msgspec.structs import astuple

from sourcebook.link.find.corpus import lay_out
from sourcebook.link.find.furniture import LINE, Stand, in_several, is_furniture, is_told, repeated_line, shared_lines
from sourcebook.link.find.near import likeness_of
from sourcebook.link.find.parts import cut_together, read_part
from sourcebook.link.find.shingles import shingles
from sourcebook.link.find.texts import Text
from sourcebook.link.judge.naming import designations_of
from sourcebook.link.spread.store import Rows, together
from sourcebook.link.spread.texts import KNOWN, WORD, StoredTexts, data_of, rows_of, text_of
from sourcebook.link.spread.work import Work
from sourcebook.text.lexicon import bits_of, having, lexicon

_STAND = np.dtype(
    [
        ("key", np.uint64),
        ("publisher", np.int64),
        *((name, np.int32) for name in ("text", "line", "words")),
        ("at_edge", np.int8),
    ]
)
SHINGLE = np.dtype([("hash", np.uint64), ("text", np.int32), ("place", np.int32), ("quoted", np.bool_)])
_SAMPLED = 64
"""Words of a part by which it is known how words spread over the alphabet."""


def cut(work: Work, part: int) -> dict[str, Any]:
    """Read the documents of a part and cut them into words, by numbers of the part's own."""
    store, read = work.store, work.read(part)
    own = read_part(read.documents)
    ready = cut_together([own], work.ignored)
    texts, count = ready.texts, len(ready.texts)
    store.write_lines("texts", part, ((place, data_of(text)) for place, text in enumerate(texts)), count)
    store.write_each("drafts", part, [rows_of(text) for text in texts], WORD)
    store.write_each("lines", part, own.lines, LINE)
    words = ready.words.words
    counts = having(len(words), [text.tokens.numbers for text in texts]).tolist()
    store.write_lines("words", part, [(0, (words, counts))], 1)
    names = [[(name.fact, name.words, name.capitals) for name in designations_of(text.facts)] for text in texts]
    store.write_lines("names", part, [(0, names)], 1)
    about = [(text.id, text.value("date"), text.is_primary, text.publisher) for text in texts]
    sample = words[:: max(1, len(words) // _SAMPLED)]
    told = {name: [astuple(problem) for problem in getattr(read.findings, name)] for name in ("errors", "warnings")}
    return {"texts": about, "met": sorted(ready.met), "sample": sample, "withheld": read.withheld, **told}


def deal(work: Work, part: int) -> None:
    """Send the words and the lines of a part to their receivers."""
    store = work.store
    ((words, having),) = store.lines("words", part, 0)
    ends = [0, *(bisect_left(words, split) for split in store.read("splits.json")), len(words)]
    spans = enumerate(pairwise(ends))
    store.write_lines("dealt", part, ((to, (words[first:end], having[first:end])) for to, (first, end) in spans))
    keys = together((np.unique(lines["key"]) for lines in _lines(work, part)), np.uint64)
    store.write_rows("line-keys", part, keys, (keys % np.uint64(store.parts)).astype(np.int64))


def _lines(work: Work, part: int) -> Iterator[Rows]:
    texts = StoredTexts(work.store).of_part(part)
    return (work.store.rows("lines", part, place, LINE) for place in range(len(texts)))


def number(work: Work, receiver: int) -> int:
    """Number a stretch of the alphabet; tell each part the numbers of its words, and which of its lines others have."""
    store = work.store
    dealt = list(store.all_lines("dealt", receiver))
    having: Counter[str] = Counter()
    for words, counts in dealt:
        having.update(dict(zip(words, counts, strict=True)))
    ordered = sorted(having)
    number_of = {word: number for number, word in enumerate(ordered)}
    ranks = [np.array([number_of[word] for word in words], np.int32) for words, _ in dealt]
    store.write_each("ranks", receiver, ranks, np.int32)
    known, rows = lexicon(ordered), np.zeros(len(ordered), KNOWN)
    rows["quarters"], rows["content"], rows["time"] = known.quarters, known.content, known.time
    rows["documents"] = [having[word] for word in ordered]
    rows["likeness"] = likeness_of(ordered, known.quarters)
    store.write_each("known", receiver, [rows], KNOWN)
    store.write_lines("numbered", receiver, [(0, ordered)], 1)
    keys = [store.rows("line-keys", part, receiver, np.uint64) for part in range(store.parts)]
    shared = in_several(keys)
    store.write_each("shared", receiver, [np.intersect1d(found, shared) for found in keys], np.uint64)
    return len(ordered)


def stand(work: Work, part: int) -> None:
    """Send on where the lines of a part stand that others have too."""
    store, texts = work.store, StoredTexts(work.store, "drafts")
    shared = np.sort(store.all_rows("shared", part, np.uint64))
    found: list[Any] = []
    for number, lines in zip(texts.of_part(part), _lines(work, part), strict=True):
        places = list(shared_lines(texts[number].letters, lines, shared))
        publisher = _publisher(texts[number]) if places else 0
        found += [
            (lines["key"][at], publisher, number, at, words, -1 if at_edge is None else at_edge)
            for at, words, at_edge in places
        ]
    rows = np.array(found, _STAND)
    store.write_rows("stands", part, rows, (rows["key"] % np.uint64(store.parts)).astype(np.int64))


def _publisher(text: Text) -> int:
    """Return a number for a text's publisher; 0 if it has none."""
    publisher = text.value("publisher")
    return int.from_bytes(blake2b(publisher.encode(), digest_size=7).digest() if publisher else b"", "big")


def furnish(work: Work, receiver: int) -> list[tuple[str, int]]:
    """Tell the parts which of their lines are furniture; return those that a curator may want to know of."""
    store, texts = work.store, StoredTexts(work.store, "drafts")
    rows = store.all_rows("stands", receiver, _STAND)
    rows = rows[np.argsort(rows["key"], kind="stable")]
    kept: list[Rows] = []
    told: list[tuple[str, int]] = []
    for stands in np.split(rows, np.nonzero(np.diff(rows["key"]))[0] + 1) if len(rows) else ():
        found = [
            Stand(text, line, words, publisher, None if at_edge < 0 else bool(at_edge))
            for _, publisher, text, line, words, at_edge in stands.tolist()
        ]
        if is_furniture(found):
            kept.append(stands)
        elif is_told(found):
            told.append(astuple(repeated_line(_letters(work, texts, found[0]), found)))
    furniture = together(kept, _STAND)
    store.write_rows("furniture", receiver, furniture, texts.parts_of(furniture["text"]))
    return told


def _letters(work: Work, texts: StoredTexts, stand: Stand) -> str:
    part = texts.part_of(stand.document)
    line = work.store.rows("lines", part, stand.document - texts.starts[part], LINE)[stand.line]
    return texts[stand.document].letters[int(line["start"]) : int(line["end"])]


def finish(work: Work, part: int) -> None:
    """Give the words of a part their numbers, mark furniture, and send shingles to their receivers."""
    store, texts = work.store, StoredTexts(work.store)
    offsets = store.read("offsets.json")
    ranks = [
        store.rows("ranks", receiver, part, np.int32) + np.int32(offset) for receiver, offset in enumerate(offsets[:-1])
    ]
    number_of, furniture = np.concatenate(ranks), store.all_rows("furniture", part, _STAND)
    finished: list[Text] = []
    for place, (text, lines) in enumerate(zip(texts.of_part(part), _lines(work, part), strict=True)):
        rows = store.rows("drafts", part, place, WORD).copy()
        rows["number"] = number_of[rows["number"]]
        (data,) = store.lines("texts", part, place)
        here = lines[furniture["line"][furniture["text"] == text]]
        spans = list(zip(here["start"].tolist(), here["end"].tolist(), strict=True))
        finished.append(text_of(data, rows).without_furniture(spans))
    store.write_each("text-words", part, [rows_of(text) for text in finished], WORD)
    corpus = lay_out(finished)
    nothing = np.zeros(0, np.uint64), np.zeros(0, np.int32)
    hashes, places = map(np.concatenate, zip(nothing, *shingles(corpus.numbers), strict=True))
    rows = np.zeros(len(hashes), SHINGLE)
    document = corpus.texts_at(places)
    rows["hash"], rows["quoted"] = hashes, corpus.quoted[places]
    rows["text"], rows["place"] = document + texts.starts[part], places - corpus.base[document]
    store.write_rows("shingles", part, rows, receiver_of(hashes, store.parts))


def receiver_of(keys: Rows, parts: int) -> Rows:
    """Return the receiver of each key, by its first bits."""
    return ((keys >> np.uint64(32)) * np.uint64(parts) >> np.uint64(32)).astype(np.int64)


def lay_words(work: Work, counts: Iterable[int]) -> None:
    """Put the words of all receivers one behind the other, in files that are looked up by number."""
    store = work.store
    offsets = np.concatenate(([0], np.cumsum(list(counts))))
    count = max(1, StoredTexts(store).starts[-1])
    store.write("offsets.json", offsets.tolist())
    known = np.concatenate([store.rows("known", receiver, 0, KNOWN) for receiver in range(store.parts)])
    store.write("known.npy", known)
    store.write("bits.npy", bits_of(known["documents"], count))
    words = [word.encode() for of_receiver in store.all_lines("numbered", 0) for word in of_receiver]
    store.write("word-ends.npy", np.cumsum([0, *map(len, words)]))
    store.write("letters.npy", np.frombuffer(b"".join(words), np.uint8))
