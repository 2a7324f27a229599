"""What differs between the two ends of a link, in words: nothing on a page says it by colour alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.model import Difference, Extent, Link, Source, WordCount

MOST_WORDS = 14
"""Of a difference that are shown; of more, the first and the last ones are."""
HEAD, TAIL = 7, 4
BEFORE, NEAR = 2, 60
"""Words before an addition or an omission that say where it stands, and characters in which they are looked for."""


@dataclass(frozen=True, slots=True)
class Reader:
    """From where a link is read."""

    link: Link
    source: Source
    target: Source
    source_name: str
    """What the sentence calls the text that the words come from: “the letter”."""
    target_name: str
    source_place: str = "there"
    """Where it stands on this page, for two texts of which neither is known to quote the other: “here”, “there”."""
    target_place: str = "here"


def differences_in_words(reader: Reader) -> Iterator[Markup]:
    """Yield a phrase for each difference; of a directed link, its subject is the text that takes the words over."""
    for difference in reader.link.differences:
        yield _PHRASES[difference.type](reader, difference)


_ALL_THE_SAME = {1: "the one word is the same", 2: "both words the same"}


def same_in_words(words: WordCount) -> str:
    """Return how many words both ends share; nothing for a link that doesn't say, as a curator's may."""
    if not words.matched:
        return ""
    most = max(words.source, words.target)
    if words.matched == most:
        return _ALL_THE_SAME.get(most, f"all {most:,} words the same")
    return f"{words.matched:,} of {most:,} words the same"


def quoted(extent: Extent) -> Markup:
    """Return the words of a difference in quotation marks, the middle of many left out."""
    words = extent.text.split()
    if len(words) > MOST_WORDS:
        shown = f"{' '.join(words[:HEAD])} … {' '.join(words[-TAIL:])}"
        return Markup("<b><bdi>“{}”</bdi></b> ({:,} words)").format(shown, len(words))
    return Markup("<b><bdi>“{}”</bdi></b>").format(" ".join(words))


def _insert(reader: Reader, difference: Difference) -> Markup:
    place = _after(reader.target, difference.target, reader.link.target.start)
    if reader.link.directed:
        return Markup("adds {}{}").format(quoted(difference.target), place)
    return Markup("only {}: {}{}").format(reader.target_place, quoted(difference.target), place)


def _delete(reader: Reader, difference: Difference) -> Markup:
    place = _after(reader.source, difference.source, reader.link.source.start)
    if reader.link.directed:
        return Markup("leaves out {}{}").format(quoted(difference.source), place)
    return Markup("only {}: {}{}").format(reader.source_place, quoted(difference.source), place)


def _replace(reader: Reader, difference: Difference) -> Markup:
    source, target = quoted(difference.source), quoted(difference.target)
    if reader.link.directed:
        return Markup("has {} where {} has {}").format(target, reader.source_name, source)
    sides = [(reader.source_place, source), (reader.target_place, target)]
    sides.sort(key=lambda side: side[0] not in ("here", "in A"))
    return Markup("{} {}, {} {}").format(*sides[0], *sides[1])


def _spacing(reader: Reader, difference: Difference) -> Markup:
    """Say whose copy has fewer spaces: a lost one may come from how the text was taken out of a page."""
    source, target = len(difference.source.text.split()), len(difference.target.text.split())
    sides = [(source, difference.source, reader.source_name), (target, difference.target, reader.target_name)]
    fewer, more = sorted(sides, key=lambda side: side[0])
    return Markup("{}: our copy of {} reads {}").format(quoted(more[1]), fewer[2], quoted(fewer[1]))


def _moved(reader: Reader, difference: Difference) -> Markup:
    begins = difference.target.start <= reader.link.target.start
    verb = "begins" if begins else "ends"
    stands = _folded(difference.target.text) in _folded(reader.source.text)
    where = f"at this place of {reader.source_name}" if stands else f"in {reader.source_name}"
    return Markup("the quotation {} with {}: these words are inside the quotation marks but not {}").format(
        verb, quoted(difference.target), where
    )


def _after(source: Source, extent: Extent, passage: int) -> Markup:
    """Return after which words of the passage something stands."""
    words = source.text[max(passage, extent.start - NEAR) : extent.start].split()[-BEFORE:]
    return Markup(" after <bdi>“{}”</bdi>").format(" ".join(words)) if words else Markup()


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


_PHRASES: dict[str, Callable[[Reader, Difference], Markup]] = {
    "insert": _insert,
    "delete": _delete,
    "replace": _replace,
    "spacing": _spacing,
    "moved-into-marks": _moved,
}
"""The table of types of differences."""
