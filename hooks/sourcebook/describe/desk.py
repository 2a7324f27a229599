"""What the readers of a sidecar share: the text it speaks of, its problems, and looking up words with both at hand."""

from collections.abc import Collection
from functools import cached_property

from sourcebook.curated.reader import Reader
from sourcebook.model import About, Paragraph, Source
from sourcebook.problems import LINES, UNCOUNTED, Findings, shown
from sourcebook.text.words import Words
from sourcebook.vocabulary.fields import fields_of

Bounds = tuple[int, int]
"""Start and end of words in a source text."""
NOWHERE = (-1, -1)
"""The place of words in a text that isn't shown: they can't be checked and are not repeated."""


class SidecarDesk(Reader):
    """One sidecar being read beside its text."""

    def __init__(self, source: Source, file: str, findings: Findings, ids: Collection[str], about: About) -> None:
        super().__init__(file, findings)
        self.source = source
        self.ids = ids
        """The ids of all documents."""
        self.fields = fields_of(about)
        """The fields of the archive by their names."""
        self.own = {field.name: field.value for field in about.fields}
        """By the name of a field of its own, what kind of value it has."""

    @cached_property
    def _words(self) -> Words:
        return Words(self.source.text)

    @cached_property
    def _paragraphs(self) -> dict[str, Paragraph]:
        return {paragraph.id: paragraph for paragraph in self.source.paragraphs}

    def find(self, words: str, line: int, paragraph: str = "", after: int = 0) -> Bounds | None:
        """Return the first place of words in the text, or in one paragraph of it; None, and an error, without one.

        `paragraph`: an anchor such as `p3`, or nothing; `after`: where in the text to begin.
        """
        if self.count > LINES:  # looking words up takes long in a long text, and no more is told
            self.error(line, UNCOUNTED, "Fix what is named first")
            return None
        if not self.source.is_whole:
            return NOWHERE
        where = self._paragraphs.get(paragraph)
        if paragraph and not where:
            what = f"there is no paragraph {shown(paragraph)}: the text has p1 to p{len(self._paragraphs)}"
            self.error(line, what, "Write p and the number beside it on the page, such as p1")
            return None
        place = self._words.find(words, max(after, where.start), where.end) if where else self._words.find(words, after)
        if not place:
            self._report_missing(words, line, paragraph, after)
        return place

    def _report_missing(self, words: str, line: int, paragraph: str, after: int) -> None:
        elsewhere = self._words.find(words)
        if elsewhere and paragraph:
            first = self.source.anchor_at(elsewhere[0])
            what = f"the words {shown(words)} are not in {paragraph}; the first place is in {first}"
            remedy = "Correct `paragraph`, or remove it"
        elif elsewhere and after:
            what = f"the words {shown(words)} don't come after those of `from`"
            remedy = "Give the words that the span begins with in `from`, those that it ends with in `to`"
        else:
            what = f"the words {shown(words)} are not in the text"
            near = self._words.nearly(words)
            remedy = f"The text has {shown(near)}" if near else f"Copy them from {self.source.file}, letter for letter"
        self.error(line, what, remedy)
