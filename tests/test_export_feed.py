"""The feed: what the ledger records, read by a real reader."""

from types import MappingProxyType

import feedparser
import pytest
from msgspec.structs import replace
from sourcebook.export.feed import feed
from sourcebook.model import Archive
from sourcebook.model.holdings import FormerAddress, Holding, Turn, Version, Withheld

from tests import cite_cases


def holding(name: str, *days: str, **options: object) -> Holding:
    source = cite_cases.document(name).source
    versions = tuple(
        Version(number, source, day, "a line was missing" if number > 1 else "") for number, day in enumerate(days, 1)
    )
    return Holding(name, "text", versions, is_recorded=True, **options)  # type: ignore[arg-type]


def archive_of(*holdings: Holding, site_url: str = cite_cases.ADDRESS) -> Archive:
    documents = tuple(cite_cases.document(held.id) for held in holdings)
    return Archive(cite_cases.ABOUT, documents, site_url, holdings={held.id: held for held in holdings})


def read(archive: Archive) -> feedparser.FeedParserDict:
    found = feedparser.parse(feed(archive))
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_additions_and_corrections_the_newest_first() -> None:
    found = read(archive_of(holding("a-letter", "2026-01-02", "2026-03-04"), holding("a-report", "2026-02-03")))
    assert found.version == "atom10"
    assert [(entry.title, entry.updated[:10]) for entry in found.entries] == [
        ("Corrected: [Letter to Ann Lee and Omar Haddad]", "2026-03-04"),
        ("Added: Complaints received in 2019", "2026-02-03"),
        ("Added: [Letter to Ann Lee and Omar Haddad]", "2026-01-02"),
    ]
    assert found.entries[0].link == "https://archive.example/documents/a-letter/"
    assert "a line was missing" in found.entries[0].summary
    assert "Letter from Bill de Blasio" in found.entries[0].summary
    assert found.feed.updated[:10] == "2026-03-04"


def test_what_was_withdrawn_restored_or_moved() -> None:
    moved = holding("a-letter", "2026-01-02", former=(FormerAddress("old-letter", "2026-01-05", 1, ("p1",)),))
    turns = Turn("withdrawn", "2026-01-09", "on request", 1), Turn("restored", "2026-01-09", "agreed", 1)
    gone = holding("a-report", "2026-01-03", turns=turns)
    entries = read(archive_of(moved, gone)).entries
    assert [(entry.title, entry.summary.rpartition(". ")[2]) for entry in entries[:3]] == [
        ("Restored: Complaints received in 2019", "agreed"),
        ("Withdrawn: Complaints received in 2019", "on request"),
        ("Moved: [Letter to Ann Lee and Omar Haddad]", "Its id was old-letter before"),
    ]


def test_what_is_not_recorded_has_no_day_and_is_not_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    found = read(archive_of(holding("a-letter", "")))
    assert found.entries == []
    assert found.feed.updated.startswith("1970-01-01")


def test_an_embargo_is_no_event() -> None:
    closed = holding("a-letter", "")
    closed = replace(closed, versions=(replace(closed.versions[0], withheld=Withheld("embargoed", "2999-01-01")),))
    assert read(archive_of(closed)).entries == []


def test_identifiers_do_not_depend_on_the_host() -> None:
    held = holding("a-letter", "2026-01-02", "2026-03-04")
    here, there = (read(archive_of(held, site_url=url)) for url in ("", "https://elsewhere.example/"))
    assert [entry.id for entry in here.entries] == [entry.id for entry in there.entries]
    assert len({entry.id for entry in here.entries}) == 2
    assert here.feed.id == there.feed.id
    assert b"http" not in feed(archive_of(held, site_url="")).replace(b'xmlns="http://www.w3.org/2005/Atom"', b"")


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "a & b", "\x01\ufffe control", "עברית"])
def test_hostile_titles_stay_text(title: str) -> None:
    document = cite_cases.document("a-report")
    facts = MappingProxyType({**document.facts, "title": (replace(document.facts["title"][0], value=title),)})
    held = holding("a-report", "2026-01-02")
    archive = Archive(cite_cases.ABOUT, (replace(document, facts=facts),), "", holdings={"a-report": held})
    (entry,) = feedparser.parse(feed(archive), sanitize_html=False).entries
    expected = title.replace("\x01", "\ufffd").replace("\ufffe", "\ufffd")
    assert entry.title == f"Added: {expected}"
