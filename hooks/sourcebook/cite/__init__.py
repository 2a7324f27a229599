"""Cite: documents → entries (what there is to cite of each) → citations in real styles, and files for machines."""

from sourcebook.cite.citing import cite_entries, moved
from sourcebook.cite.entry import Entry, entry_of
from sourcebook.cite.styles import STYLES
from sourcebook.vocabulary.cited_kinds import CITED_AS, CitedAs, cited_as

__all__ = ["CITED_AS", "STYLES", "CitedAs", "Entry", "cite_entries", "cited_as", "entry_of", "moved"]
