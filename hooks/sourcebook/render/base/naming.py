"""How pages name documents in a running sentence, and what they say of them in one line."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from sourcebook.model import Archive, Document
from sourcebook.model.asked import asked, asked_for_each
from sourcebook.render.base.summary import summarise
from sourcebook.vocabulary.fields import first_in_words
from sourcebook.vocabulary.kinds import genre_of
from sourcebook.wording import gettext, quoted

LONGEST_NAME = 60
"""Characters of a title where it stands for the document within a sentence."""
LONGEST_SHORT = 34
"""And in the margin."""


class Names(Struct, frozen=True, dict=True):
    """The names of an archive's documents."""

    archive: Archive

    _kinds = asked(lambda self: Counter(map(genre_of, self.archive.documents)))
    _published = asked(lambda self: Counter((_publisher(d), genre_of(d)) for d in self.archive.documents))
    _publishers = asked(lambda self: Counter(map(_publisher, self.archive.documents)))
    _titles = asked(lambda self: Counter(document.title for document in self.archive.documents))

    def here(self, document: Document) -> str:
        """Return what a document's own page calls it: “this letter”."""
        kind = genre_of(document)
        return gettext("this {kind}", kind=kind) if kind else gettext("this text")

    def there(self, document: Document) -> str:
        """Return what other pages call it: “the letter” or “the Gazette news report” where it is one, or its title."""
        return self._there[document.id]

    @asked_for_each
    def _there(self, id: str) -> str:
        document = self.archive.by_id[id]
        kind, publisher = genre_of(document), _publisher(document)
        title = _title(document, LONGEST_NAME)
        if kind and self._kinds[kind] == 1:
            return gettext("the {kind}", kind=kind, title=title)
        if kind and publisher and self._published[publisher, kind] == 1:
            return gettext("the {publisher} {kind}", publisher=publisher, kind=kind, title=title)
        return title + self._in_brackets(document)

    def apart(self, document: Document) -> str:
        """Return what tells a document from others of its title, its date or author; nothing if the title does."""
        if self._titles[document.title] == 1:
            return ""
        summary = summarise(document)
        return summary.date or summary.author or summary.publisher

    def short(self, document: Document) -> str:
        """Return what the margin calls it: “the letter”, “Gazette” where it published one text, or its title."""
        return self._short[document.id]

    @asked_for_each
    def _short(self, id: str) -> str:
        document = self.archive.by_id[id]
        kind, publisher = genre_of(document), _publisher(document)
        if kind and self._kinds[kind] == 1:
            return gettext("the {kind}", kind=kind, title=_title(document, LONGEST_SHORT))
        if publisher and self._publishers[publisher] == 1:
            return clipped(publisher, LONGEST_SHORT)
        return _title(document, LONGEST_SHORT) + self._in_brackets(document)

    def _in_brackets(self, document: Document) -> str:
        return f" ({more})" if (more := self.apart(document)) else ""


def _publisher(document: Document) -> str:
    return first_in_words(document, "publisher")


def _title(document: Document, most: int) -> str:
    return quoted(clipped(document.title.strip("[]"), most))


def clipped(words: str, most: int) -> str:
    """Return words cut after at most so many characters, between two of them where that is possible."""
    words = " ".join(words.split())
    if len(words) <= most:
        return words
    cut = words[: most - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[most // 2 :] else cut).rstrip(" ,;:–—-") + "…"


def in_one_line(document: Document) -> str:
    """Return who published or wrote a document, and its date in words, or what is known of it."""
    summary = summarise(document)
    who, when = summary.publisher or summary.author, summary.when or gettext("date not stated")
    return f"{who} · {when}" if who else when


def paragraphs_in_words(anchors: Sequence[str]) -> str:
    """Return paragraphs as they are cited: “¶ 8”, “¶ 8–9”; nothing for none."""
    if not anchors:
        return ""
    numbers = [anchor[1:] for anchor in anchors]
    return f"¶\u00a0{numbers[0]}" + (f"–{numbers[-1]}" if len(numbers) > 1 else "")
