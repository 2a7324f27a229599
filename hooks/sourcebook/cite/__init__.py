"""Cite: documents → entries (what there is to cite of each) → citations in real styles, and files for machines."""
