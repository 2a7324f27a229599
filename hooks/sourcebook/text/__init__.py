"""Text: paragraphs, words, sentences and places in a text; cut here once, used by all."""
