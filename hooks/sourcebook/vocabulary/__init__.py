"""Vocabulary: one table a concept, which every step reads and none repeats."""
