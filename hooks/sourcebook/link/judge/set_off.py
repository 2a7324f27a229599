"""Whether the words of a passage are set off as quoted, whether they fill what sets them off, and when nobody can tell.

"Without quotation marks" is an accusation: nothing is said of words that an announcement before them, the name of who
speaks, an indent or marks without their other half may set off.
"""

import re

from sourcebook.link.find.segments import Places, Segment
from sourcebook.link.find.texts import ELLIPSIS, Text
from sourcebook.link.rules import RULES
from sourcebook.model import Marks, Paragraph, touched
from sourcebook.vocabulary.quotation_marks import ANNOUNCING

_ENDS_WITH_COLON = re.compile(r"(?P<word>[^\W\d_]*)[ \t]*[:：][ \t]*[—–-]?\s*\Z")
_COLON = re.compile(r"[)\]]?[*_]*[:：][*_]*[ \t\r]*\n?[ \t]*(?:[—–-]{1,2}[ \t]*)?")
_LABEL = re.compile(
    r"\W*[^\W\d_a-zß-öø-ÿ][^a-zß-öø-ÿ\r\n]{0,40}(?:[(\[][^)\]\r\n]{1,60}[)\]])?(?:[*_]*[.)]|[ \t]*\r?\n)[*_]*\s*"
    r"|[^\w\s]*(?:[^\W\d_a-zß-öø-ÿ]|\d)\S*(?:[ \t]+[^\w\s]*(?:[^\W\d_a-zß-öø-ÿ]|\d)\S*){0,5}[ \t]*\r?\n\s*"
)
"""Who speaks, as plays, hearings and interviews print it: in capitals, or as a line of names and a time."""
_ASCRIBED = re.compile(r"[.,;!?…]*\s*(?:[—–―]|--)\s*[^\W\d_a-zß-öø-ÿ]|,\s+(?P<verb>[^\W\d_]+)\s+[^\W\d_a-zß-öø-ÿ]")
"""What follows words that somebody is named for: `— Ada Brandt`, `, wrote Brandt`."""
_HEADING = re.compile(r"[^\r\n]{1,80}[^\r\n.,;:?!…。！？\"”»]")
_INDENT = re.compile(r"[ \t]{2,}|\t")


def in_marks(text: Text, first: int, last: int) -> Marks:
    """Tell whether the words from `first` to `last` are set off as quoted, as far as is known: `"block"` by a block."""
    known = [text.quotations[number] for number in text.covering(first, last) if text.quotations[number].known]
    if not known:
        return False
    return "block" if all(quotation.block for quotation in known) else True


def set_off(text: Text, first: int, last: int) -> Marks:
    """Tell the same, and count as a block what begins a paragraph that the one before it announces."""
    return in_marks(text, first, last) or (_announced(text, first) in ANNOUNCING and "block")


def marks_unknown(text: Text, first: int, last: int, *, single: bool = True) -> bool:
    """Tell whether it can't be known if the words stand in quotation marks: the paragraph's marks don't pair.

    `single`: whether signs count that may mean something else, as apostrophes do, or a colon, or an indent.
    """
    touching = [text.quotations[number] for number in text.touching(first, last)]
    if any(not quotation.known and (single or not quotation.single) for quotation in touching):
        return True
    if not single:
        return False
    announced = _announced(text, first) is not None or _behind_colon(text, first) or _is_labelled(text, first)
    return announced or _is_ascribed(text, last) or _is_indented(text, first)


def _is_ascribed(text: Text, last: int) -> bool:
    """Tell whether the name of who said so stands right behind a word, as behind a motto or a speech."""
    found = _ASCRIBED.match(text.letters, int(text.tokens.ends[last]))
    return found is not None and (found["verb"] is None or found["verb"].casefold() in ANNOUNCING)


def _behind_colon(text: Text, first: int) -> bool:
    """Tell whether a colon stands right before a word, in its paragraph: `Brandt: The breakwater`."""
    before = text.letters[int(text.tokens.ends[first - 1]) : int(text.tokens.starts[first])] if first else ""
    return bool(_COLON.fullmatch(before)) and not text.begins_block(first)


def _is_labelled(text: Text, first: int) -> bool:
    """Tell whether nothing but who speaks stands before a word in its paragraph: `A. The breakwater`."""
    number = _paragraph(text, first)
    return number >= 0 and bool(
        _LABEL.fullmatch(text.letters, text.paragraphs[number].start, int(text.tokens.starts[first]))
    )


def _paragraph(text: Text, word: int) -> int:
    """Return the number of the paragraph that a word stands in; -1 for none."""
    at = int(text.tokens.starts[word])
    return next(iter(touched(text.paragraphs, at, at + 1)), -1)


def _above(text: Text, first: int) -> Paragraph | None:
    """Return the paragraph above the one that a word begins, if it begins one."""
    if not any(text.begins_block(first - shift) for shift in range(min(first, RULES.at_mark) + 1)):
        return None
    number = _paragraph(text, first)
    above = (p for p in text.paragraphs[max(0, number - 2) : max(0, number)][::-1])
    # A rule may part the words from what announces them.
    return next((p for p in above if any(c.isalnum() for c in text.letters[p.start : p.end])), None)


def _announced(text: Text, first: int) -> str | None:
    """Return the word before the colon that ends the paragraph above, if a word begins its own; else None."""
    before = _above(text, first)
    found = before and _ENDS_WITH_COLON.search(text.letters, max(before.start, before.end - 40), before.end)
    return found["word"].casefold() if found else None


def heading_above(text: Text, first: int) -> list[tuple[int, int]]:
    """Return the offsets of the heading right above the paragraph that a word begins; none if there is none.

    A heading is a short line that ends no sentence; whose name it has may speak below it.
    """
    before = _above(text, first)
    return [(before.start, before.end)] if before and _HEADING.fullmatch(text.letters, before.start, before.end) else []


def _is_indented(text: Text, first: int) -> bool:
    """Tell whether a word stands in a paragraph that is indented, while the one above, or below the first, is not."""
    number = _paragraph(text, first)
    if number < 0 or len(text.paragraphs) == 1:
        return False
    here, beside = text.paragraphs[number], text.paragraphs[number - 1 if number else 1]
    return bool(_INDENT.match(text.letters, here.start)) and not _INDENT.match(text.letters, beside.start)


def fills_any(segment: Segment, share: float = RULES.marks_filled) -> bool:
    """Tell whether a passage is such a share of a quotation of one of its texts, or of a piece between ellipses."""
    return _fills(segment.one, segment.places, segment.respaced, share) or _fills(
        segment.other, segment.other_places, segment.other_respaced, share
    )


def _fills(text: Text, places: Places, respaced: int, share: float) -> bool:
    first, last = int(places[0]), int(places[-1])
    words = len(places) + respaced
    for number in text.covering(first, last):
        start, end = text.ranges[number]
        if text.quotations[number].known:
            if words >= share * (end - start):
                return True
            piece = _up_to_ellipses(text, first, last, start, end)
            if words >= share * len(piece):
                return True
    return False


def _up_to_ellipses(text: Text, first: int, last: int, start: int, end: int) -> range:
    """Return the words around some words of a quotation, up to its marks or to where words are left out."""
    most = last - first + 2
    low, high = max(start, first - most), min(end - 1, last + most)
    if not ELLIPSIS.search(text.letters, *text.extent(low, high)):
        return range(low, high + 1)
    low, high = first, last
    while low > start and first - low <= last - first + 1 and not text.ellipsis_behind(low - 1):
        low -= 1
    while high + 1 < end and high - last <= last - first + 1 and not text.ellipsis_behind(high):
        high += 1
    return range(low, high + 1)
