"""cite.ris: a document as RIS, which nearly every reference manager reads."""

import rispy

from sourcebook.model import Document
from sourcebook.vocabulary.citable import CitedName, Entry
from sourcebook.vocabulary.cited_dates import Issued
from sourcebook.vocabulary.date_words import season_in_words, year_in_words


def cite_ris(entry: Entry, _: Document) -> bytes:
    """Return a document as one record of RIS, in UTF-8."""
    text: str = rispy.dumps([ris_record(entry)], implementation=_Writer)
    return text.encode()


def ris_record(entry: Entry) -> dict[str, str | list[str]]:
    """Return an entry by the names that rispy has for the tags of RIS."""
    publisher = "; ".join(name.natural for name in entry.publishers)
    values: dict[str, str | list[str]] = {
        "type_of_reference": entry.cited_as.ris,
        "authors": [_name(name) for name in entry.authors],
        "secondary_authors": [_name(name) for name in entry.recipients],
        "title": entry.title,
        "secondary_title": publisher if entry.cited_as.is_news else "",
        "publisher": "" if entry.cited_as.is_news else publisher,
        "place_published": "; ".join(entry.places),
        "tertiary_title": entry.series,
        **_date(entry.issued),
        "type_of_work": entry.genre,
        "language": ", ".join(entry.languages),
        "name_of_database": entry.archive,
        "accession_number": entry.location,
        "urls": [entry.url] if entry.url else [],
        "notes": [entry.note] if entry.note else [],
    }
    return {key: value for key, value in values.items() if value}


def _name(name: CitedName) -> str:
    """Return “Family, Given, Suffix”; a comma ends a name that has no parts, or readers take its last word for one."""
    return f"{name.literal}," if name.literal else name.inverted


def _date(date: Issued | None) -> dict[str, str]:
    """Return the year, and the date as `YYYY/MM/DD/` with words behind it where numbers say more or less than it does.

    The year stands alone in its tag wherever the date lies in one. What lies in none has words alone, which the format
    lets follow the empty parts.
    """
    if date is None:
        return {}
    year, month, day = (*date.parts[0], 0, 0)[:3] if len(date.parts) == 1 else (date.year or 0, 0, 0)
    words = "" if len(date.parts) == 1 and not date.is_uncertain else date.marked
    if date.season:
        words = date.marked if date.is_uncertain else season_in_words(date.season)
    if year < 1:  # EDTF's year 0 is 1 BCE; the format has no number for it
        return {"date": f"///{date.marked}"} | ({"year": year_in_words(date.year)} if date.year is not None else {})
    numbers = [f"{number:02}" if number else "" for number in (month, day)]
    return {"year": f"{year:04}", "date": f"{year:04}/{'/'.join(numbers)}/{words}"}


class _Writer(rispy.RisWriter):  # type: ignore[misc]  # rispy is not typed
    """Writes no number before a record: there is one."""

    def set_header(self, count: int) -> str:
        return ""
