"""Names and documents → mentions: each place where a text names a name, and in which role.

An alias that needs the full name counts only in a text in which an alias that counts by itself stands too. A text that
isn't shown has no mentions.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from sourcebook.model import Document, Fact, Mention, Name, NamesFile
from sourcebook.names.matching import Match, Matcher, longest
from sourcebook.problems import Findings, Problem, named, shown
from sourcebook.remembered import as_before, table
from sourcebook.text.evened import evened
from sourcebook.text.words import Words
from sourcebook.vocabulary.fields import NAMED_FIELDS


def find_mentions(names: Sequence[Name], documents: Iterable[Document]) -> tuple[Mention, ...]:
    """Return every mention, in the order of the documents and of their texts."""
    (names,) = as_before("names", [("all", tuple(names))])
    matcher = Matcher(names)
    by_id = {name.id: name for name in names}
    known = table("mentions")
    found: list[Mention] = []
    for document in documents:
        if document.status == "published":
            key = id(document), id(names)
            of_one = known.get(key)
            if of_one is None:
                of_one = known[key] = (document, names), tuple(_mentions(document, matcher, by_id))
            found += of_one[1]
    return tuple(found)


def _mentions(document: Document, matcher: Matcher, names: Mapping[str, Name]) -> Iterator[Mention]:
    found: list[tuple[int, int, list[Match]]] = []
    for paragraph in document.source.paragraphs:
        matches = list(matcher.matches(document.source.text[paragraph.start : paragraph.end]))
        if matches:
            found.append((paragraph.start, paragraph.end - paragraph.start, matches))
    full = {
        match.name
        for _, length, matches in found
        for match in longest((match for match in matches if match.is_full), length)
    }
    for offset, length, matches in found:
        # A short form that doesn't count takes its place all the same: in “New York” there is no York.
        for match in longest(matches, length):
            if match.is_full or match.name in full:
                mention = Mention(document.id, match.start + offset, match.end + offset, match.name)
                yield replace(mention, role=_role(document, mention, names[match.name]))


def _role(document: Document, mention: Mention, name: Name) -> str:
    for field in NAMED_FIELDS:
        for fact in document.facts.get(field, ()):
            if fact.start <= mention.start and mention.end <= fact.end and name_of(fact, [name]):
                return field
    around = [role for role in document.roles if role.start <= mention.start and mention.end <= role.end]
    inner = min(around, key=lambda role: role.end - role.start, default=None)
    return inner.role if inner else "named"


def name_of(fact: Fact, names: Iterable[Name]) -> Name | None:
    """Return the name that the value of a fact is, letter for letter: its label or one of its aliases."""
    value = evened(fact.value)[0]
    for name in names:
        if value in {evened(known)[0] for known in (name.label, *name.aliases, *name.aliases_with_full_name)}:
            return name
    return None


def unused_aliases(found: NamesFile, documents: Iterable[Document], mentions: Iterable[Mention]) -> Iterator[Problem]:
    """Yield a note on every name of which an alias stands nowhere in the texts."""
    texts = {document.id: document.source.text for document in documents}
    used = {(mention.name, evened(texts[mention.document][mention.start : mention.end])[0]) for mention in mentions}
    for name in found.names:
        aliases = [*name.aliases, *name.aliases_with_full_name]
        if unused := [alias for alias in aliases if (name.id, evened(alias)[0]) not in used]:
            listed = named([f"“{alias}”" for alias in unused])
            what = f"these aliases of {name.id} are nowhere in the texts, or only within a longer name: {listed}"
            yield Problem(
                found.file, name.line, what, "Check how the texts spell it; an alias may also wait for a text"
            )


def check_descriptions(found: NamesFile, documents: Iterable[Document], findings: Findings) -> tuple[Name, ...]:
    """Return the names with the words that their descriptions rest on found in the documents.

    Words that don't stand in the document named, and a document that there isn't, are errors. Of a text that isn't
    shown, no words are given.
    """
    by_id = {document.id: document for document in documents}

    def wrong(line: int, what: str, remedy: str) -> None:
        findings.error(found.file, line, what, remedy)

    return tuple(_placed(name, by_id.get, wrong) for name in found.names)


def _placed(name: Name, document_of: Callable[[str], Document | None], wrong: Callable[[int, str, str], None]) -> Name:
    fact = name.description
    if fact is None or not fact.document:
        return name
    document = document_of(fact.document)
    if document is None:
        what = f"the description of {name.id} rests on {shown(fact.document)}, and there is no such document"
        wrong(name.line, what, "Give the id of a document of this archive")
        return name
    if document.status != "published":
        return replace(name, description=replace(fact, quote=""))
    place = Words(document.source.text).find(fact.quote)
    if place is None:
        what = f"the words {shown(fact.quote)} are not in {document.source.file}"
        wrong(name.line, f"the description of {name.id}: {what}", "Copy them from the text")
        return name
    return replace(name, description=fact.standing_at(document.source, *place))
