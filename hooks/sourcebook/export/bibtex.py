"""cite.bib: a document as BibTeX, for LaTeX."""

import re

from sourcebook.model import Document
from sourcebook.vocabulary.citable import CitedName, Entry
from sourcebook.vocabulary.cited_dates import Issued
from sourcebook.vocabulary.date_words import season_in_words
from sourcebook.wording import capital, gettext

_COMMANDS = str.maketrans(
    {sign: rf"\{sign}" for sign in "{}%&#$_"}
    | {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
)
"""What LaTeX takes for a command, and how it is written as a character. Everything else stands as it is, in UTF-8."""
_LONE_BRACES = _COMMANDS | str.maketrans({"{": r"\textbraceleft{}", "}": r"\textbraceright{}"})
"""BibTeX counts braces even behind a backslash: where they don't pair, they need names."""
_BRACES = re.compile("[{}]")
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=[?!])(?=`)")
"""Where LaTeX would join two characters into one."""


def cite_bib(entry: Entry, document: Document) -> bytes:
    """Return a document as one entry of BibTeX, in UTF-8."""
    return bibtex_entry(entry, document.source.sha256).encode()


def bibtex_entry(entry: Entry, sha256: str) -> str:
    """Return an entry as BibTeX has it. Its key is the id; the start of `sha256` where BibTeX can't have that."""
    kind = entry.cited_as.bibtex
    publisher = "; ".join(name.natural for name in entry.publishers)
    if kind in _NEEDS_PUBLISHER and not publisher:
        kind = "misc"
    values = {
        "author": " and ".join(map(_name, entry.authors)),
        "title": f"{{{escaped(entry.title)}}}",  # in braces of its own: BibTeX changes no capital of it
        _NEEDS_PUBLISHER.get(kind, "publisher"): escaped(publisher),
        "address": escaped("; ".join(entry.places)),
        "series": escaped(entry.series),
        "howpublished": escaped(_genre(entry)) if kind == "misc" else "",
        "type": escaped(_genre(entry)) if kind == "techreport" else "",
        "note": escaped(". ".join(filter(None, (_found_in(entry), entry.note, _date_in_words(entry.issued))))),
        "language": escaped(", ".join(entry.languages)),
        "url": entry.url,
    }
    fields = {name: f"{{{value}}}" for name, value in values.items() if value} | _date(entry.issued)
    lines = "".join(f"  {name} = {value},\n" for name, value in fields.items())
    key = entry.id if entry.id.isascii() else f"sha256-{sha256[:16]}"
    return f"@{kind}{{{key},\n{lines}}}\n"


_NEEDS_PUBLISHER = {"article": "journal", "techreport": "institution"}
"""Types that can't do without a publisher, and what they call it."""


def _genre(entry: Entry) -> str:
    """Return the kind, with whom it is addressed to: “Letter to …”."""
    names = "; ".join(name.natural for name in entry.recipients)
    genre = entry.genre or (gettext("letter") if names else "")
    return capital(gettext("{genre} to {names}", genre=genre, names=names) if names else genre)


def _found_in(entry: Entry) -> str:
    return ", ".join(filter(None, (entry.archive, entry.location)))


def escaped(text: str) -> str:
    """Return a text as LaTeX prints it character by character."""
    return _LIGATURE.sub("\0", text).translate(_COMMANDS if _pairs(text) else _LONE_BRACES).replace("\0", "{}")


def _pairs(text: str) -> bool:
    """Say whether each brace has its other: most texts have none."""
    depth = 0
    for brace in _BRACES.findall(text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _name(name: CitedName) -> str:
    """Return a name so that BibTeX takes it apart where the record does: “de Blasio” in braces is one family name."""
    if name.literal:
        return f"{{{escaped(name.literal)}}}"
    is_simple = not any(word[:1].islower() for word in name.family.split())
    parts = (_part(name.family, is_simple=is_simple), _part(name.suffix), _part(name.given))
    return _AND.sub(r" {\1} ", ", ".join(filter(None, parts)))


_AND = re.compile(" (and) ", re.IGNORECASE)
"""What parts two people to BibTeX, in capitals too."""


def _part(part: str, *, is_simple: bool = True) -> str:
    """Return a part of a name; in braces where BibTeX would part it once more, as at the comma of “PhD, MD”."""
    return escaped(part) if is_simple and "," not in part else f"{{{escaped(part)}}}"


_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def _date(date: Issued | None) -> dict[str, str]:
    """Return year, month or season, and day, as far as they are known; in words what lies in no one year."""
    if date is None:
        return {}
    if len(date.parts) != 1:
        is_number = date.year is not None and date.year > 0  # EDTF's year 0 is 1 BCE
        return {"year": f"{{{date.year if is_number else escaped(date.marked)}}}"}
    year, *rest = date.parts[0]
    fields = {"year": f"{{{year}}}"}
    if date.season:
        fields["month"] = f"{{{season_in_words(date.season)}}}"
    if rest:
        fields["month"] = _MONTHS[rest[0] - 1]
    if len(rest) > 1:
        fields["day"] = f"{{{rest[1]}}}"
    return fields


def _date_in_words(date: Issued | None) -> str:
    """Return what year, month and day don't say of a date; nothing where they say it all."""
    says_all = date is None or (len(date.parts) == 1 and not date.is_uncertain) or date.year is None
    return "" if date is None or says_all else f"{gettext('Date')}: {date.marked}"
