"""Cite: documents → entries (what there is to cite of each) → citations in real styles, and files for machines."""

from sourcebook.cite.citing import cite_entries

__all__ = ["cite_entries"]
