"""A name as a page: what is known of it, every mention in its sentence, and which names stand beside it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from sourcebook import addresses
from sourcebook.gathered import gathered
from sourcebook.model import Document, Mention, Name, Paragraph
from sourcebook.render.base.environment import fill
from sourcebook.render.base.listing import Group, ListPage, chronological, in_pages, place_of
from sourcebook.render.base.naming import in_one_line
from sourcebook.render.base.page import Page
from sourcebook.render.base.segments import Span, joint_spans, mark_up
from sourcebook.render.browse.name_index import Naming, by_label, in_natural_order
from sourcebook.text.sentences import around
from sourcebook.vocabulary.bases import BASES
from sourcebook.vocabulary.date_words import day_in_words
from sourcebook.vocabulary.facets import year_of
from sourcebook.vocabulary.fields import NAMED_FIELDS
from sourcebook.vocabulary.names import AUTHORITIES, STANDS, TYPES, NameType
from sourcebook.wording import capital, gettext, ngettext, npgettext, pgettext

MOST_BESIDE = 24
"""Names that stand beside one, on its page."""
MOST_RECORDS = 12
"""Documents of which a name is the author, the addressee and so on, that its page lists."""
CONTEXT = 400
"""Characters of a sentence on either side of a name; a longer sentence is cut between two words."""


class Sentence(Struct, frozen=True):
    """A sentence that names a name, once or more."""

    document: Document
    anchor: str
    """Of the paragraph."""
    content: Markup
    roles: tuple[str, ...]
    """In words."""
    is_cut_before: bool
    is_cut_after: bool


def name_pages(naming: Naming, name: Name) -> Iterator[Page]:
    """Yield the page of a name, and where it has many mentions those that go on with them."""
    for part in _parts(naming, name):
        yield _page(naming, name, part)


def _parts(naming: Naming, name: Name) -> list[ListPage[Sentence]]:
    """Return the mentions of a name in pages: those in dated texts under their years, the others at the end."""
    by_document = gathered((mention.document, mention) for mention in naming.mentions[name.id])
    documents = sorted((naming.archive.by_id[id] for id in by_document), key=chronological)
    groups = gathered((_heading(d), sentence) for d in documents for sentence in sentences(d, by_document[d.id]))
    order = sorted(groups, key=lambda heading: place_of(heading[1], groups[heading][0].document))
    return in_pages(addresses.name(name.id), [Group(*key, tuple(groups[key])) for key in order])


def _heading(document: Document) -> tuple[str, str]:
    if year := year_of(document):
        return gettext("In texts of {year}", year=year), f"year-{addresses.document_id(year)}"
    if document.first("date"):
        return gettext("In other dated texts"), "dated"
    return gettext("In texts whose date is not stated in our copy"), "undated"


def _page(naming: Naming, name: Name, part: ListPage[Sentence]) -> Page:
    known_as = in_natural_order(name)
    type_ = TYPES[name.type]
    is_first = part.number == 1
    content = fill(
        "name.html",
        part.address,
        name=name,
        known_as=known_as,
        type=gettext(type_.one),
        part=part,
        groups=[(group, _together(group.items)) for group in part.groups],
        forms=_forms(naming, name) if is_first else (),
        description=name.description,
        basis=gettext(BASES[name.description.basis].label) if name.description else "",
        means=gettext(BASES[name.description.basis].means) if name.description else "",
        day_in_words=day_in_words,
        authorities=[(AUTHORITIES[a.file].label, a) for a in name.authorities],
        records=_records(naming, name) if is_first else (),
        most_records=MOST_RECORDS,
        mentions=len(naming.mentions[name.id]),
        documents=len({m.document for m in naming.mentions[name.id]}),
        beside=_beside(naming, name) if is_first else (),
    )
    return part.page(known_as, _description(naming, name, type_, known_as), content, addresses.NAMES)


def _beside(naming: Naming, name: Name) -> list[tuple[Name, str, int]]:
    """Return the names that most often stand beside one, as a sentence has them, with how often each does."""
    beside = [(naming.archive.names_by_id[id], count) for id, count in naming.beside[name.id].items()]
    beside.sort(key=lambda found: (-found[1], by_label(found[0])))
    return [(other, in_natural_order(other), count) for other, count in beside[:MOST_BESIDE]]


def _together(sentences: Sequence[Sentence]) -> list[tuple[Document, str, list[Sentence]]]:
    """Return sentences under their documents, each with what is said of it in one line."""
    found = gathered((sentence.document.id, sentence) for sentence in sentences)
    return [(rows[0].document, in_one_line(rows[0].document), rows) for rows in found.values()]


def _forms(naming: Naming, name: Name) -> list[tuple[str, int]]:
    """Return the forms in which the texts have a name, the most frequent first."""
    texts = ((naming.archive.by_id[m.document].source.text, m) for m in naming.mentions[name.id])
    forms = Counter(" ".join(text[m.start : m.end].split()) for text, m in texts)
    return sorted(forms.items(), key=lambda form: (-form[1], form[0]))


def _records(naming: Naming, name: Name) -> list[tuple[str, list[Document]]]:
    """Return the fields of which a name is a value, in words, with the documents."""
    found = gathered(naming.records[name.id])
    before = pgettext("before what a name is in a record: as author", "as ")
    return [
        (capital(gettext(NAMED_FIELDS[known]).removeprefix(before)), sorted(found[known], key=chronological))
        for known in NAMED_FIELDS
        if known in found
    ]


def _description(naming: Naming, name: Name, type_: NameType, known_as: str) -> str:
    count, documents = len(naming.mentions[name.id]), len({m.document for m in naming.mentions[name.id]})
    return gettext(
        "{name}, {type}: {mentions} in {texts} of {archive}.",
        name=known_as,
        type=gettext(type_.one),
        mentions=ngettext("{n} mention", "{n} mentions", count),
        texts=npgettext("quoted in …", "{n} text", "{n} texts", documents),
        archive=naming.archive.about.title,
    )


def sentences(document: Document, mentions: Sequence[Mention]) -> Iterator[Sentence]:
    """Yield the sentences that name a name, each once, however often it does."""
    at = 0
    while at < len(mentions):
        (paragraph,) = document.source.touched_by(mentions[at].start, mentions[at].end)
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
            tuple(dict.fromkeys(gettext(STANDS[mention.role]) for mention in here if mention.role != "named")),
            is_cut_before=_is_cut(document.source.text[within[0] : start]),
            is_cut_after=bool(document.source.text[end : within[1]].strip())
            and document.source.text[end - 1] not in ".?!…\"'”’»):",
        )


def _is_cut(before: str) -> bool:
    """Say whether a sentence goes on before an edge of what is shown."""
    return bool(before.strip()) and before.rstrip()[-1] not in ".?!…:\"'”’»)"


def _marked(document: Document, start: int, end: int, mentions: Sequence[Mention]) -> Markup:
    marks = (Span(mention.start, mention.end, 0, "", tag="mark") for mention in mentions)
    return mark_up(document.source, Paragraph("", start, end), [*marks, *joint_spans(document, start, end)])
