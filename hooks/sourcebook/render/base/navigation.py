"""Which sections an archive has nothing for: their pages stand, and the navigation doesn't name them."""

from sourcebook import addresses
from sourcebook.model import Archive
from sourcebook.vocabulary.fields import DATES
from sourcebook.wording import N_

TITLES = (
    N_("Home"),
    N_("Documents"),
    N_("Browse"),
    N_("Shared passages"),
    N_("Names"),
    N_("Timeline"),
    N_("Search"),
    N_("Check a quotation"),
    N_("Guide"),
    N_("About"),
    N_("How texts are described"),
    N_("How links are found"),
    N_("How names are found"),
    N_("How search works"),
    N_("Letter for letter"),
    N_("Citing"),
    N_("Permanent addresses"),
    N_("Rights and takedown"),
    N_("Glossary"),
)
"""What mkdocs.yml calls the pages that any archive has: they are put into the language of the pages."""


def empty_sections(archive: Archive) -> frozenset[str]:
    """Return the addresses of sections that would be empty: no shared passage, no name, no text with any date."""
    has_something = {
        addresses.PASSAGES: bool(archive.passages),
        addresses.NAMES: bool(archive.mentions),
        addresses.TIMELINE: any(document.first(name) for document in archive.documents for name in DATES),
    }
    return frozenset(section for section, has in has_something.items() if not has)
