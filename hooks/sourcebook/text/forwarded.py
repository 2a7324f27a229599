"""A mail → what its writer says: the words above what is forwarded or answered, which others wrote on other days."""

import re
from functools import cache

from sourcebook.text.letters.table import pattern_of, union


def own_words(text: str) -> str:
    """Return a text up to the first line that begins another's words; all of it where it begins with them."""
    found = _others().search(text, len(text) - len(text.lstrip("\ufeff \t\r\n")) + 1)
    return text[: found.start()] if found else text


@cache
def _others() -> re.Pattern[str]:
    """Return what begins another's words: lines behind `>` and who wrote them, a line that says so, a head of a mail.

    A head stands below an empty line, and has an address or a line “Sent”: that of a memorandum has neither.
    """
    said, sender, sent = (pattern_of(union(column)) for column in ("forwarded", "sender", "sent"))
    written = r"(?!>)(?:(?:(?<=\n\n)|(?<=\n\r\n))[^\n]*\d[^\n]*\n)?[^\n]*[:：][ \t\r]*\n[ \t\r\n]*>"
    head = rf"(?:\*?(?:{sender})\*?[ \t]?[:：][^\n]*(?:@|\n\*?(?:{sent})\*?[ \t]?[:：]))"
    return re.compile(
        rf"^(?:>|{written}|[-_=*]{{2,}}[ \t]?(?:{said})|(?:{said})[ \t]?[:：])|(?<=\n)[ \t\r]*\n[ \t]*{head}",
        re.MULTILINE | re.IGNORECASE,
    )
