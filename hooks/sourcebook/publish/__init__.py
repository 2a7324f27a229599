"""Publish: a built site takes its place, is copied, and says what it was made from."""
