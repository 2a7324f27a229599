"""What kind of file calls itself a text, by how it begins."""

import re

_HEAD = 4096
"""Bytes of a file that are looked at."""
_BEGINNINGS = ((b"%pdf-", ".pdf"), (b"<!doctype html", ".html"), (b"<html", ".html"), (b"{\\rtf", ".rtf"))
_MAIL = re.compile(rb"(?:[a-z][a-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2}")
_BY_A_PROGRAM = re.compile(
    rb"^(?:return-path|received|delivered-to|mime-version|message-id|content-type):", re.MULTILINE
)
"""Headers that nobody types: a text may well begin with From and To."""


def disguised(raw: bytes) -> str:
    """Return the ending that a file should have which begins like this, such as `.html`; nothing for a text."""
    begins = raw[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower().replace(b"\r\n", b"\n")
    found = next((ending for beginning, ending in _BEGINNINGS if begins.startswith(beginning)), "")
    if not found and _MAIL.match(begins) and _BY_A_PROGRAM.search(begins.partition(b"\n\n")[0]):
        return ".eml"
    return found
