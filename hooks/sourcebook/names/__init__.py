"""Name: documents and the names file in, mentions out: who and what the texts name, and where."""

from sourcebook.names.candidates import Candidate, candidates
from sourcebook.names.descriptions import check_descriptions
from sourcebook.names.mentions import find_mentions, name_of, unused_aliases
from sourcebook.names.names_file import FILE, NamesFile, read_names

__all__ = [
    "FILE",
    "Candidate",
    "NamesFile",
    "candidates",
    "check_descriptions",
    "find_mentions",
    "name_of",
    "read_names",
    "unused_aliases",
]
