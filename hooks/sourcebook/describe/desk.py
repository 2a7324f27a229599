"""What the readers of a sidecar share: the text it speaks of, its problems, and looking up words with both at hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from sourcebook.curated.marked_yaml import FileFindings, Node
from sourcebook.model import Paragraph, Source
from sourcebook.problems import shown
from sourcebook.text.words import Words
from sourcebook.vocabulary.values import nearest

Place = tuple[int, int]
"""Start and end of words in a source text."""
NOWHERE = (-1, -1)
"""The place of words in a text that isn't shown: they can't be checked and are not repeated."""


class Desk:
    """One sidecar being read beside its text."""

    def __init__(self, source: Source, problems: FileFindings, ids: Collection[str]) -> None:
        self.source = source
        self.problems = problems
        self.ids = ids
        """The ids of all documents."""

    @cached_property
    def _words(self) -> Words:
        return Words(self.source.text)

    @cached_property
    def _paragraphs(self) -> dict[str, Paragraph]:
        return {paragraph.id: paragraph for paragraph in self.source.paragraphs}

    def known_keys(self, node: Node, known: list[str], what: str) -> dict[str, Node]:
        """Return the entries of a mapping that has a right to them; tell the unknown ones."""
        entries = node.entries or {}
        for key in entries:
            if key not in known and not self.problems.is_full:
                self.problems.error(node.keys[key], f"unknown {what} {shown(key)}", nearest(key, known))
        return {key: value for key, value in entries.items() if key in known}

    def texts(self, entries: Mapping[str, Node]) -> dict[str, str] | None:
        """Return entries as texts without white space at their ends; None, and errors, if one is empty or no text."""
        texts: dict[str, str] = {}
        for key, node in entries.items():
            if node.text is None:
                self.problems.error(node.line, f"`{key}` is not plain text", f"Write `{key}: words`")
            elif not node.text.strip():
                self.problems.error(node.line, f"`{key}` is empty", "Give it, or remove the key")
            else:
                texts[key] = node.text.strip()
        return texts if len(texts) == len(entries) else None

    def find(self, words: str, line: int, paragraph: str = "", after: int = 0) -> Place | None:
        """Return the first place of words in the text, or in one paragraph of it; None, and an error, without one.

        Args:
            words: as the sidecar has them.
            line: the line of the sidecar.
            paragraph: an anchor such as `p3`, or nothing.
            after: where in the text to begin.
        """
        if self.problems.is_full:
            return None
        if not self.source.is_whole:
            return NOWHERE
        where = self._paragraphs.get(paragraph)
        if paragraph and not where:
            what = f"there is no paragraph {shown(paragraph)}: the text has p1 to p{len(self._paragraphs)}"
            self.problems.error(line, what, "Write p and the number that stands beside it on the page, such as p1")
            return None
        place = self._words.find(words, max(after, where.start), where.end) if where else self._words.find(words, after)
        if not place:
            self._tell_missing(words, line, paragraph, after)
        return place

    def paragraph_at(self, place: Place) -> str:
        """Return the anchor of the paragraph that a place begins in."""
        found = self.source.paragraph_at(place[0])
        return found.id if found else ""

    def _tell_missing(self, words: str, line: int, paragraph: str, after: int) -> None:
        elsewhere = self._words.find(words)
        if elsewhere and paragraph:
            first = self.paragraph_at(elsewhere)
            what = f"the words {shown(words)} don't stand in {paragraph}; the first place is in {first}"
            remedy = "Correct `paragraph`, or remove it"
        elif elsewhere and after:
            what = f"the words {shown(words)} don't stand after those of `from`"
            remedy = "Give the words that the span begins with in `from`, those that it ends with in `to`"
        else:
            what = f"the words {shown(words)} don't stand in the text"
            near = self._words.nearly(words)
            remedy = f"The text has {shown(near)}" if near else f"Copy them from {self.source.file}, letter for letter"
        self.problems.error(line, what, remedy)
