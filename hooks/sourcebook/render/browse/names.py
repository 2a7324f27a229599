"""Names as pages: the list of all of them by type, then a page for each."""

from collections.abc import Iterator

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.gathered import gathered
from sourcebook.model import Name
from sourcebook.model.asked import Draft
from sourcebook.render.base.environment import fill
from sourcebook.render.base.listing import PAGE, Group, ListPage, in_pages
from sourcebook.render.base.page import Page
from sourcebook.render.browse.name_index import Naming, as_sorted
from sourcebook.render.browse.name_page import name_pages
from sourcebook.vocabulary.names import TYPES
from sourcebook.wording import capital, gettext


def names_start(naming: Naming) -> Markup:
    """Return the first page of the list of names, without what people wrote above it."""
    return _list(naming, _list_parts(naming)[0])


def names_pages(naming: Naming) -> Iterator[Draft[Page]]:
    """Yield drafts of the list's second page and those after it, then of the pages of every name."""
    yield Draft(addresses.NAMES, _list_pages, naming)
    for name in naming.listed:
        yield Draft(addresses.name(name.id), name_pages, naming, (name,))


def _list_pages(naming: Naming) -> Iterator[Page]:
    for part in _list_parts(naming)[1:]:
        description = gettext("Names {first} and following of {all}.", first=part.start + 1, all=part.count)
        yield part.page(gettext("Names"), description, _list(naming, part), addresses.NAMES)


def _list_parts(naming: Naming) -> list[ListPage[Name]]:
    """Return the list of names in pages: a group for each type, or for each letter of it where there are many."""
    by_type = sorted(naming.listed, key=lambda name: list(TYPES).index(name.type))
    groups = gathered((_heading(name, len(naming.listed)), name) for name in by_type)
    return in_pages(addresses.NAMES, [Group(*key, tuple(found)) for key, found in groups.items()])


def _heading(name: Name, count: int) -> tuple[str, str]:
    type_, letter = TYPES[name.type], as_sorted(name.label)[:1].title() if count > PAGE else ""
    many = capital(gettext(type_.many))
    if not letter:
        return many, type_.many
    return gettext("{type}: {letter}", type=many, letter=letter), f"{type_.many}-{letter}"


def _list(naming: Naming, part: ListPage[Name]) -> Markup:
    return fill("names.html", part.address, part=part, naming=naming, count=len(naming.listed))
