"""Entries → citations in every style, those of one shape at once; what has not changed is not made again."""

import json
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from itertools import chain, islice
from pathlib import Path

from msgspec.structs import replace

from sourcebook.cite.kept import Cited, Kept, key_of
from sourcebook.cite.pandoc import Asked, Typeset, cite
from sourcebook.cite.shapes import Shape, moulds, shape_of, spellings
from sourcebook.cite.styles import item_for, language_of_style, style_sheet, suffix_for
from sourcebook.direction import without_controls
from sourcebook.model import Citation, Run
from sourcebook.vocabulary.citable import Entry
from sourcebook.vocabulary.styles import STYLES, Style
from sourcebook.wording import N_, capital, gettext

BATCH = 250
"""Entries that one run of the processor cites."""
FEW = 40
"""Fewer entries are set one by one: their shapes would be nearly as many."""
WORKERS = 2
"""Runs at a time."""
NUMBERING = N_("archive numbering")
"""What a citation says of a paragraph's number, which isn't the text's."""
_PRIVATE_USE = range(0xE000, 0xF900)


def cite_entries(entries: Sequence[Entry], cache: Path | None = None, styles: Collection[str] = ()) -> Cited:
    """Return the citations of every entry by its id, in the order of the table of styles.

    Args:
        entries: with ids of their own.
        cache: a folder in which citations are kept between builds, by what they were made from; none to keep nothing.
        styles: the keys of those that are offered; all, if none are named.

    Raises:
        RuntimeError: if the citation processor fails.
    """
    kept = Kept(cache)
    keys = {entry.id: key_of(entry) for entry in entries}
    missing = [entry for entry in entries if kept.packed.get(keys[entry.id]) is None]
    made = by_shapes(missing) if len(missing) >= FEW else one_by_one(missing)
    for entry, citations in zip(missing, made, strict=True):
        kept.put(keys[entry.id], _in_order(citations))
    kept.save(keys.values())
    return Cited({id: kept.packed[key] for id, key in keys.items()}, styles)


def _in_order(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """Return citations without direction controls, and without a style's mark behind one that asks or calls.

    A control in a title would turn what follows it, on any page. Marks of other scripts no style knows.
    """
    runs = [run for citation in citations for part in (citation.runs, citation.pinpoint) for run in part]
    found = "".join(run.text for run in runs)
    if without_controls(found) == found and not any(map(found.__contains__, _MARKS)):
        return citations
    in_order = iter([replace(run, text=_SECOND_MARK.sub("", without_controls(run.text))) for run in runs])
    return tuple(
        replace(
            citation,
            runs=tuple(islice(in_order, len(citation.runs))),
            pinpoint=tuple(islice(in_order, len(citation.pinpoint))),
        )
        for citation in citations
    )


_MARKS = "؟？！‽՞፧\u037e"
_SECOND_MARK = re.compile(rf"(?<=[{_MARKS}])[.,](?=[”’])")


def by_shapes(entries: Sequence[Entry]) -> Iterator[tuple[Citation, ...]]:
    """Yield the citations of each entry: those of one shape set once, and what has no shape by itself."""
    shapes = [shape_of(entry) for entry in entries]
    made = shaped(shapes)
    alone = iter(one_by_one([entry for entry, fill in zip(entries, made, strict=True) if not fill]))
    yield from (fill() if fill else next(alone) for fill in made)


def shaped(shapes: Sequence[Shape | None]) -> list[Callable[[], tuple[Citation, ...]] | None]:
    """Return for each shape what fills in its citations; None where it has no mould."""
    distinct = {shape.entry: shape.stand_in for shape in shapes if shape}
    titles = [title for shape in shapes if shape for title in (shape.title, shape.stand_in) if title[0]]
    spelled = spellings(titles, language_of_style(STYLES[0])) | {("", ""): []}
    ready = {
        entry: moulds(citations, spelled[title])
        for (entry, title), citations in zip(distinct.items(), one_by_one([*distinct]), strict=True)
    }

    def filled(shape: Shape) -> tuple[Citation, ...]:
        filling = shape.filling | dict(zip(spelled[shape.stand_in], spelled[shape.title], strict=True))
        return tuple(mould.filled(filling) for mould in ready[shape.entry])

    return [partial(filled, shape) if shape and ready[shape.entry] else None for shape in shapes]


def one_by_one(entries: Sequence[Entry]) -> list[tuple[Citation, ...]]:
    """Return the citations of each entry, every one set by the processor."""
    batches = [entries[start : start + BATCH] for start in range(0, len(entries), BATCH)]
    with ThreadPoolExecutor(WORKERS) as pool:
        running = [pool.submit(copy_context().run, _in_every_style, batch) for batch in batches]
        return [citations for batch in running for citations in batch.result()]


def _in_every_style(entries: Sequence[Entry]) -> list[tuple[Citation, ...]]:
    """Return the citations of each entry by one run of the processor: to start it is what takes time."""
    items = [[item_for(style, entry) for entry in entries] for style in STYLES]
    ends = [
        [suffix_for(style, *of) for of in zip(entries, its, strict=True)]
        for style, its in zip(STYLES, items, strict=True)
    ]
    slot = _slot(items, ends)
    asked = [
        Asked(
            style_sheet(style),
            language_of_style(style),
            its,
            [f", {{{slot}, {gettext(NUMBERING)}}}{end if style.is_note else ''}" for end in of_style],
        )
        for style, its, of_style in zip(STYLES, items, ends, strict=True)
    ]
    made = [
        _in_style(style, entries, of_style, slot, *texts)
        for style, of_style, texts in zip(STYLES, ends, cite(asked), strict=True)
    ]
    return [tuple(chain.from_iterable(of_one)) for of_one in zip(*made, strict=True)]


def _in_style(
    style: Style,
    entries: Sequence[Entry],
    ends: Sequence[str],
    slot: str,
    located: Sequence[Typeset],
    listed: Sequence[Typeset],
) -> list[tuple[Citation, ...]]:
    """Return the citations of each entry in one style, of what the processor made."""
    listed = [_capitalised(text, entry) for text, entry in zip(listed, entries, strict=True)]
    listed = [_with_end(text, end) for text, end in zip(listed, ends, strict=True)]
    located = [_as_filed(text, entry) for text, entry in zip(located, entries, strict=True)]
    pinpoints = [tuple(_cut(text, slot)) for text in located]
    words = gettext(style.paragraph[0]), gettext(style.paragraph[1])
    if not style.is_note:
        return [(Citation(style.key, style.label, *texts, words),) for texts in zip(listed, pinpoints, strict=True)]
    notes = [_of_the_whole(text, slot) for text in located]
    key, label = f"{style.key}-note", gettext("{style}, note", style=style.label)
    first = [Citation(key, label, *texts, words) for texts in zip(notes, pinpoints, strict=True)]
    if not style.has_bibliography:
        return [(note,) for note in first]
    label = gettext("{style}, bibliography", style=style.label)
    return [(note, Citation(style.key, label, text)) for note, text in zip(first, listed, strict=True)]


def _capitalised(text: Typeset, entry: Entry) -> Typeset:
    """Return an entry of a list whose date in words begins with a capital where it begins a sentence, and only there.

    MLA’s file writes “Circa” behind a comma, too.
    """
    if not entry.issued:
        return text
    if parts := entry.issued.parts:
        circa = re.compile(rf"(?<=, )Circa (?=[^,]*\b{parts[0][0]}\b)")
        return tuple(replace(run, text=circa.sub("circa ", run.text, 1)) for run in text)
    words, written = entry.issued.words, entry.issued.marked
    begun = written.replace(words, capital(words))
    beginning = re.compile(rf"(?<=[.?!])([”’]* ){re.escape(written)}")
    return tuple(replace(run, text=beginning.sub(lambda found: found[1] + begun, run.text)) for run in text)


def _as_filed(text: Typeset, entry: Entry) -> Typeset:
    """Return a note that doesn't give a capital to the name of a file with which it begins."""
    if not entry.title_is_of_file:
        return text
    return tuple(replace(run, text=run.text.replace(capital(entry.title), entry.title)) for run in text)


def _with_end(text: Typeset, end: str) -> Typeset:
    """Return an entry of a list with what its style leaves out, as a sentence of its own."""
    if not text or not end:
        return text
    stop = "" if text[-1].text.endswith((".", "?", "!")) else "."
    return (*text, Run(f"{stop} {capital(end.removeprefix(', '))}."))


def _slot(items: object, ends: object) -> str:
    """Return a character that stands in nothing that is cited, to hold a paragraph's place."""
    used = json.dumps([items, ends], ensure_ascii=False)
    return next(character for character in map(chr, _PRIVATE_USE) if character not in used)


def _cut(text: Typeset, slot: str) -> Iterator[Run]:
    for run in text:
        before, found, after = run.text.partition(slot)
        if before:
            yield Run(before, run.is_italic)
        if found:
            yield Run("", is_locator=True)
        if after:
            yield Run(after, run.is_italic)


def _of_the_whole(text: Typeset, slot: str) -> Typeset:
    """Return a note that cites a paragraph as one that cites the whole text.

    Raises:
        RuntimeError: if the paragraph doesn't stand where a style puts it.
    """
    place = re.compile(
        f",? ?{slot}, {re.escape(gettext(NUMBERING))}"
    )  # no comma or space after a title that is a full stop alone
    if sum(len(place.findall(run.text)) for run in text) != 1:
        raise RuntimeError(f"a paragraph stands in no place of its own: {''.join(run.text for run in text)}")
    return tuple(replace(run, text=place.sub("", run.text)) for run in text)
