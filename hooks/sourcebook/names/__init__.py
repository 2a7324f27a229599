"""Name: documents and the names file in, mentions out: who and what the texts name, and where."""

from sourcebook.names.candidates import Candidate, candidates
from sourcebook.names.descriptions import check_descriptions
from sourcebook.names.mentions import find_mentions, name_of, unused_aliases

__all__ = [
    "Candidate",
    "candidates",
    "check_descriptions",
    "find_mentions",
    "name_of",
    "unused_aliases",
]
