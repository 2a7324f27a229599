"""The home page's part that comes from the archive: its introduction and the way to its documents."""

from __future__ import annotations

import re

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.model import Archive
from sourcebook.render.environment import fill
from sourcebook.render.summary import summarise

SHOWN = 12
"""Documents listed at home; the catalogue has them all."""


def home(archive: Archive) -> Markup:
    """Return the archive's title, introduction and first documents."""
    paragraphs = [part for part in re.split(r"\n\s*\n", archive.about.introduction) if part.strip()]
    return fill(
        "home.html",
        addresses.HOME,
        about=archive.about,
        introduction=paragraphs,
        documents=[summarise(document) for document in archive.documents[:SHOWN]],
        count=len(archive.documents),
        words=sum(document.source.words for document in archive.documents),
    )
