"""What became of words on their way from one text to another, in a few words: the verdict stands before the evidence.

The verdict on one link is a label: “Word for word”, “One word added: ‘US’”, “Begins differently”. Capitals, punctuation
and quotation marks make no difference, as the links count words.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from markupsafe import Markup
from msgspec import Struct

from sourcebook.model import Difference, Link
from sourcebook.page_language import spoken
from sourcebook.render.base.lengths import length_of_words, shared_length
from sourcebook.scripts import is_unspaced
from sourcebook.vocabulary.link_kinds import KINDS
from sourcebook.wording import N_, capital, comma, filled, gettext, grouped, ngettext, number_in_words, quoted

SHOWN = 24
"""Characters of added or missing words that a verdict quotes; more are counted alone."""
NEAR = 3
"""Words from an end of a passage within which a change counts as one of that end."""
UNTOUCHED = 0.6
"""The share of a passage's words that must be word for word for it to begin or end differently."""
NEARLY = 0.8
"""The share of words that must be the same for a verdict to count the places that differ; below it, the words count."""


class Verdict(Struct, frozen=True):
    """What became of the words of a link."""

    words: str
    """“One word added: “US””, with a capital, without a full stop."""
    kind: str
    """`same`, `differs`, or `shares` where neither text is known to quote the other, or no marks are around the words.
    It names a class of the stylesheet, which puts a sign before the words."""
    is_exact: bool = False
    """Whether every word is the same."""
    brief: str = ""
    """Where it repeats the words that differ, the same with these first: “‘US’ added”."""

    @property
    def in_sentence(self) -> str:
        """The words as they stand within a sentence."""
        return self.words[:1].lower() + self.words[1:]


@lru_cache(maxsize=1024)
def chip(found: Verdict) -> Markup:
    """Return a verdict as a page shows it: its words, and a sign that the stylesheet puts before them."""
    kinds = {"same": "verdict", "differs": "verdict differs", "shares": "verdict shares"}
    is_exact = found.kind == "shares" and found.is_exact
    return filled('<span class="{}{}">{}</span>', kinds[found.kind], " exact" if is_exact else "", found.words)


def verdict(link: Link) -> Verdict:
    """Return the verdict on a link whose ends are words that match."""
    return _verdict(link, spoken().digest)


@lru_cache(maxsize=1 << 14)
def _verdict(link: Link, _: str) -> Verdict:
    """Return the verdict in the language of that digest: two pages ask for it, each in many places."""
    if not link.words.matched:
        return Verdict(gettext("Linked by the archive"), "shares")
    words, brief = _words(link)
    is_exact = not changes(link)
    if not link.directed or not link.target_in_marks:
        return Verdict(words, "shares", is_exact, brief)
    return Verdict(words, "same" if is_exact else "differs", is_exact, brief)


def verdict_of_all(links: Sequence[Link]) -> Verdict:
    """Return the verdict on the texts that have one passage: what the one that differs has, or how many differ."""
    found = [verdict(link) for link in links]
    differing = [one for one in found if one.kind == "differs"]
    quoting = [one for one in found if one.kind != "shares"]
    if len(differing) > 1:
        words = ngettext("{number} of {n} differs", "{number} of {n} differ", len(quoting), number=len(differing))
        return Verdict(words, "differs")
    if differing and len(quoting) > 1:
        one = differing[0].in_sentence
        return Verdict(gettext("In one of {n}: {verdict}", n=len(quoting), verdict=one), "differs")
    return next(iter([*differing, *quoting, *found]))


def changes(link: Link) -> list[Difference]:
    """Return the differences of a link that change its words: a lost or added space does not."""
    return [difference for difference in link.differences if difference.type != "spacing"]


def summary(links: Iterable[Link]) -> str:
    """Return what became of several passages between two texts: “5 quotations: 3 word for word, 2 differ”."""
    found = [link for link in links if link.words.matched]
    n = len(found)
    if all(KINDS[link.kind].in_marks for link in found):
        head = ngettext("{n} quotation", "{n} quotations", n)
    else:
        head = ngettext("{n} passage", "{n} passages", n)
    count = Counter(bool(changes(link)) for link in found)
    if n == 1:
        return f"{head}: {verdict(found[0]).in_sentence}"
    if not count[True]:
        both = gettext("{passages}, both word for word", passages=head)
        return both if n == 2 else gettext("{passages}, all word for word", passages=head)
    if not count[False]:
        both = gettext("{passages}, both with differences", passages=head)
        return both if n == 2 else gettext("{passages}, all with differences", passages=head)
    differ = ngettext("{n} differs", "{n} differ", count[True])
    return gettext(
        "{passages}: {number} word for word, {differ}", passages=head, number=grouped(count[False]), differ=differ
    )


def in_brief(links: Sequence[Link]) -> Verdict:
    """Return one verdict on all passages between two texts: “All 5 word for word”, “2 of 5 quotations differ”."""
    if len(links) == 1:
        return verdict(links[0])
    found = [verdict(link) for link in links]
    quotations = [one for one in found if one.kind != "shares"]
    differing = sum(one.kind == "differs" for one in quotations)
    if not quotations:
        return Verdict(ngettext("{n} passage shared", "{n} passages shared", len(found)), "shares")
    if len(quotations) == 1:
        return quotations[0]
    if differing:
        words = ngettext(
            "{number} of {n} quotation differs", "{number} of {n} quotations differ", len(quotations), number=differing
        )
        return Verdict(words, "differs")
    n = len(quotations)
    both = gettext("Both word for word") if n == 2 else ngettext("All {n} word for word", "All {n} word for word", n)
    return Verdict(both, "same", is_exact=True)


def _words(link: Link) -> tuple[str, str]:
    """Return the verdict's words, the most telling thing first, and those of `Verdict.brief`."""
    changed = changes(link)
    if not changed:
        return _word_for_word([difference for difference in link.differences if difference.type == "spacing"]), ""
    most = max(link.words.source, link.words.target)
    edges = {_edge(link, difference) for difference in changed}
    if len(changed) == 1 and edges == {""}:
        return _one(link, changed[0])
    if edges <= _DIFFERENTLY.keys() and link.directed:
        where = " and ".join(sorted(edges))
        return gettext(_DIFFERENTLY[where]), ""
    if link.directed and (side := _side(link, changed)):
        return gettext(_DIFFERENTLY[side]), ""
    if most and link.words.matched < NEARLY * most:
        return shared_length(link), ""
    places = {"number": number_in_words(len(changed))}
    return ngettext("Differs in one place", "Differs in {number} places", len(changed), **places), ""


_DIFFERENTLY = {
    "begins": N_("Begins differently"),
    "ends": N_("Ends differently"),
    "begins and ends": N_("Begins and ends differently"),
}


def _word_for_word(spaces: Sequence[Difference]) -> str:
    """Return the verdict where no word differs; spaces may."""
    if not spaces:
        return gettext("Word for word")
    lost = sum(len(d.target.text.split()) < len(d.source.text.split()) for d in spaces)
    if len(spaces) == 1:
        one = gettext("Word for word; a space is missing")
        return one if lost else gettext("Word for word; a space is added")
    if lost == len(spaces):
        return gettext("Word for word; spaces are missing")
    both = gettext("Word for word; spaces are missing or added")
    return both if lost else gettext("Word for word; spaces are added")


def _one(link: Link, difference: Difference) -> tuple[str, str]:
    """Return the verdict where one place differs, within the words."""
    added, left_out = difference.target.text.split(), difference.source.text.split()
    sizes = [length_of_words(extent.text).units for extent in (difference.target, difference.source)]
    tell = _characters if is_unspaced(difference.target.text or difference.source.text) else _changed_words
    if not link.directed:
        sides, brief, what = [side for side in (left_out, added) if side], "", "differ"
    elif added and left_out:
        sides, brief, what = [added], N_("{words} changed"), "changed"
    elif added:
        sides, brief, what = [added], N_("{words} added"), "added"
    else:
        sides, brief, what = [left_out], N_("{words} left out"), "left out"
    n = max(sizes)
    words = tell(what, n)
    said = [" ".join(side) for side in sides]
    if any(len(side) > SHOWN for side in said):
        return words, ""
    shown = comma().join(map(quoted, said))
    whole = f"{words}: {shown}"
    return whole, gettext(brief, words=shown) if brief and n == 1 else f"{whole[:1].lower()}{whole[1:]}"


def _changed_words(what: str, n: int) -> str:
    number = {"number": capital(number_in_words(n))}
    match what:
        case "differ":
            return ngettext("One word differs", "{number} words differ", n, **number)
        case "changed":
            return ngettext("One word changed", "{number} words changed", n, **number)
        case "added":
            return ngettext("One word added", "{number} words added", n, **number)
    return ngettext("One word left out", "{number} words left out", n, **number)


def _characters(what: str, n: int) -> str:
    number = {"number": capital(number_in_words(n))}
    match what:
        case "differ":
            return ngettext("One character differs", "{number} characters differ", n, **number)
        case "changed":
            return ngettext("One character changed", "{number} characters changed", n, **number)
        case "added":
            return ngettext("One character added", "{number} characters added", n, **number)
    return ngettext("One character left out", "{number} characters left out", n, **number)


def _side(link: Link, changed: Sequence[Difference]) -> str:
    """Return whether several changes crowd at one end of a passage, the rest of which is word for word."""
    exact, start = link.target.exact, link.target.start
    first, last = min(d.target.start for d in changed) - start, max(d.target.end for d in changed) - start
    before, after = length_of_words(exact[:first]).units, length_of_words(exact[last:]).units
    rest = UNTOUCHED * length_of_words(exact).units
    return "begins" if before <= NEAR and after >= rest else "ends" if after <= NEAR and before >= rest else ""


def _edge(link: Link, difference: Difference) -> str:
    """Return whether a difference is how the taken words begin or end; nothing for one within them."""
    if difference.type == "insert":
        return ""
    if difference.target.start <= link.target.start and difference.source.start <= link.source.start:
        return "begins"
    if difference.target.end >= link.target.end and difference.source.end >= link.source.end:
        return "ends"
    return ""
