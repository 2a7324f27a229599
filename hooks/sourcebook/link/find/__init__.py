"""Where two texts have words in common: from words to passages."""
