"""A second line for titles that don't tell a document from others: to whom it is addressed, and how its text begins."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from sourcebook.model import Document
from sourcebook.render.base.naming import clipped
from sourcebook.text.days import dateline
from sourcebook.text.letters import salutation
from sourcebook.text.tokens import words_of
from sourcebook.vocabulary.fields import DATES, value_in_words
from sourcebook.wording import comma

MOST = 70
"""Characters of a text's beginning."""


class SecondLine(Struct, frozen=True):
    """What stands under a title."""

    addressee: str = ""
    """“Ida Brandt”; nothing where the title names them already."""
    begins: str = ""
    """The text's first words of its own, for quotation marks to be put around; nothing where the title is enough."""

    def __bool__(self) -> bool:
        return bool(self.addressee or self.begins)


def second_lines(documents: Iterable[Document]) -> dict[str, SecondLine]:
    """Return a second line for each document that needs one, by its id.

    Those need one that share their title with others, or have but a place and a day for one.

    What author and date tell apart, which stand beside the title, needs no words of the text.
    """
    found = list(documents)
    plain = {document.id: _plain(document.title) for document in found}
    titles = Counter(plain.values())
    rows = {document.id: _row(document, plain[document.id]) for document in found}
    counts = Counter(rows.values())
    lines = {}
    for document in found:
        is_stamped = dateline(document.title) is not None
        if titles[plain[document.id]] > 1 or is_stamped:
            addressees = [value_in_words(fact) for fact in document.facts.get("addressee", ())]
            new = [name for name in addressees if _plain(name.split()[-1]) not in plain[document.id]]
            is_known = bool(new) if is_stamped else counts[rows[document.id]] == 1
            lines[document.id] = SecondLine(comma().join(new[:2]), "" if is_known else begins(document))
    return {id: line for id, line in lines.items() if line}


def _row(document: Document, title: str) -> tuple[str, ...]:
    said = (fact.value for name in ("author", *DATES) for fact in document.facts.get(name, ()))
    return (title, *said)


def begins(document: Document) -> str:
    """Return how a text begins: the first paragraph that is its own prose, and neither its title nor a salutation."""
    source, barred = document.source, document.roles
    if not document.is_shown or not source.is_whole:
        return ""
    title = _plain(document.title)
    paragraphs = [
        _own(source.text[paragraph.start : paragraph.end], title)
        for paragraph in source.paragraphs[:12]
        if not any(role.start < paragraph.end and role.end > paragraph.start for role in barred)
    ]
    own = [words for words in paragraphs if _plain(words) and not title.startswith(_plain(words))]
    prose = [words for words in own if len(words_of(words[:MOST])) > 4 and words.rstrip()[-1] not in ":,"]
    return clipped((prose or own or [""])[0], MOST)


def _own(paragraph: str, title: str) -> str:
    """Return a paragraph without the title, the place and the day, or the salutation that its first lines have."""
    lines = paragraph.splitlines()
    heads = (_plain(line) in title or dateline(line) or _greets(line) for line in lines[:-1])
    own = next((at for at, is_head in enumerate(heads) if not is_head), len(lines) - 1)
    return "\n".join(lines[own:])


def _greets(line: str) -> bool:
    found = salutation(line)
    return found is not None and found.end >= len(line)


def _plain(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))
