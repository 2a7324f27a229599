"""Check: the built site against its sources, before it takes the old one's place."""
