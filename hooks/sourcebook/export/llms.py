"""llms.txt: what the archive is and where everything stands, for language models that read it on somebody's behalf.

The form is that of https://llmstxt.org/: Markdown, a title, a summary, and lists of links.
"""

import html
import re
from collections.abc import Iterator

from sourcebook import addresses
from sourcebook.direction import in_order
from sourcebook.model import Archive
from sourcebook.vocabulary.sentence import facts_in_words

LISTED = 500
"""Documents that are listed one by one; the catalogue has them all."""

_DATA = (
    (addresses.CATALOGUE_JSON, "Catalogue", "every document with its facts and how each is known"),
    (addresses.TEXTS, "All texts", "each as the file that was received, in one zip file"),
    (addresses.FEED, "Changes", "what was added and corrected, as an Atom feed"),
)
_ABOUT = (
    ("about/describing/", "How texts are described", "what the bases of a value mean"),
    (addresses.CITING, "Citing", "how documents and paragraphs are cited"),
    (addresses.TAKEDOWN, "Rights and takedown", "who holds rights in the texts"),
)
_NOTES = (
    "The texts are sources: what they report, claim or allege are their words and not the archive's.",
    "A value in a header or record has a basis; what nobody states is left out, and must not be filled in.",
    "Cite a document by its address, a paragraph by its address and anchor (#p1, #p2, …), and name the version.",
)
_MARKDOWN = re.compile(r"([\\`*_\[\]#])")


def llms(archive: Archive) -> bytes:
    """Return the file, in UTF-8; addresses are relative to it where the archive has no public one."""
    return ("\n".join(_lines(archive)) + "\n").encode()


def _lines(archive: Archive) -> Iterator[str]:
    def link(address: str, label: str, says: str) -> str:
        return f"- [{_plain(label)}]({addresses.absolute(archive.site_url, address)}): {_plain(says)}"

    yield f"# {_plain(archive.about.title)}"
    if archive.about.introduction.strip():
        yield f"\n> {_plain(archive.about.introduction)}"
    yield ""
    yield from (f"- {note}" for note in _NOTES)
    yield "\n## Documents\n"
    for document in archive.documents[:LISTED]:
        address = addresses.source_text if document.status == "published" else addresses.document
        yield link(address(document.id), document.title, facts_in_words(document))
    if len(archive.documents) > LISTED:
        yield link(addresses.CATALOGUE_JSON, f"{len(archive.documents) - LISTED:,} more", "in the catalogue")
    yield "\n## Data\n"
    yield from (link(*row) for row in _DATA)
    yield "\n## About\n"
    yield from (link(*row) for row in _ABOUT)


def _plain(text: str) -> str:
    """Return a text on one line in which Markdown finds no markup."""
    return _MARKDOWN.sub(r"\\\1", html.escape(" ".join(in_order(text).split()), quote=False))
