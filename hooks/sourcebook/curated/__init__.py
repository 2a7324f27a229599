"""Curated: what people write about an archive, read with the line of every value."""
