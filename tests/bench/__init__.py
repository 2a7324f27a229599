"""The benchmark: what the link engine costs, and what it finds, on corpora anyone can make again."""
