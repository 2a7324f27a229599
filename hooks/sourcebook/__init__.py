"""Sourcebook, the library: a folder of plain texts in, the pages and files of an archive out.

The data flows one way, through the steps that ``pipeline`` strings together: read, describe, render, export, check.
Nothing here knows MkDocs; ``hooks/publish.py`` is the only module that does.
"""

__version__ = "0.1.0"
