"""Cite: documents → entries (what there is to cite of each) → citations in real styles, and files for machines."""

from sourcebook.cite.citing import cite_entries, moved
from sourcebook.cite.entry import Entry, entry_of
from sourcebook.cite.styles import STYLES

__all__ = ["STYLES", "Entry", "cite_entries", "entry_of", "moved"]
