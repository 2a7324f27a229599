"""Pages that stand for good: each version of a document, and the addresses a document had before."""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from sourcebook import addresses
from sourcebook.model import Archive, Document
from sourcebook.model.asked import Draft
from sourcebook.model.holdings import Change, FormerAddress, Holding, Version
from sourcebook.render.base.context import Context
from sourcebook.render.base.environment import fill
from sourcebook.render.base.page import Page
from sourcebook.render.document.cite import cite_section
from sourcebook.render.document.history import what_of_an_anchor
from sourcebook.render.document.text import in_parts, plain_paragraph
from sourcebook.render.head.machine_head import version_head
from sourcebook.render.head.robots import NOINDEX
from sourcebook.vocabulary.date_words import day_in_words
from sourcebook.vocabulary.languages import lang_of
from sourcebook.wording import N_, gettext

SHOWN_AROUND = 24
"""Words of an unchanged stretch that are shown beside a change, at either end."""
_WORDS = re.compile(r"\S+\s*")


def version_pages(context: Context) -> Iterator[Draft[Page]]:
    """Yield a draft of the pages of each document's versions, the current one too, and of its former addresses."""
    for document in context.archive.documents:
        yield Draft(addresses.version(document.id, 0), _pages, context, (document,))


def _pages(context: Context, document: Document) -> Iterator[Page]:
    archive = context.archive
    holding = archive.holdings[document.id]
    for version in holding.versions:
        make = _version_page if holding.is_frozen(version) else _current_page
        yield make(archive, document, holding, version)
    for former in holding.former:
        yield _former_page(document, former, addresses.document(former.id), addresses.document(document.id))
        for number in range(1, former.versions + 1):
            old, new = addresses.version(former.id, number), addresses.version(document.id, number)
            yield _former_page(document, former, old, new, holding.versions[number - 1].anchors)


def _current_page(archive: Archive, document: Document, holding: Holding, version: Version) -> Page:
    """Return the short page of the version that is the document's text now: each of its anchors leads on."""
    address, target = addresses.version(document.id, version.number), addresses.document(document.id)
    content = fill(
        "version_current.html",
        address,
        document=document,
        version=version,
        target=target,
        has_files=holding.has_files(version),
        day_in_words=day_in_words,
    )
    return Page(
        address,
        gettext("{title}, version {number}", title=document.title, number=version.number),
        gettext(
            "Version {number} is the current version of a source text in {archive}.",
            number=version.number,
            archive=archive.about.title,
        ),
        content,
        head=NOINDEX,
        canonical=target,
    )


def _version_page(archive: Archive, document: Document, holding: Holding, version: Version) -> Page:
    address = addresses.version(document.id, version.number)
    count = len(holding.versions)
    superseded = holding.versions[version.number] if version.number < count else None
    described, id = archive.version(document, version.number), addresses.version_id(document.id, version.number)
    content = fill(
        "version.html",
        address,
        document=document,
        version=version,
        count=count,
        superseded=superseded,
        is_same=bool(superseded and not (version.changes or version.withheld or holding.withheld)),
        parts=in_parts([plain_paragraph(version.source, paragraph) for paragraph in version.source.paragraphs]),
        changes=[(_to_be_shown(change), _note(change)) for change in version.changes],
        has_words=any(map(_has_words, version.changes)),
        language=lang_of(document),
        day_in_words=day_in_words,
        what=what_of_an_anchor(version.withheld) if version.withheld else "",
        anchors=version.anchors if holding.is_recorded and version.withheld else (),
        cite=cite_section(archive, described, id),
    )
    return Page(
        address,
        gettext("{title}, version {number}", title=document.title, number=version.number),
        gettext(
            "Version {number} of {last} of a source text in {archive}, as it was published.",
            number=version.number,
            last=count,
            archive=archive.about.title,
        ),
        content,
        head=NOINDEX + version_head(archive, described, id),
        skips=(("text" if version.withheld is None else "content", N_("Skip to the text")),),
    )


def _former_page(
    document: Document, former: FormerAddress, old: str, new: str, anchors: tuple[str, ...] | None = None
) -> Page:
    content = fill(
        "former.html",
        old,
        document=document,
        target=new,
        day=day_in_words(former.day),
        anchors=former.anchors if anchors is None else anchors,
    )
    return Page(
        old,
        gettext("{title}, moved", title=document.title),
        gettext("The document that was at this address has moved."),
        content,
        head=NOINDEX,
        canonical=new,
    )


def _has_words(change: Change) -> bool:
    """Say whether words went or came, and not white space alone."""
    return any(kind != "same" and words.strip() for kind, words in change.pieces)


def _note(change: Change) -> str:
    """Return what happened to a place that its words don't tell."""
    what = gettext("moved to another place") if change.is_moved else ""
    if _has_words(change):
        return what
    if len(change.before) != len(change.after):
        joined = gettext("joined; every word is the same")
        return gettext("split; every word is the same") if len(change.before) < len(change.after) else joined
    return what or gettext("white space")


def _to_be_shown(change: Change) -> Change:
    """Return a place without what is far from any change, and without marks of white space."""
    last = len(change.pieces) - 1  # of a paragraph that was moved as it is, the one piece: its beginning is shown
    pieces = (
        (kind, _shortened(words, is_first=number == 0 != last, is_last=number == last) if kind == "same" else words)
        for number, (kind, words) in enumerate(change.pieces)
    )
    return replace(change, pieces=tuple(_without_struck_space(pieces)))


def _without_struck_space(pieces: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the pieces with white space unmarked: a struck-through space reads as a hyphen."""
    for kind, words in pieces:
        if words.strip() or kind == "same":
            yield kind, words
        elif kind == "inserted":
            yield "same", words


def _shortened(words: str, *, is_first: bool, is_last: bool) -> str:
    """Return an unchanged stretch with what is far from any change left out."""
    found = _WORDS.findall(words)
    head, tail = 0 if is_first else SHOWN_AROUND, 0 if is_last else SHOWN_AROUND
    if len(found) <= head + tail + SHOWN_AROUND:
        return words
    lead = words[: len(words) - len(words.lstrip())]
    start, end = "".join(found[:head]), "".join(found[len(found) - tail :])
    return f"{lead}{start}[…] {end}" if end else f"{lead}{start}[…]"
