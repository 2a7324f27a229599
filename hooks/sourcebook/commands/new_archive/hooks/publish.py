"""The MkDocs hook of this archive: all of it is Sourcebook's."""

from sourcebook.hook import *  # noqa: F403
