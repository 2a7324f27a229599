"""Which sections an archive has nothing for: their pages stand, and the navigation doesn't name them."""

from sourcebook import addresses
from sourcebook.model import Archive
from sourcebook.vocabulary.fields import DATES


def empty_sections(archive: Archive) -> frozenset[str]:
    """Return the addresses of sections that would be empty: no shared passage, no name, no text with any date."""
    has_something = {
        addresses.PASSAGES: bool(archive.passages),
        addresses.NAMES: bool(archive.mentions),
        addresses.TIMELINE: any(document.first(name) for document in archive.documents for name in DATES),
    }
    return frozenset(section for section, has in has_something.items() if not has)
