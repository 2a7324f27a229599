"""Read: a folder in, its texts, sidecars and archive-wide files out; every problem told, nothing changed."""

from sourcebook.read.folder import Reading, read_folder

__all__ = ["Reading", "read_folder"]
