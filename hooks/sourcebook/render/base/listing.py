"""Long lists in pages of about a hundred, with headings to jump by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Generic, TypeVar

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import astuple

from sourcebook import addresses
from sourcebook.gathered import gathered
from sourcebook.model import Document
from sourcebook.natural import natural
from sourcebook.render.base.apart import SecondLine
from sourcebook.render.base.environment import fill
from sourcebook.render.base.page import Neighbour, Page
from sourcebook.render.base.summary import summarise
from sourcebook.vocabulary.dates import date_of, sort_key
from sourcebook.vocabulary.facets import year_of
from sourcebook.wording import N_, capital, gettext, months

PAGE = 100
"""Entries on a page of a list."""
FEW = 12
"""Entries without headings to jump by."""
UNDATED = N_("Date not stated in our copy")

T = TypeVar("T")


class Group(Struct, Generic[T], frozen=True):
    """Entries of a list under one heading."""

    heading: str
    anchor: str
    items: tuple[T, ...]
    is_continued: bool = False
    """Whether it began on an earlier page."""


class Jump(Struct, frozen=True):
    """Where a heading stands."""

    label: str
    address: str
    anchor: str


class ListPage(Struct, Generic[T], frozen=True, dict=True):
    """One page of a list."""

    address: str
    number: int
    last: int
    start: int
    """Entries on the pages before it."""
    count: int
    """Entries of the whole list."""
    groups: tuple[Group[T], ...]
    jumps: tuple[Jump, ...]
    """Every heading of the whole list."""
    pages: tuple[str, ...]
    """The address of every page."""

    @property
    def stands_for(self) -> tuple[object, ...]:
        """What is the same where the page is, in parts."""
        parts = astuple(self)
        return *parts[:5], *chain.from_iterable(map(astuple, self.groups)), *parts[6:]

    @property
    def shown(self) -> int:
        """How many entries are on the page."""
        return len(self.items)

    @property
    def items(self) -> tuple[T, ...]:
        """The entries on the page."""
        return tuple(item for group in self.groups for item in group.items)

    def neighbours(self, title: str) -> tuple[Neighbour | None, Neighbour | None]:
        """Return the pages before and after this one."""
        before, after = (
            Neighbour(self.pages[n - 1], gettext("{title}, page {number}", title=title, number=n))
            if 1 <= n <= self.last
            else None
            for n in (self.number - 1, self.number + 1)
        )
        return before, after

    def titled(self, title: str) -> str:
        """Return what the page is called."""
        if self.number == 1:
            return title
        return gettext("{title}, page {number} of {last}", title=title, number=self.number, last=self.last)

    def page(
        self, title: str, description: str, content: Markup, section: str = addresses.DOCUMENTS, *, short: str = ""
    ) -> Page:
        """Return the page itself, from which one goes on to the pages before and after it.

        `title` is that of the whole list, `short` what it is called where one goes on, if not so.
        """
        before, after = self.neighbours(short or title)
        name = self.titled(title)
        return Page(self.address, name, description, content, previous=before, next=after, section=section)


def in_pages(address: str, groups: Sequence[Group[T]], size: int = PAGE) -> list[ListPage[T]]:
    """Cut a list into pages; there is always one."""
    pages: list[list[Group[T]]] = [[]]
    room = size
    jumps = []
    for group in groups:
        at = 0
        while at < len(group.items):
            if not room:
                pages.append([])
                room = size
            items = group.items[at : at + room]
            if not at and group.heading:
                jumps.append(Jump(group.heading, addresses.paged(address, len(pages)), group.anchor))
            pages[-1].append(Group(group.heading, group.anchor, items, is_continued=at > 0))
            at += len(items)
            room -= len(items)
    total = sum(len(group.items) for group in groups)
    worth_it = tuple(jumps) if len(jumps) > 1 and total > FEW else ()
    all_pages = tuple(addresses.paged(address, number) for number in range(1, len(pages) + 1))
    starts = [0]
    for page in pages:
        starts.append(starts[-1] + sum(len(group.items) for group in page))
    return [
        ListPage(all_pages[n], n + 1, len(pages), starts[n], total, tuple(page), worth_it, all_pages)
        for n, page in enumerate(pages)
    ]


def by_year(documents: Iterable[Document]) -> list[Group[Document]]:
    """Return documents by date under the year of each; those of no one year, and those without a date, at the end."""
    return _grouped(documents, _year)


def by_month(documents: Iterable[Document]) -> list[Group[Document]]:
    """Return documents of one year by date, under the month of each where it has one."""
    return _grouped(documents, _month)


def _year(document: Document) -> tuple[str, str]:
    year = year_of(document)
    if year:
        return year, f"year-{addresses.document_id(year)}"
    return (capital(gettext("no single year")), "dated") if document.first("date") else (gettext(UNDATED), "undated")


def _month(document: Document) -> tuple[str, str]:
    number = month_of(document)
    return (months()[number], f"month-{number}") if number else (gettext("Month not stated"), "month-not-stated")


def _grouped(documents: Iterable[Document], heading_of: Callable[[Document], tuple[str, str]]) -> list[Group[Document]]:
    groups = gathered((heading_of(document), document) for document in sorted(documents, key=chronological))
    order = sorted(groups, key=lambda heading: place_of(heading[1], groups[heading][0]))
    is_one = [anchor for _, anchor in order] == ["undated"]  # a heading for all of a list says nothing
    return [Group("" if is_one else heading, anchor, tuple(groups[heading, anchor])) for heading, anchor in order]


def place_of(anchor: str, first: Document) -> tuple[int, tuple[int, ...]]:
    """Return what sorts headings over documents by their anchors and the first of each; those of no one year are last.

    By the hour, a year may begin somewhere before the one before it has ended elsewhere.
    """
    when = date_of(first)
    return _LAST.get(anchor, 0), (when and when.earliest) or ()


_LAST = {"dated": 1, "undated": 2}


def chronological(document: Document) -> tuple[object, ...]:
    """Return what sorts documents by date, undated ones at the end by title; bounds are no dates."""
    return (*sort_key(date_of(document)), *by_title(document))


def by_title(document: Document) -> tuple[object, ...]:
    """Return what sorts documents of one date or of none: those that a curator gave a place, the others by title."""
    return not document.order, natural(document.order), natural(document.title), document.id


def month_of(document: Document) -> int:
    """Return the one month, 1 to 12, that the date of a document lies in; 0 where there is none."""
    when = date_of(document)
    return when.month if when else 0


def document_list(part: ListPage[Document], label: str, seconds: Mapping[str, SecondLine]) -> Markup:
    """Return a page of a list of documents, with what leads to its other pages."""
    groups: Iterator[tuple[Group[Document], list[object]]] = (
        (group, [summarise(document) for document in group.items]) for group in part.groups
    )
    return fill("document_list.html", part.address, part=part, groups=groups, label=label, seconds=seconds)
