"""SITE_URL → the address at which the site will stand."""

import re
from ipaddress import IPv4Address
from unicodedata import category
from urllib.parse import unquote, urlsplit

from sourcebook.problems import Findings
from sourcebook.read.file_names import holds_hidden

NAME = "SITE_URL"
_SHOWN = 200
"""Characters of an address that a message repeats."""
_LONGEST_HOST = 253
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = rf"{_LABEL}(?:\.{_LABEL})*\.?|\[[0-9A-Fa-f:.]+\]"
_SEGMENT = r"(?:[A-Za-z0-9._~!$'()*+,;=:@-]|%[0-9A-Fa-f]{2})+"
_ADDRESS = re.compile(rf"https?://(?:{_HOST})(?::[0-9]{{1,5}})?(?:/{_SEGMENT})*")
_FOREIGN = re.compile(r"[^A-Za-z0-9._~!$'()*+,;=:@/%\[\]-]")
_PARTS_OF_A_PATH = re.compile(r"(?:/|%2f|%5c)(?:\.|%2e){1,2}(?=/|%2f|%5c|$)", re.IGNORECASE)
_SCHEME_AND_HOST = re.compile(r"^https?://[^/]*", re.IGNORECASE)
"""Which may be written in capitals too."""
_OF_A_PAGE = re.compile(r"[^/]/(?:[^/]+\.(?:x?html?|php|aspx?|jsp|xml|txt)|(?:index|default)\.\w+)$", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
"""What browsers read as a number at the end of a host, which is an IP address then."""
_FOREIGN_NAME = re.compile(r"(?:^|(?<=\.))xn--([^.]*)")
"""A label that stands for one in other letters."""
_NOT_ONE = "its host, its port or its path is not written as one"


def read_site_url(value: str, findings: Findings) -> str:
    """Return the site's address with a slash at its end; nothing where none is given."""
    value = _SCHEME_AND_HOST.sub(lambda found: found[0].lower(), value.strip().rstrip("/"))
    if not value:
        return ""
    if why := _fault(value):
        remedy = "Give the http(s) address of the home page, such as https://archive.example/letters/, or unset it"
        findings.error(NAME, 0, f"{value[:_SHOWN]!a} is no address of a site: {why}", remedy)
        return ""
    return f"{value}/"


def _fault(value: str) -> str:
    """Say what is wrong with an address; nothing if all is well."""
    foreign = _FOREIGN.search(value)
    sign = f"it holds {foreign[0]!a}, which has to be written otherwise there" if foreign else ""
    faults = (
        (not value.startswith(("http://", "https://")), "it doesn't begin with https:// or http://"),
        ("?" in value or "#" in value, "nothing may follow its path"),
        (bool(sign), f"{sign} (a name as xn--…, a sign as %…)"),
        ("@" in value.partition("://")[2].partition("/")[0], "it holds a user's name"),
        (_PARTS_OF_A_PATH.search(value), "its path goes up"),
        (holds_hidden(unquote(value)), "it holds a character that can't be seen, written as %…"),
        (_OF_A_PAGE.search(value), "it is that of a page, and not of the folder that the site is in"),
        (not _ADDRESS.fullmatch(value), _NOT_ONE),
        (not _can_be_reached(value), _NOT_ONE),
    )
    return next((why for is_so, why in faults if is_so), "")


def _can_be_reached(value: str) -> bool:
    """Say whether there can be such a host and port: what ends in a number, or has brackets, is an IP address."""
    try:
        parts = urlsplit(value)
        host = (parts.hostname or "").removesuffix(".")
        if _NUMBER.fullmatch(host.rpartition(".")[2]):
            IPv4Address(host)
        letters = [name.encode().decode("punycode") for name in _FOREIGN_NAME.findall(host)]
        if any(name.isascii() or any(category(each) in {"Cc", "Cn"} for each in name) for name in letters):
            return False
        return parts.port != 0 and len(host) <= _LONGEST_HOST
    except ValueError:
        return False
