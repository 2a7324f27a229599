"""archive.yml → what the archive says of itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from sourcebook.curated.marked_yaml import Node, read_yaml
from sourcebook.model import About
from sourcebook.problems import Findings, shown
from sourcebook.read.folder import Reading, read_bytes

FILE = "archive.yml"
LARGEST = 1024 * 1024
_MAIL = re.compile(r"[^\s@<>:/]+@[^\s@<>:/]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_NUMBER = re.compile(r"[1-9][0-9]{0,11}")


def _text(value: str) -> str:
    return value.strip()


def _title(value: str) -> str:
    if title := " ".join(value.split()):
        return title
    raise ValueError("a title, or leave the key out")


def _contact(value: str) -> str:
    if _MAIL.fullmatch(value) or _is_web_address(value):
        return value
    raise ValueError("an e-mail address or an http(s) address")


def _web_address(value: str) -> str:
    if _is_web_address(value):
        return value
    raise ValueError("an http(s) address")


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:  # a bracket out of place
        return False
    is_plain = value.isprintable() and " " not in value and not parts.username
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and is_plain


def _language(value: str) -> str:
    if _LANGUAGE.fullmatch(value):
        return value
    raise ValueError("a language tag (BCP 47), such as en or pt-BR")


def _size(value: str) -> int:
    if _NUMBER.fullmatch(value):
        return int(value)
    raise ValueError("a number of bytes")


KEYS: dict[str, Callable[[str], str | int]] = {
    "title": _title,
    "introduction": _text,
    "contact": _contact,
    "language": _language,
    "rights": _web_address,
    "rights_note": _text,
    "copies": _text,
    "largest_text": _size,
}
"""What archive.yml may say, and how each value is read; a reader raises ValueError with what it wants instead."""


def read_about(reading: Reading, findings: Findings) -> About:
    """Return what archive.yml says; the defaults where there is no such file."""
    file = reading.label(FILE)
    path = reading.files.get(FILE)
    raw = read_bytes(path, file, LARGEST, findings) if path else None
    node = read_yaml(file, raw, findings) if raw is not None else None
    if node is None:
        return About()
    values = {key: _read(key, entry, file, findings) for key, entry in (node.entries or {}).items()}
    return About(**{key: value for key, value in values.items() if value is not None})  # type: ignore[arg-type]


def _read(key: str, node: Node, file: str, findings: Findings) -> str | int | None:
    if key not in KEYS:
        findings.error(file, node.line, f"unknown key {shown(key)}", f"Use one of {', '.join(KEYS)}")
    elif not isinstance(node.value, str):
        findings.error(file, node.line, f"{key} is not a plain value", f"Write `{key}: …` on one line, or a block text")
    else:
        try:
            return KEYS[key](node.value)
        except ValueError as wanted:
            findings.error(file, node.line, f"{key} is {shown(node.value)}", f"Give {wanted}")
    return None
