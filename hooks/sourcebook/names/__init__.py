"""Name: documents and the names file in, mentions out: who and what the texts name, and where."""
