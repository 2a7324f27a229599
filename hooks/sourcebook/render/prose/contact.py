"""The contact that archive.yml names, for the page on rights and takedown."""

from __future__ import annotations

import re

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.model import Archive
from sourcebook.render.base.environment import fill

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
        link=f"mailto:{value}" if is_mail else value,
        reaches_nobody=bool(_RESERVED.search(value)),
    )
