"""Read: a folder in, its texts, sidecars and archive-wide files out; every problem told, nothing changed."""
