"""What the pages about any archive say of this one: what it was made from, and where copies of it are kept."""

from __future__ import annotations

import re

from markupsafe import Markup

from sourcebook import __version__, addresses
from sourcebook.model import Archive
from sourcebook.render.base.environment import fill
from sourcebook.wording import marked

ABOUT = "about/"
_CHANGED = "-changed"


def made_from(archive: Archive) -> Markup:
    """Return the commit that the site was made from, and the version of the code and of its rules."""
    return fill(
        "made_from.html",
        ABOUT,
        commit=archive.commit.removesuffix(_CHANGED),
        is_changed=archive.commit.endswith(_CHANGED),
        version=__version__,
        rules=archive.rules.version,
    )


def in_english() -> Markup:
    """Return what is said above a page that nobody has put into the language of the pages."""
    return marked("This page is available in English only.")


def copies(archive: Archive) -> Markup:
    """Return where this archive's copies are kept, as its curator names them; a plain sentence where none is named."""
    paragraphs = [part for part in re.split(r"\n\s*\n", archive.about.copies) if part.strip()]
    recorded = [holding for holding in archive.holdings.values() if holding.is_recorded]
    return fill(
        "copies.html",
        addresses.PROMISES,
        copies=paragraphs,
        recorded=len(recorded),
        count=len(archive.documents),
    )
