"""A mail → its heads and its words, by Python's own parser."""

import email.policy
import re
from collections.abc import Callable, Iterator
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser

from sourcebook.intake.unknown_encoding import decoded

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_BLANK = "\n\n"
_SIGNATURE = "-- "
"""The line above a signature."""
_HEAD = re.compile(rb".*?(?=\r?\n\r?\n|\Z)", re.DOTALL)


def read_mail(raw: bytes, encoding: str, read_page: Callable[[str], str]) -> str:
    """Return the text of a mail: its heads, and what it and the mails that it passes on say.

    `encoding`: of what is not in UTF-8 and declares none; `read_page`: the text of a web page.
    """
    message, head = _parsed(raw), _HEAD.match(raw)
    if head and not head[0].isascii():
        letters, _ = decoded(head[0], encoding, message.get_content_charset(""))
        message = _parsed(letters.encode() + raw[head.end() :])
    return _read_in(message, encoding, read_page)


def _parsed(raw: bytes) -> EmailMessage:
    return BytesParser(EmailMessage, policy=email.policy.default).parsebytes(raw)


def _read_in(message: EmailMessage, encoding: str, read_page: Callable[[str], str]) -> str:
    headers = [f"{name}: {message[name]}" for name in _SHOWN if message[name]]
    contents = [_content(part, encoding, read_page).strip("\r\n") for part in _bodies(message)]
    return _BLANK.join(["\n".join(headers), *contents])


def _bodies(message: MIMEPart) -> Iterator[MIMEPart]:
    """Yield the parts of a mail that are read in it: one of those that say the same, and nothing that is attached."""
    if message.get_content_type() == "multipart/mixed":
        for part in message.iter_parts():
            if not (part.is_attachment() or part.get_filename()):
                yield from _bodies(part)
    elif message.get_content_type() == "message/rfc822":
        yield message
    elif body := message.get_body(("plain", "html")):
        yield body


def _content(part: MIMEPart, encoding: str, read_page: Callable[[str], str]) -> str:
    if part.get_content_type() == "message/rfc822":
        return _read_in(part.get_content(), encoding, read_page)  # a mail that is passed on
    payload = part.get_payload(decode=True)
    text = decoded(payload, encoding, part.get_content_charset(""))[0] if isinstance(payload, bytes) else ""
    if part.get_content_type() == "text/html":
        return read_page(text)
    return _flowing(text, delsp=part.get_param("delsp") == "yes") if part.get_param("format") == "flowed" else text


def _flowing(text: str, *, delsp: bool) -> str:
    """Return a text whose lines go on where they end with a space, as RFC 3676 has it; that is dropped with `delsp`."""
    lines: list[tuple[str, str]] = []
    goes_on = ""
    for line in text.splitlines():
        words = line.lstrip(">")
        quoted = line[: len(line) - len(words)]
        words = words.removeprefix(" ")  # put before what begins with a space, a mark or “From”
        if words and goes_on and lines[-1][0] == quoted and words != _SIGNATURE:
            words = f"{goes_on.removesuffix(' ' * delsp)}{words}"
            lines.pop()
        lines.append((quoted, words))
        goes_on = words if words.endswith(" ") and words != _SIGNATURE else ""
    return "\n".join(f"{quoted} {words}" if quoted else words for quoted, words in lines)
