"""A text → what it seems to state of itself, each with its words: proposals, of which nothing is taken by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dateutil.parser import ParserError
from dateutil.parser import parse as parse_date

from sourcebook.vocabulary.date_words import MONTHS

_MONTHS = "|".join(MONTHS.values())
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?:(?:{_MONTHS})\.? {_DAY},? \d{{4}}|{_DAY} (?:of )?(?:{_MONTHS}),? \d{{4}}|\d{{4}}-\d\d-\d\d)\b"
)
_SALUTATION = re.compile(r"^(?:My )?Dear (?P<name>[^\n,:]{1,60})[,:]?[ \t]*$", re.MULTILINE)
_ADDRESSED = re.compile(r"^(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Lady|Madam)\.?\s)?(?P<name>[^\W\d_][\w.’' -]*)$")
_NOBODY = {"sir", "sirs", "madam", "sir or madam", "friend", "friends", "all", "colleague", "colleagues", "editor"}
_CLOSING = re.compile(
    r"^(?:Yours|Sincerely|Respectfully|Very truly|Truly|Faithfully|(?:Kind |Best )?Regards|With (?:kind|best))"
    r"[^\n]{0,40}\n+[ \t]*(?P<name>[^\W\d_][\w.’' -]{2,50})[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Z .,’'-]{2,40}) \((?P<agency>[A-Z][\w. ]{1,20})\) ?[-–—]{1,2}", re.MULTILINE
)
_NOTICE = re.compile(r"^.*(?:©|\(c\)|Copyright)[^\n]*\d{4}[^\n]*$", re.MULTILINE | re.IGNORECASE)
_MAIL = re.compile(r"^(?P<name>From|To|Cc|Date|Subject): (?P<value>[^\n]+)$", re.MULTILINE)
_HEAD = 1500
"""Characters at a text's beginning in which its own date and dateline are looked for."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value that a text may state of itself."""

    field: str
    fact: dict[str, str]
    """As a sidecar writes it."""


def propose(text: str) -> list[Proposal]:
    """Return what a text seems to state of itself, in the order of its words; each value once."""
    found = [*_of_mail(text)] or [*_of_letter(text), *_of_news(text)]
    found += [Proposal("rights", {"value": m[0].strip(), "stated": m[0].strip()}) for m in _NOTICE.finditer(text)]
    return list({(proposal.field, proposal.fact["value"]): proposal for proposal in found}.values())


def _of_letter(text: str) -> Iterator[Proposal]:
    yield from _date(text[:_HEAD])
    if salutation := _SALUTATION.search(text):
        words = salutation[0].strip()
        yield Proposal("kind", {"value": "letter", "inferred": "the salutation", "quote": words})
        addressed = _ADDRESSED.fullmatch(salutation["name"].strip())
        if addressed and addressed["name"].lower() not in _NOBODY and " and " not in addressed["name"]:
            yield Proposal("addressee", _agent(addressed["name"], words))
    if closing := _CLOSING.search(text):
        name = closing["name"].strip()
        yield Proposal("author", _agent(name, name))


def _of_news(text: str) -> Iterator[Proposal]:
    for dateline in _DATELINE.finditer(text[:_HEAD]):
        words = dateline[0]
        yield Proposal("place", {"value": dateline["place"].title(), "stated": words, "note": "the dateline"})
        told = {
            "value": dateline["agency"],
            "type": "organisation",
            "inferred": "the dateline names it",
            "quote": words,
        }
        yield Proposal("publisher", told)


def _of_mail(text: str) -> Iterator[Proposal]:
    head = text.split("\n\n", maxsplit=1)[0]
    if not head.startswith("From: "):
        return
    for line in _MAIL.finditer(head):
        value = re.sub(r"\s*<[^>]*>", "", line["value"]).strip().strip('"') or line["value"].strip("<> ")
        if line["name"] == "Date":
            yield from _stated_date(line["value"], line[0])
        elif line["name"] == "Subject":
            yield Proposal("title", {"value": value, "stated": line["value"]})
        else:
            field = {"From": "author", "To": "addressee", "Cc": "copy_to"}[line["name"]]
            yield Proposal(field, _agent(value, line[0]))


def _date(text: str) -> Iterator[Proposal]:
    if found := _DATE.search(text):
        yield from _stated_date(found[0], found[0])


def _stated_date(written: str, words: str) -> Iterator[Proposal]:
    try:
        day = parse_date(written.replace(" of ", " "), default=datetime(1, 1, 1))  # noqa: DTZ001  a day has no zone
    except (ParserError, OverflowError, ValueError):
        return
    yield Proposal("date", {"value": day.date().isoformat(), "stated": words})


def _agent(name: str, words: str) -> dict[str, str]:
    """Return a person as a record has one: “Family, Given”; of a single name it says so."""
    words_of = name.split()
    particles = [at for at, word in enumerate(words_of[:-1]) if at and word.islower()]
    first = particles[0] if particles else len(words_of) - 1
    given, family = " ".join(words_of[:first]), " ".join(words_of[first:])  # “Bill”, “de Blasio”
    if not given or "@" in name:
        return {"value": name, "type": "person", "stated": words}
    return {"value": f"{family}, {given}", "stated": words}
