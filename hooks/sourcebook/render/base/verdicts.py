"""What became of words on their way from one text to another, in a few words: the verdict stands before the evidence.

The verdict on one link is a label: “Word for word”, “One word added: ‘US’”, “Begins differently”. Capitals, punctuation
and quotation marks make no difference, as the links count words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sourcebook.model import Difference, Link
from sourcebook.vocabulary.link_kinds import KINDS

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
"""Words for the numbers that a sentence spells out."""
SHOWN = 24
"""Characters of added or missing words that a verdict quotes; more are counted alone."""
NEAR = 3
"""Words from an end of a passage within which a change counts as one of that end."""
UNTOUCHED = 0.6
"""The share of a passage's words that must be word for word for it to begin or end differently."""
NEARLY = 0.8
"""The share of words that must be the same for a verdict to count the places that differ; below it, the words count."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of the words of a link."""

    words: str
    """“One word added: “US””, with a capital, without a full stop."""
    kind: str
    """`same`, `differs`, or `shares` where neither text is known to quote the other, or no marks are around the words.
    It names a class of the stylesheet, which puts a sign before the words."""

    @property
    def in_sentence(self) -> str:
        """The words as they stand within a sentence."""
        return self.words[:1].lower() + self.words[1:]


def chip(found: Verdict) -> Markup:
    """Return a verdict as a page shows it: its words, and a sign that the stylesheet puts before them."""
    kinds = {"same": "verdict", "differs": "verdict differs", "shares": "verdict shares"}
    is_exact = found.kind == "shares" and found.words.startswith("Word for word")
    return Markup('<span class="{}{}">{}</span>').format(kinds[found.kind], " exact" if is_exact else "", found.words)


def verdict(link: Link) -> Verdict:
    """Return the verdict on a link whose ends are words that match."""
    if not link.words.matched:
        return Verdict("Linked by the archive", "shares")
    words = _words(link)
    if not link.directed or not link.target_in_marks:
        return Verdict(words, "shares")
    return Verdict(words, "same" if not changes(link) else "differs")


def changes(link: Link) -> list[Difference]:
    """Return the differences of a link that change its words: a lost or added space does not."""
    return [difference for difference in link.differences if difference.type != "spacing"]


def summary(links: Iterable[Link]) -> str:
    """Return what became of several passages between two texts: “5 quotations: 3 word for word, 2 differ”."""
    found = [link for link in links if link.words.matched]
    nouns = {("quotation", "quotations") if KINDS[link.kind].in_marks else ("passage", "passages") for link in found}
    one, many = nouns.pop() if len(nouns) == 1 else ("passage", "passages")
    count = Counter(bool(changes(link)) for link in found)
    head = f"{len(found):,} {one if len(found) == 1 else many}"
    if len(found) == 1:
        return f"{head}: {verdict(found[0]).in_sentence}"
    if not count[True]:
        return f"{head}, {'both' if len(found) == 2 else 'all'} word for word"
    if not count[False]:
        return f"{head}, {'both' if len(found) == 2 else 'all'} with differences"
    return f"{head}: {count[False]:,} word for word, {count[True]:,} {'differs' if count[True] == 1 else 'differ'}"


def in_brief(links: Sequence[Link]) -> Verdict:
    """Return one verdict on all passages between two texts: “All 5 word for word”, “2 of 5 quotations differ”."""
    if len(links) == 1:
        return verdict(links[0])
    found = [verdict(link) for link in links]
    quotations = [one for one in found if one.kind != "shares"]
    differing = sum(one.kind == "differs" for one in quotations)
    if not quotations:
        return Verdict(f"{len(found)} passages shared", "shares")
    if len(quotations) == 1:
        return quotations[0]
    if differing:
        return Verdict(f"{differing} of {len(quotations)} quotations differ", "differs")
    return Verdict(f"{'Both' if len(quotations) == 2 else f'All {len(quotations)}'} word for word", "same")


def number_in_words(number: int) -> str:
    """Return a number as a sentence has it: in letters to twelve, in figures from there on."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else f"{number:,}"


def _words(link: Link) -> str:
    """Return the verdict's words, the most telling thing first."""
    changed = changes(link)
    if not changed:
        spaces = [difference for difference in link.differences if difference.type == "spacing"]
        return "Word for word" + _spaces(spaces)
    most = max(link.words.source, link.words.target)
    edges = {_edge(link, difference) for difference in changed}
    if len(changed) == 1 and edges == {""}:
        return _one(link, changed[0])
    if edges <= {"begins", "ends"} and link.directed:
        return f"{' and '.join(sorted(edges))} differently".capitalize()
    if link.directed and (side := _side(link, changed)):
        return f"{side} differently".capitalize()
    if most and link.words.matched < NEARLY * most:
        return f"{link.words.matched:,} of {most:,} words the same"
    return f"Differs in {number_in_words(len(changed))} {'place' if len(changed) == 1 else 'places'}"


def _spaces(differences: Sequence[Difference]) -> str:
    if not differences:
        return ""
    lost = sum(len(d.target.text.split()) < len(d.source.text.split()) for d in differences)
    if len(differences) == 1:
        return f"; a space is {'missing' if lost else 'added'}"
    return f"; spaces are {'missing' if lost == len(differences) else 'added' if not lost else 'missing or added'}"


def _one(link: Link, difference: Difference) -> str:
    """Return the verdict where one place differs, within the words."""
    added, left_out = difference.target.text.split(), difference.source.text.split()
    if added and left_out:
        count = _count(max(len(added), len(left_out)))
        if link.directed:
            return f"{count} changed" + _quoted(added)
        return f"{count} {'differs' if count.endswith('word') else 'differ'}" + _quoted(left_out, added)
    if added:
        return f"{_count(len(added))} {'added' if link.directed else 'differs' if len(added) == 1 else 'differ'}" + (
            _quoted(added)
        )
    verb = "left out" if link.directed else "differs" if len(left_out) == 1 else "differ"
    return f"{_count(len(left_out))} {verb}" + _quoted(left_out)


def _count(number: int) -> str:
    return f"{number_in_words(number)} {'word' if number == 1 else 'words'}".capitalize()


def _quoted(*sides: Sequence[str]) -> str:
    said = [" ".join(words) for words in sides]
    return ": " + ", ".join(f"“{words}”" for words in said) if all(len(words) <= SHOWN for words in said) else ""


def _side(link: Link, changed: Sequence[Difference]) -> str:
    """Return whether several changes crowd at one end of a passage, the rest of which is word for word."""
    exact, start = link.target.exact, link.target.start
    first, last = min(d.target.start for d in changed) - start, max(d.target.end for d in changed) - start
    before, after = len(exact[:first].split()), len(exact[last:].split())
    rest = UNTOUCHED * len(exact.split())
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
