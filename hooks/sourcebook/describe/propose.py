"""A text → what it seems to state of itself, each with its words: proposals, of which nothing is taken by itself."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from email.utils import parsedate_to_datetime

from msgspec import Struct

from sourcebook.text.days import WrittenDay, dateline, first_written_day
from sourcebook.text.forwarded import own_words
from sourcebook.text.letters import Correspondent, salutation, signature
from sourcebook.text.letters.table import plain, plain_words
from sourcebook.vocabulary.date_words import in_words
from sourcebook.vocabulary.dates import read_date
from sourcebook.vocabulary.fields import FIELDS_BY_NAME
from sourcebook.wording import N_, gettext

_NEWS = re.compile(r"^(?P<place>[A-Z][A-Z .,’'-]{2,40}) \((?P<agency>[A-Z][\w. ]{1,20})\) ?[-–—]{1,2}", re.MULTILINE)
_NOTICE = re.compile(r"^.*(?:©|\(c\)|Copyright)[^\n]*\d{4}[^\n]*$", re.MULTILINE | re.IGNORECASE)
_MAIL = re.compile(r"^(?P<name>From|To|Cc|Date|Subject): (?P<value>[^\n]+(?:\n[ \t]+[^\n]+)*)$", re.MULTILINE)
_PEOPLE = {"From": "author", "To": "addressee", "Cc": "copy_to"}
_APART = re.compile(r'(?:"[^"]*"|<[^>]*>|[^",;<>])+|[,;]')
"""What stands between the commas and semicolons of a mail's head, and these; quoted names and addresses are whole."""
_ADDRESS = re.compile(r"\s*(?:<[^>]*>|\[mailto:[^\]]*\])")
_NO_NAME = re.compile(r"=\?|:|\bon behalf of\b|\bvia\b")
"""Letters that are packed, a group, and two names where one is asked for."""
_HEAD, _FOOT = 1500, 300
"""Characters at a text's beginning, and at its end, in which its own date and dateline are looked for."""
_LINES = 12
"""Lines of either."""


class Proposal(Struct, frozen=True):
    """A value that a text may state of itself."""

    field: str
    fact: dict[str, str]
    """As a sidecar writes it."""


def propose(text: str) -> list[Proposal]:
    """Return what a text seems to state of itself, in the order of its words; each value once."""
    own = own_words(text)
    found = [*_of_mail(text)] or [*_of_letter(own), *_of_news(own)]
    found += [Proposal("rights", {"value": m[0].strip(), "stated": m[0].strip()}) for m in _NOTICE.finditer(text)]
    return list({(proposal.field, proposal.fact["value"]): proposal for proposal in found}.values())


def by_field(proposals: Iterable[Proposal]) -> dict[str, list[dict[str, str]]]:
    """Return facts by field, as a sidecar writes them; of a field that a document has once, the first."""
    found: dict[str, list[dict[str, str]]] = {}
    for proposal in proposals:
        facts = found.setdefault(proposal.field, [])
        if not facts or FIELDS_BY_NAME[proposal.field].repeats:
            facts.append(proposal.fact)
    return found


def _of_letter(text: str) -> Iterator[Proposal]:
    opening = salutation(text)
    day = _day(text, opening)
    if day and day.value:
        yield Proposal("date", {"value": day.value, "stated": day.words})
    signed = signature(text, opening.end if opening else 0, is_letter=opening is not None)
    if day and day.place and not (signed and signed.name == day.place):  # “John Brandt, 3 March 1881”
        yield Proposal("place", {"value": _small(day.place), "stated": day.place, "note": "the dateline"})
    if opening:
        yield Proposal("kind", {"value": "letter", "inferred": "the salutation", "quote": opening.words})
    if opening and opening.name:
        yield Proposal("addressee", _agent(opening))
    if signed:
        yield Proposal("author", _agent(signed))
    if opening and not _is_headed(text) and (title := _title(opening, day)):
        yield Proposal("title", {"value": title, "editor": N_("made from what the letter states of itself")})


def _is_headed(text: str) -> bool:
    """Say whether a text begins with a line by itself that is neither a place and a day nor a salutation."""
    first, _, rest = text.lstrip("\ufeff \t\r\n").partition("\n")
    is_alone = not rest.partition("\n")[0].strip()
    return is_alone and dateline(first.strip()) is None and salutation(first) is None


def _title(opening: Correspondent, day: WrittenDay | None) -> str:
    """Return a title for a letter, which bears none; empty if it would say nothing of it."""
    when = read_date(day.value) if day else None
    date = in_words(when) if when and when.iso else ""
    if opening.name and date:
        return gettext("Letter to {name}, {date}", name=opening.name, date=date)
    if opening.name:
        return gettext("Letter to {name}", name=opening.name)
    return gettext("Letter of {date}", date=date) if date else ""


def _day(text: str, opening: Correspondent | None) -> WrittenDay | None:
    """Return the day of a dateline at the text's beginning or end; else the first day of the beginning.

    A letter may speak of another letter's day behind its salutation.
    """
    lines = text[:_HEAD].splitlines()[:_LINES]
    last = text.rstrip()[-_FOOT:].splitlines()[-_LINES:]
    stated = (day for line in (*lines, *reversed(last)) if (day := dateline(line)) and len(day.value) != len("1881-03"))
    return next(stated, None) or first_written_day(text[: opening.end if opening else _HEAD])


def _of_news(text: str) -> Iterator[Proposal]:
    for found in _NEWS.finditer(text[:_HEAD]):
        words = found[0]
        yield Proposal("place", {"value": _small(found["place"]), "stated": words, "note": "the dateline"})
        told = {
            "value": found["agency"],
            "type": "organisation",
            "inferred": "the dateline names it",
            "quote": words,
        }
        yield Proposal("publisher", told)


def _small(place: str) -> str:
    """Return a place that is in capitals as others are written."""
    if not place.isupper() or len(place) <= len("USA"):
        return place
    return _SMALL_IN_A_PLACE.sub(lambda found: found[0].lower(), place.title())


_SMALL_IN_A_PLACE = re.compile(
    r"(?<=[ -])(?:And|Aux?|D(?:[aeo]|el|os)|E[ns]|Of|On|Sur|The|Upon|Y)(?=[ -])|(?<=[ -])D(?=['’])"
)


def _of_mail(text: str) -> Iterator[Proposal]:
    head = text.split("\n\n", maxsplit=1)[0]
    if not head.startswith("From: "):
        return
    for line in _MAIL.finditer(head):
        value = " ".join(line["value"].split())
        if line["name"] == "Date":
            yield from _of_header(value, line[0])
        elif line["name"] in _PEOPLE:
            yield from (Proposal(_PEOPLE[line["name"]], _agent(named)) for named in _people(value, line[0]))
        elif not value.startswith("=?"):
            yield Proposal("title", {"value": value, "stated": line["value"]})


def _people(value: str, words: str) -> Iterator[Correspondent]:
    """Yield whom a head of a mail names, where it parts them: “Lund, Eva, Otto Brandt” may be two or three.

    Of several each rests on its own words, of one on those of the line.
    """
    parts = _APART.findall(value)
    sign = ";" if ";" in parts else ","
    each = [piece.strip() for piece in "".join("\n" if part == sign else part for part in parts).split("\n")]
    if sign == "," and len(each) > 1 and not all("@" in piece for piece in each):
        return
    for piece in filter(None, each):
        name = _ADDRESS.sub("", piece).strip().strip('"') or piece.strip("<> ")
        before, comma, after = (part.strip() for part in name.partition(","))
        if not _NO_NAME.search(name) and "," not in after and plain(after) not in plain_words("endings"):
            yield Correspondent(piece if len(each) > 1 else words, f"{before}, {after}" if comma else name)


def _of_header(written: str, words: str) -> Iterator[Proposal]:
    """Yield the day of a message's Date, but for one of “45”, which may be any year's."""
    with suppress(TypeError, ValueError):
        day = parsedate_to_datetime(written).date()
        if day.year < _TWO_DIGITS or str(day.year) in written:
            yield Proposal("date", {"value": day.isoformat(), "stated": words})


_TWO_DIGITS = 2000
"""From which year on the standard for mail reads a year of two digits so: 69 is 1969, and 45 would be 2045."""


def _agent(named: Correspondent) -> dict[str, str]:
    """Return a person as a record has one: “Family, Given”; of a single name it says so."""
    if ", " in named.name:  # as a head of a mail has it: “Lund, Eva”
        return {"value": named.name, "stated": named.words}
    words = named.name.split()
    particles = [at for at, word in enumerate(words[:-1]) if at and word.islower()]
    first = particles[0] if particles else len(words) - 1
    given, family = " ".join(words[:first]), " ".join(words[first:])  # “Bill”, “de Blasio”
    is_one = not given or given.islower() or not named.family_last or "@" in named.name or family.endswith(".")
    value = {"value": named.name, "type": "person"} if is_one else {"value": f"{family}, {given}"}
    return {**value, "stated": named.words, **({"office": named.office} if named.office else {})}
