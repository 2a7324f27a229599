"""Lines for links.yml, names.yml and a sidecar, ready to copy: what a curator can say of what a page shows.

They are handed out while an archive is previewed, and written into no site.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from sourcebook.model import Archive, Document, Link, Name

LINKS_FILE, NAMES_FILE = "links.yml", "names.yml"
FEWEST_WORDS = 6
"""Of a veto: it holds for every link between the two texts that has them."""
_LONGEST_ID = 60


class CuratedLine(Struct, frozen=True):
    """A line, or a few, for a file that a curator writes."""

    does: str
    """What it says: “This is no link”."""
    file: str
    """Below the seeds folder."""
    under: str
    """The key or the line that it stands below."""
    text: str


class Found(Struct, frozen=True):
    """A phrase that may be a name, or a value that a text may state of itself."""

    words: str
    fact: Mapping[str, str] | None = None
    """As a sidecar writes it; None for a phrase."""


def curation_lines(
    archive: Archive, document: Document, proposals: Iterable[Found], phrases: Iterable[Found]
) -> dict[str, object]:
    """Return the lines for a document's page: `links` by their ids, `names` and `proposals` in order.

    `proposals` are values that the text may state of itself (`words` is the field), `phrases` what may be names and the
    names file doesn't know.
    """
    named = dict.fromkeys(mention.name for mention in archive.mentions_in.get(document.id, ()))
    names = [_described(archive.names_by_id[id]) for id in named]
    return {
        "links": {link.id: [*_of_link(link, archive)] for link in archive.links_of[document.id] if _is_found(link)},
        "names": [*(line for line in names if line), *lines_of_phrases(phrases)],
        "proposals": [_of_proposal(document, found) for found in proposals if found.fact],
        "here": document.id,
    }


def lines_of_phrases(phrases: Iterable[Found]) -> list[CuratedLine]:
    """Return two lines for each phrase that may be a name: to know it as one, and to say that it is none."""
    return [line for phrase in phrases for line in _of_phrase(phrase)]


def _is_found(link: Link) -> bool:
    return link.kind != "editorial" and not link.rule.startswith("added")


def _of_link(link: Link, archive: Archive) -> Iterator[CuratedLine]:
    ids = sorted((link.source.document, link.target.document))
    others = [other for other in archive.links_of[link.source.document] if other.id != link.id and _joins(other, ids)]
    words = _telling(" ".join(link.target.exact.split()), others)
    text = f'- {{documents: [{in_yaml(ids[0])}, {in_yaml(ids[1])}], words: {in_yaml(words)}, reason: "why it is none"}}'
    yield CuratedLine("This is no link", LINKS_FILE, "vetoes:", text)
    if link.kind != "reference" and not link.differences:
        whole = in_yaml(" ".join(link.source.exact.split()))
        yield CuratedLine("These words make no passage in any text", LINKS_FILE, "ignored:", f"- {whole}")


def _joins(link: Link, ids: Sequence[str]) -> bool:
    return sorted((link.source.document, link.target.document)) == [*ids]


def _telling(words: str, others: Sequence[Link]) -> str:
    """Return the first words of a link that no other link between its texts has; all, where that takes all."""
    exacts = [" ".join(end.exact.split()) for other in others for end in (other.source, other.target)]
    pieces = words.split(" ")
    for count in range(FEWEST_WORDS, len(pieces)):
        beginning = " ".join(pieces[:count])
        if not any(beginning in exact for exact in exacts):
            return beginning
    return words


def _described(name: Name) -> CuratedLine | None:
    """Return the line that describes a name which the names file only lists."""
    if name.description:
        return None
    text = 'description: {value: "who or what it is", editor: "how we know"}'
    return CuratedLine(f"Describe {name.label}", NAMES_FILE, f"`- id: {name.id}`", text)


def _of_phrase(phrase: Found) -> Iterator[CuratedLine]:
    words = in_yaml(phrase.words)
    text = f"- {{id: {slug(phrase.words)}, type: person, label: {words}, aliases: [{words}]}}"
    does = f"Know “{phrase.words}” as a name: a person (label: “Family, Given”), an organisation or a place"
    yield CuratedLine(does, NAMES_FILE, "names:", text)
    yield CuratedLine(f"“{phrase.words}” is no name", NAMES_FILE, "ignored:", f"- {words}")


def _of_proposal(document: Document, found: Found) -> CuratedLine:
    fact = ", ".join(f"{key}: {in_yaml(value)}" for key, value in (found.fact or {}).items())
    value = (found.fact or {}).get("value", "")
    return CuratedLine(f"{found.words}: {value}", f"{document.source.stem}.yml", "facts:", f"{found.words}: {{{fact}}}")


def slug(words: str) -> str:
    """Return an id for a name: its letters a to z and digits; where there are none, some of its sum."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    parts = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    return "-".join(parts)[:_LONGEST_ID].strip("-") or f"name-{hashlib.sha256(words.encode()).hexdigest()[:6]}"


def in_yaml(text: str) -> str:
    """Return a text as a string of YAML on one line, in double quotation marks."""
    return f'"{"".join(_escaped(character) for character in text)}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
