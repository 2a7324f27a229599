"""What a page is before it is put into the theme's shell."""

from markupsafe import Markup
from msgspec import Struct

from sourcebook.wording import N_


class Heading(Struct, frozen=True):
    """An entry of "On this page"."""

    anchor: str
    label: str
    count: str = ""
    """How much stands there, with its unit where the label doesn't name it: “5 texts”."""


class Neighbour(Struct, frozen=True):
    """The page before or after this one."""

    address: str
    title: str


class Page(Struct, frozen=True):
    """One page of the archive, the shell around it left out."""

    address: str
    title: str
    """Plain text; escaped where it is put into the shell."""
    description: str
    """Plain text for search engines; made of facts, never of a source's own words."""
    content: Markup
    head: Markup = Markup()
    """More elements for the document's head."""
    headings: tuple[Heading, ...] = ()
    skips: tuple[tuple[str, str], ...] = (("content", N_("Skip to the content")),)
    """What a reader may come for: anchors with the words of the links that skip to them."""
    previous: Neighbour | None = None
    next: Neighbour | None = None
    is_article: bool = False
    """Whether it is one text, and not a list or a tool: those who link to it may show it otherwise."""
    canonical: str = ""
    """The address that stands for this one, if it is another."""
    section: str = "documents/"
    """The address of the page of the navigation that it stands under."""
