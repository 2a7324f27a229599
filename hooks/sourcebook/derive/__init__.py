"""Derive: what follows from the links and from the texts side by side."""
