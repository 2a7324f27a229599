"""Cite: documents → entries (what there is to cite of each) → citations in real styles, and files for machines."""

from sourcebook.cite.citing import cite_entries
from sourcebook.cite.styles import STYLES

__all__ = ["STYLES", "cite_entries"]
