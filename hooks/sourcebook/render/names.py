"""Names as pages: all of them by type, and each with every mention in its sentence."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from markupsafe import Markup, escape

from sourcebook import addresses
from sourcebook.describe import BASES, value_in_words
from sourcebook.model import Archive, Basis, Document, Fact, Mention, Name
from sourcebook.names import AUTHORITIES, ROLES, TYPES, NameType
from sourcebook.names.matching import evened
from sourcebook.names.mentions import FACTS
from sourcebook.render.environment import fill
from sourcebook.render.listing import PAGE, Group, Part, chronological, in_pages, year_of
from sourcebook.render.naming import in_one_line
from sourcebook.render.page import Heading, Page
from sourcebook.sentences import around

CONTEXT = 180
"""Characters of a sentence on either side of a name; a longer sentence is cut between two words."""
MOST_BESIDE = 24
"""Names that stand beside one, on its page."""
MOST_IN_PARAGRAPH = 60
"""Names of a paragraph that count as standing beside each other: their pairs grow with the square."""
MOST_RECORDS = 12
"""Documents of which a name is the author, the addressee and so on, that its page lists."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that names a name, once or more."""

    document: Document
    anchor: str
    """Of the paragraph."""
    content: Markup
    roles: tuple[str, ...]
    """In words."""
    is_cut_before: bool
    is_cut_after: bool


@dataclass(frozen=True)
class Naming:
    """The names of an archive, looked up in every way that pages need."""

    archive: Archive
    mentions: Mapping[str, list[Mention]] = field(init=False)
    """By name."""
    documents: Mapping[str, tuple[str, ...]] = field(init=False)
    """By name: the ids of the documents that name it, or whose record has it."""
    records: Mapping[str, list[tuple[str, Document]]] = field(init=False)
    """By name: the fields of which it is a value, and the document of each."""
    beside: Mapping[str, Counter[str]] = field(init=False)
    """By name: in how many paragraphs another stands beside it."""
    listed: tuple[Name, ...] = field(init=False)
    """Every name that has a page, by label."""
    _of_value: Mapping[str, tuple[Name, bool]] = field(init=False)

    def __post_init__(self) -> None:
        archive = self.archive
        mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        beside: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for document in archive.documents:
            for mention in archive.mentions_in[document.id]:
                mentions[mention.name].append(mention)
            for together in _by_paragraph(document, archive.mentions_in[document.id]):
                for one in together:
                    beside[one].update(other for other in together if other != one)
        of_value: dict[str, tuple[Name, bool]] = {}
        for name in archive.names:
            for alias in name.aliases_with_full_name:
                of_value.setdefault(evened(alias)[0], (name, False))
        for name in archive.names:
            for known in (name.label, *name.aliases):
                of_value[evened(known)[0]] = (name, True)
        object.__setattr__(self, "_of_value", of_value)
        object.__setattr__(self, "mentions", mentions)
        object.__setattr__(self, "beside", beside)
        records: defaultdict[str, list[tuple[str, Document]]] = defaultdict(list)
        for document in archive.documents:
            for known in FACTS:
                for fact in document.facts.get(known, ()):
                    if found := self.of(document, fact):
                        records[found.id].append((known, document))
        object.__setattr__(self, "records", records)
        having = {
            name.id: tuple(
                dict.fromkeys([*(m.document for m in mentions[name.id]), *(d.id for _, d in records[name.id])])
            )
            for name in archive.names
        }
        object.__setattr__(self, "documents", having)
        listed = sorted((name for name in archive.names if having[name.id]), key=by_label)
        object.__setattr__(self, "listed", tuple(listed))

    def of(self, document: Document, fact: Fact) -> Name | None:
        """Return the name that a value in a document's record is; a short form only beside the full name."""
        name, is_full = self._of_value.get(evened(fact.value)[0], (None, False))
        if name and not is_full and not any(m.name == name.id for m in self.archive.mentions_in[document.id]):
            return None
        return name if fact.name in FACTS else None


def by_label(name: Name) -> tuple[str, str]:
    """Return what sorts names: accents and small words before a label don't count."""
    return _plain(name.label), name.id


def in_natural_order(name: Name) -> str:
    """Return “Given Family” for a person, and any other label as it is."""
    kind = "" if name.type == "person" else "organisation"
    return value_in_words(Fact("author", name.label, Basis.EDITOR, type=kind))


@lru_cache(maxsize=65536)
def _plain(label: str) -> str:
    words = unicodedata.normalize("NFKD", label).casefold()
    return "".join(c for c in words if not unicodedata.combining(c)).removeprefix("the ").lstrip("\"'“‘’ ")


def _by_paragraph(document: Document, mentions: Sequence[Mention]) -> Iterator[list[str]]:
    """Yield the names of each paragraph, each of them once."""
    at = 0
    for paragraph in document.source.paragraphs:
        here: dict[str, None] = {}
        while at < len(mentions) and mentions[at].start < paragraph.end:
            here[mentions[at].name] = None
            at += 1
        if len(here) > 1:
            yield list(here)[:MOST_IN_PARAGRAPH]


def names_start(archive: Archive) -> Markup:
    """Return the first page of the list of names, without what people wrote above it."""
    naming = Naming(archive)
    return _list(naming, _list_parts(naming)[0])


def names_pages(naming: Naming) -> Iterator[Page]:
    """Yield the list's second page and those after it, then the pages of every name."""
    for names in _list_parts(naming)[1:]:
        previous, following = names.neighbours("Names")
        yield Page(
            names.address,
            names.titled("Names"),
            f"Names {names.start + 1} and following of {names.count}.",
            _list(naming, names),
            previous=previous,
            next=following,
            section=addresses.NAMES,
        )
    for name in naming.listed:
        for part in _name_parts(naming, name):
            yield _page(naming, name, part)


def _list_parts(naming: Naming) -> list[Part[Name]]:
    """Return the list of names in pages: a group for each type, or for each letter of it where there are many."""
    groups: dict[tuple[str, str], list[Name]] = {}
    of_type = {key: [name for name in naming.listed if name.type == key] for key in TYPES}
    for key, names in of_type.items():
        type_ = TYPES[key]
        for name in names:
            letter = _plain(name.label)[:1].upper() if len(naming.listed) > PAGE else ""
            heading = f"{type_.many.capitalize()}{f': {letter}' if letter else ''}"
            groups.setdefault((heading, f"{type_.many}{f'-{letter}' if letter else ''}"), []).append(name)
    return in_pages(addresses.NAMES, [Group(*key, tuple(found)) for key, found in groups.items()])


def _list(naming: Naming, part: Part[Name]) -> Markup:
    return fill("names.html", part.address, part=part, naming=naming, types=TYPES, count=len(naming.listed))


def _name_parts(naming: Naming, name: Name) -> list[Part[Sentence]]:
    """Return the mentions of a name in pages: those in dated texts under their years, the others at the end."""
    by_document: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in naming.mentions[name.id]:
        by_document[mention.document].append(mention)
    documents = sorted((naming.archive.by_id[id] for id in by_document), key=chronological)
    groups: dict[tuple[str, str], list[Sentence]] = {}
    for document in documents:
        dated = document.first("date")
        year = year_of(document)
        heading = (f"In texts of {year}", f"year-{year}") if year else ("In other dated texts", "dated")
        if not dated:
            heading = ("In texts whose date is not stated in our copy", "undated")
        groups.setdefault(heading, []).extend(_sentences(document, by_document[document.id]))
    order = sorted(groups, key=lambda heading: heading[1] == "undated")
    return in_pages(addresses.name(name.id), [Group(*key, tuple(groups[key])) for key in order], PAGE)


def _sentences(document: Document, mentions: Sequence[Mention]) -> Iterator[Sentence]:
    """Yield the sentences that name a name, each once, however often it does."""
    at = 0
    while at < len(mentions):
        paragraph = document.source.paragraph_at(mentions[at].start)
        if paragraph is None:  # a mention lies within a paragraph, always
            raise AssertionError(mentions[at])
        within = (paragraph.start, paragraph.end)
        start, end = around(document.source.text, mentions[at].start, mentions[at].end, within, CONTEXT)
        here = [mentions[at]]
        while at + len(here) < len(mentions) and mentions[at + len(here)].end <= end:
            here.append(mentions[at + len(here)])
        at += len(here)
        yield Sentence(
            document,
            paragraph.id,
            _marked(document, start, end, here),
            tuple(dict.fromkeys(ROLES[mention.role] for mention in here)),
            is_cut_before=_is_cut(document.source.text[within[0] : start]),
            is_cut_after=bool(document.source.text[end : within[1]].strip())
            and document.source.text[end - 1] not in ".?!…\"'”’»):",
        )


def _is_cut(before: str) -> bool:
    """Say whether a sentence goes on before an edge of what is shown."""
    return bool(before.strip()) and before.rstrip()[-1] not in ".?!…:\"'”’»)"


def _marked(document: Document, start: int, end: int, mentions: Sequence[Mention]) -> Markup:
    source, pieces, at = document.source, [], start
    for mention in mentions:
        pieces += [
            escape(source.shown(at, mention.start)),
            Markup("<mark>{}</mark>").format(source.shown(mention.start, mention.end)),
        ]
        at = mention.end
    return Markup().join([*pieces, escape(source.shown(at, end))])


def _page(naming: Naming, name: Name, part: Part[Sentence]) -> Page:
    known_as = in_natural_order(name)
    type_ = TYPES[name.type]
    beside = [(naming.archive.names_by_id[id], count) for id, count in naming.beside[name.id].most_common()]
    beside.sort(key=lambda found: (-found[1], by_label(found[0])))
    records = _records(naming, name)
    content = fill(
        "name.html",
        part.address,
        name=name,
        known_as=known_as,
        type=type_,
        part=part,
        groups=[(group, _together(group.items)) for group in part.groups],
        forms=_forms(naming, name),
        description=name.description,
        means=BASES[name.description.basis].means if name.description else "",
        authorities=[(AUTHORITIES[a.file].label, a) for a in name.authorities],
        records=records,
        most_records=MOST_RECORDS,
        mentions=len(naming.mentions[name.id]),
        documents=len({m.document for m in naming.mentions[name.id]}),
        beside=[(other, in_natural_order(other), count) for other, count in beside[:MOST_BESIDE]],
    )
    previous, following = part.neighbours(known_as)
    return Page(
        part.address,
        part.titled(known_as),
        _description(naming, name, type_, known_as),
        content,
        headings=tuple(
            Heading(anchor, label)
            for anchor, label, is_there in (
                ("records", "In the records", records and part.number == 1),
                ("mentions", f"Mentions {len(naming.mentions[name.id])}", part.count),
                ("beside", "Beside it", beside and part.number == 1),
            )
            if is_there
        ),
        previous=previous,
        next=following,
        section=addresses.NAMES,
    )


def _together(sentences: Sequence[Sentence]) -> list[tuple[Document, str, list[Sentence]]]:
    """Return sentences under their documents, each with what is said of it in one line."""
    found: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        found.setdefault(sentence.document.id, []).append(sentence)
    return [(rows[0].document, in_one_line(rows[0].document), rows) for rows in found.values()]


def _forms(naming: Naming, name: Name) -> list[tuple[str, int]]:
    """Return the forms in which the texts have a name, the most frequent first."""
    forms: Counter[str] = Counter()
    for mention in naming.mentions[name.id]:
        text = naming.archive.by_id[mention.document].source.text[mention.start : mention.end]
        forms[" ".join(text.split())] += 1
    return sorted(forms.items(), key=lambda form: (-form[1], form[0]))


def _records(naming: Naming, name: Name) -> list[tuple[str, list[Document]]]:
    """Return the fields of which a name is a value, in words, with the documents."""
    found: defaultdict[str, list[Document]] = defaultdict(list)
    for known, document in naming.records[name.id]:
        found[known].append(document)
    return [
        (ROLES[known].removeprefix("as ").capitalize(), sorted(found[known], key=chronological))
        for known in FACTS
        if known in found
    ]


def _description(naming: Naming, name: Name, type_: NameType, known_as: str) -> str:
    count, documents = len(naming.mentions[name.id]), len({m.document for m in naming.mentions[name.id]})
    return f"{known_as}, {type_.one}: {count} mentions in {documents} texts of {naming.archive.about.title}."
