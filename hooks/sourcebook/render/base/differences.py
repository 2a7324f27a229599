"""What differs between the two ends of a link, in words: nothing on a page says it by colour alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from markupsafe import Markup
from msgspec import Struct

from sourcebook.model import Difference, Document, Extent, Link, Source
from sourcebook.page_language import spoken
from sourcebook.render.base.environment import PLACE
from sourcebook.render.base.lengths import length_of_words, shared_length
from sourcebook.scripts import is_unspaced
from sourcebook.wording import as_html, filled, gettext, marked, ngettext, quoted, written

MOST_WORDS = 14
"""Of a difference that are shown; of more, the first and the last ones are."""
HEAD, TAIL = 7, 4
NameOf = Callable[[Document], str]
"""Gives what a page calls a document, or where it stands there."""
BEFORE, NEAR = 2, 60
"""Words before an addition or an omission that say where it stands, and characters in which they are looked for."""


class Viewpoint(Struct, frozen=True):
    """From where a link is read: a page that has a name and a place for each of the two documents."""

    link: Link
    source: Document
    target: Document
    name: NameOf
    """What the sentence calls a text: “the letter”."""
    place: NameOf
    """Where it stands on this page, for two texts of which neither is known to quote the other: “here”, “there”."""

    @classmethod
    def of(cls, link: Link, by_id: Mapping[str, Document], name: NameOf, place: NameOf) -> Viewpoint:
        """Return that of a page."""
        return cls(link, by_id[link.source.document], by_id[link.target.document], name, place)


def differences_in_words(view: Viewpoint) -> Iterator[Markup]:
    """Yield a phrase for each difference; of a directed link, its subject is the text that takes the words over."""
    for difference in view.link.differences:
        yield _PHRASES[difference.type](view, difference)


def same_in_words(link: Link) -> str:
    """Return how many words both ends share; nothing for a link that doesn't say, as a curator's may."""
    words = link.words
    if not words.matched:
        return ""
    most = max(words.source, words.target)
    if words.matched == most and is_unspaced(link.source.exact):
        return gettext("every character the same")
    if words.matched == most:
        both = gettext("both words the same")
        return both if most == 2 else ngettext("the one word is the same", "all {n} words the same", most)
    return shared_length(link)


def in_page_marks(words: str) -> Markup:
    """Return words of a text in the quotation marks of the page's language."""
    before, after = _marks(spoken().digest)
    return as_html(f"<bdi>{before}{written(words)}{after}</bdi>")


@lru_cache(maxsize=16)
def _marks(_: str) -> tuple[str, str]:
    """Return the quotation marks of the language of that digest: `quoted` asks for them each time."""
    before, _, after = written(quoted(PLACE)).partition(PLACE)
    return before, after


def _strong(extent: Extent) -> Markup:
    """Return the words of a difference in quotation marks, the middle of many left out."""
    words = extent.text.split()
    if len(words) > MOST_WORDS:
        shown = f"{' '.join(words[:HEAD])} … {' '.join(words[-TAIL:])}"
        return filled("<b>{}</b> ({})", in_page_marks(shown), length_of_words(extent.text))
    return as_html(f"<b>{in_page_marks(' '.join(words))}</b>")


def _insert(view: Viewpoint, difference: Difference) -> Markup:
    said = _after(view.target.source, difference.target, view.link.target.start, _strong(difference.target))
    if view.link.directed:
        return marked("adds {words}", words=said)
    return marked("only {place}: {words}", place=view.place(view.target), words=said)


def _delete(view: Viewpoint, difference: Difference) -> Markup:
    said = _after(view.source.source, difference.source, view.link.source.start, _strong(difference.source))
    if view.link.directed:
        return marked("leaves out {words}", words=said)
    return marked("only {place}: {words}", place=view.place(view.source), words=said)


def _replace(view: Viewpoint, difference: Difference) -> Markup:
    source, target = _strong(difference.source), _strong(difference.target)
    if view.link.directed:
        return marked("has {own} where {other} has {words}", own=target, other=view.name(view.source), words=source)
    sides = [(view.place(view.source), source), (view.place(view.target), target)]
    sides.sort(key=lambda side: side[0] != gettext("here"))
    (one, words), (other, others) = sides
    return marked("{one} {words}, {other} {others}", one=one, words=words, other=other, others=others)


def _spacing(view: Viewpoint, difference: Difference) -> Markup:
    """Say whose copy has fewer spaces: a lost one may come from how the text was taken out of a page."""
    source, target = len(difference.source.text.split()), len(difference.target.text.split())
    sides = [(source, difference.source, view.name(view.source)), (target, difference.target, view.name(view.target))]
    fewer, more = sorted(sides, key=lambda side: side[0])
    words = {"more": _strong(more[1]), "text": fewer[2], "fewer": _strong(fewer[1])}
    return marked("{more}: our copy of {text} reads {fewer}", **words)


def _moved(view: Viewpoint, difference: Difference) -> Markup:
    begins = difference.target.start <= view.link.target.start
    words, there = _strong(difference.target), view.name(view.source)
    if _folded(difference.target.text) in _folded(view.source.source.text):
        where = gettext("these words are inside the quotation marks but not at this place of {text}", text=there)
    else:
        where = gettext("these words are inside the quotation marks but not in {text}", text=there)
    if begins:
        return marked("the quotation begins with {words}: {where}", words=words, where=where)
    return marked("the quotation ends with {words}: {where}", words=words, where=where)


def _after(source: Source, extent: Extent, passage: int, said: Markup) -> Markup:
    """Return words of a passage, and after which others they stand."""
    words = source.text[max(passage, extent.start - NEAR) : extent.start].split()[-BEFORE:]
    return marked("{words} after {before}", words=said, before=in_page_marks(" ".join(words))) if words else said


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


_PHRASES: dict[str, Callable[[Viewpoint, Difference], Markup]] = {
    "insert": _insert,
    "delete": _delete,
    "replace": _replace,
    "spacing": _spacing,
    "moved-into-marks": _moved,
}
"""The table of types of differences."""
