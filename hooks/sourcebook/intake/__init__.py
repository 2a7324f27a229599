"""Intake: files of other formats → texts, and what each states of itself, proposed with its words."""
