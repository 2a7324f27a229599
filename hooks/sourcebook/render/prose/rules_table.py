"""The rules by which links are found, as tables on the page that explains them."""

from __future__ import annotations

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.model import Archive
from sourcebook.render.base.environment import fill
from sourcebook.text.stop_words import LANGUAGES, STOP_WORDS
from sourcebook.vocabulary.kinds import KINDS
from sourcebook.vocabulary.link_kinds import KINDS as LINK_KINDS
from sourcebook.vocabulary.link_kinds import REASONS
from sourcebook.vocabulary.roles import ROLES, SILENT
from sourcebook.wording import gettext, in_sentence


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
