"""When documents were made: the timeline and its pictures."""
