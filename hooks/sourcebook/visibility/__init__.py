"""Visibility: who may see what of an archive, and what must not be shown."""
