"""visibility/access.py: what may be shown of a text on a day, and not a word more."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from sourcebook.ledger.history import History, Promise
from sourcebook.ledger.store import Ledger
from sourcebook.model import About, Archive, Basis, Document, Fact, Link, LinkEnd, Occurrence, Publication, Role, Source
from sourcebook.model.holdings import FormerAddress, Holding, Version, Withheld
from sourcebook.model.link import WordCount
from sourcebook.model.source import Original
from sourcebook.text.paragraphs import split_paragraphs
from sourcebook.visibility.access import as_published, excerpts_alone, held_as_shown, notes, opened

TEXT = "The minutes\n\nThe harbour was sold. The mayor wept.\n"
SOLD, WEPT = "The harbour was sold.", "The mayor wept."


def source(id: str = "minutes", text: str = TEXT, version: int = 1) -> Source:
    name = f"{id}.txt" if version == 1 else f"{id}.v{version}.txt"
    return Source(id, name, f"seeds/{name}", text, split_paragraphs(text), version)


def holding(id: str = "minutes", versions: int = 1, *, is_recorded: bool = False) -> Holding:
    found = tuple(Version(number, source(id, version=number)) for number in range(1, versions + 1))
    return Holding(id, id, found, is_recorded=is_recorded)


# What is open on a day.

ASKED = Publication(embargo=date(2030, 5, 2), reason="The family asks for it.")


@pytest.mark.parametrize(("day", "is_open"), [("2030-05-01", False), ("2030-05-02", True), ("2030-05-03", True)])
def test_a_text_under_embargo_is_shown_from_its_day_on(day: str, is_open: bool) -> None:
    (found,) = opened([holding(versions=2)], {"minutes": ASKED}, date.fromisoformat(day))
    whole = [version.source.text for version in found.versions]
    assert whole == ([TEXT, TEXT] if is_open else ["", ""])
    assert found.withheld == (None if is_open else Withheld("embargoed", "2030-05-02", "The family asks for it."))


def test_of_a_text_shown_in_excerpts_only_the_current_one_is_left_to_take_them_from() -> None:
    asked = Publication(excerpt_only=True, reason="It is in print.")
    (found,) = opened([holding(versions=2)], {"minutes": asked}, date(2030, 1, 1))
    assert [version.source.text for version in found.versions] == ["", TEXT]
    assert {version.withheld for version in found.versions} == {Withheld("excerpt-only", "", "It is in print.")}


def test_of_a_withdrawn_text_not_even_excerpts_are_left() -> None:
    gone = Withheld("withdrawn", "2029-01-01", "asked")
    held = holding()
    held = replace(held, versions=(replace(held.current, source=held.current.source.without_text(), withheld=gone),))
    assert opened([held], {"minutes": Publication(excerpt_only=True)}, date(2030, 1, 1)) == (held,)


def test_what_nothing_is_said_of_is_shown() -> None:
    assert opened([holding()], {"other": ASKED}, date(2030, 1, 1)) == (holding(),)


# What a document says of itself.


def test_a_document_has_the_number_and_the_status_of_what_is_held() -> None:
    plain = Document(source(), {})
    held = holding(versions=3)
    shown = as_published(plain, held, Publication(noindex=True))
    assert (shown.version, shown.status, shown.noindex) == (3, "published", True)
    (closed,) = opened([held], {"minutes": ASKED}, date(2030, 1, 1))
    shown = as_published(plain, closed, ASKED)
    assert (shown.version, shown.status, shown.noindex) == (3, "embargoed", False)


def test_an_original_and_pictures_are_shown_where_all_of_the_text_is_and_nowhere_else() -> None:
    scan = Original("minutes.pdf", Path("minutes.pdf"), "0" * 64, 1, "pdf")
    page = replace(scan, name="minutes.jpg", ending="jpg")
    plain, held = Document(source(), {}), holding()
    whole = as_published(plain, held, Publication(), scan, (page,))
    assert (whole.original, whole.pictures) == (scan, (page,))
    for asked in (ASKED, Publication(excerpt_only=True)):
        (closed,) = opened([held], {"minutes": asked}, date(2030, 1, 1))
        less = as_published(plain, closed, asked, scan, (page,))
        assert (less.original, less.pictures) == (None, ())


# Excerpts.


def end(document: str, text: str, words: str, also: tuple[str, ...] = (), page: str = "") -> LinkEnd:
    start = text.index(words)
    more = tuple(Occurrence(text.index(other), text.index(other) + len(other), ()) for other in also)
    return LinkEnd(document, start, start + len(words), words, page=page, also=more)


def link(one: LinkEnd, other: LinkEnd) -> Link:
    return Link(one, other, "quotation", True, "x", WordCount(1, 1, 1))


def excerpts(links: list[Link], facts: Mapping[str, tuple[Fact, ...]] | None = None) -> Document:
    roles = (Role("comment", 0, 3, "Of the clerk"),)
    return excerpts_alone(Document(source(), facts or {}, roles), links)


@pytest.mark.parametrize("is_source", [True, False])
def test_of_an_excerpt_only_text_the_ends_of_its_links_stay_in_their_places(is_source: bool) -> None:
    own, other = end("minutes", TEXT, SOLD), end("other", "He says: The mayor wept. Once.", WEPT)
    shown = excerpts([link(own, other) if is_source else link(other, own)])
    assert shown.source.text.strip() == SOLD
    assert shown.source.text.index(SOLD) == TEXT.index(SOLD)
    assert (shown.source.raw, shown.source.sha256) == (b"", source().sha256)
    assert shown.roles == ()


def test_the_other_places_of_an_end_stay_too() -> None:
    shown = excerpts([link(end("minutes", TEXT, SOLD, also=("The minutes",)), end("other", WEPT, WEPT))])
    assert shown.source.text.split() == f"The minutes {SOLD}".split()


def test_places_in_other_texts_and_on_editorial_pages_show_nothing_of_it() -> None:
    other, page = end("other", TEXT, WEPT), end("minutes", TEXT, SOLD, page="guide/reading/")
    assert excerpts([link(other, page)]).source.text.strip() == ""


def test_facts_stay_without_the_words_they_rest_on_and_a_title_taken_from_the_text_does_not() -> None:
    place = {"quote": SOLD, "start": 13, "end": 13 + len(SOLD), "paragraph": "p2"}
    taken = Fact("title", "The minutes", Basis.INFERRED, note="the first line of the text")
    untold = Fact("title", "", Basis.EDITOR)
    for title, expected in (
        (replace(taken, quote="The minutes", start=0, end=11, paragraph="p1"), ("minutes.txt", "the name of the file")),
        (replace(untold, value="A sale"), ("A sale", "")),
    ):
        facts = {"title": (title,), "kind": (Fact("kind", "minutes", Basis.STATED, **place),)}  # type: ignore[arg-type]
        shown = excerpts_alone(Document(source(), facts), [])
        assert (shown.facts["title"][0].value, shown.facts["title"][0].note) == expected
        assert shown.facts["kind"] == (Fact("kind", "minutes", Basis.STATED),)


def test_a_holding_has_no_more_of_a_text_than_its_document() -> None:
    reduced = Document(source(version=3).reduced_to([]), {})
    whole = Document(source("other"), {})
    both = {"minutes": holding(versions=3), "other": holding("other")}
    held = held_as_shown(Archive(About(), (reduced, whole), holdings=both)).holdings
    assert [version.source.text.strip() for version in held["minutes"].versions] == [TEXT.strip(), TEXT.strip(), ""]
    assert held["minutes"].current.source is reduced.source
    assert held["other"] is both["other"]
    assert held_as_shown(Archive(About(), (reduced,))).holdings == {}
    (closed,) = opened([holding()], {"minutes": ASKED}, date(2030, 1, 1))
    shut = {"minutes": closed}
    assert held_as_shown(Archive(About(), (Document(closed.current.source, {}),), holdings=shut)).holdings == shut


# Notes.


def told(holdings: list[Holding], *, exists: bool) -> list[str]:
    history = History(Ledger("seeds/ledger.jsonl", exists=exists))
    return [str(problem) for problem in notes(history, holdings)]


def test_what_is_not_recorded_is_told_unless_it_is_under_embargo() -> None:
    closed, new = opened([holding("a"), holding("b")], {"a": ASKED}, date(2030, 1, 1))
    embargo = "seeds: the text of a is not published before 2030-05-02. Build again on that day."
    record = "seeds/ledger.jsonl: 1 document is not recorded yet, and not promised: b. Record with: sourcebook record."
    begin = "seeds/ledger.jsonl: there is no ledger yet, so no address is promised. sourcebook record begins one."
    assert told([closed, new], exists=True) == [record, embargo]
    assert told([closed], exists=True) == [embargo]
    both = record.replace("1 document is", "2 documents are").replace("b.", "b, c.")
    assert told([new, holding("c")], exists=True) == [both]
    assert told([new], exists=False) == [begin]
    assert told([replace(new, is_recorded=True)], exists=True) == []
    (excerpt,) = opened([holding("c")], {"c": Publication(excerpt_only=True)}, date(2030, 1, 1))
    assert told([replace(excerpt, is_recorded=True)], exists=True) == []


def test_a_promised_address_that_windows_has_not_is_noted_with_its_line_whatever_the_text_is_called_now() -> None:
    promises = {
        "nul": Promise("nul", "letter.txt", (), 3),
        "fine": Promise("fine", "fine.txt", (), 7, former=(FormerAddress("aux", "2030-05-02", 1, ()),)),
    }
    found = list(notes(History(Ledger("seeds/ledger.jsonl", exists=True), promises), []))
    assert [(note.file, note.line) for note in found] == [("seeds/ledger.jsonl", 3), ("seeds/ledger.jsonl", 7)]
    assert "'nul'" in found[0].what
    assert "/documents/aux/" in found[1].what
