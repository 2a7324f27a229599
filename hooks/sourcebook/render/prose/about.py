"""What the pages about any archive say of this one: what it was made from, its copies, its contact, its rules."""

import re
from urllib.parse import quote

from markupsafe import Markup

from sourcebook import __version__, addresses
from sourcebook.model import Archive
from sourcebook.render.base.environment import fill
from sourcebook.text.stop_words import LANGUAGES, STOP_WORDS
from sourcebook.vocabulary.kinds import KINDS
from sourcebook.vocabulary.link_kinds import KINDS as LINK_KINDS
from sourcebook.vocabulary.link_kinds import REASONS
from sourcebook.vocabulary.roles import ROLES, SILENT
from sourcebook.wording import gettext, in_sentence, marked

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


_RESERVED = re.compile(
    r"(?:^|[@./])(?:example\.(?:com|net|org)|[^@/\s]+\.(?:example|invalid|test))(?:[/:?#]|$)", re.IGNORECASE
)
"""Hosts that RFC 2606 keeps for examples: nobody can be reached there."""


def contact(archive: Archive) -> Markup:
    """Return the contact as a link; a plain sentence where the archive names none, or one that reaches nobody."""
    value = archive.about.contact
    is_mail = "@" in value and "://" not in value
    return fill(
        "contact.html",
        addresses.TAKEDOWN,
        contact=value,
        link=f"mailto:{quote(value, safe='@')}" if is_mail else value,
        reaches_nobody=bool(_RESERVED.search(value)),
    )


def link_rules(archive: Archive) -> Markup:
    """Return the tables of kinds, reasons and thresholds."""
    return fill(
        "rules.html",
        addresses.LINKS,
        rules=archive.rules,
        kinds=list(LINK_KINDS.values()),
        reasons=[(key, gettext(words)) for key, words in REASONS.items()],
        primary=sorted(in_sentence(gettext(kind.label)) for kind in KINDS.values() if kind.is_primary),
        silent=sorted(gettext(ROLES[name].margin) for name in SILENT),
        stop_words=len(STOP_WORDS),
        languages=len(LANGUAGES) - 1,
        links=len(archive.links),
    )
