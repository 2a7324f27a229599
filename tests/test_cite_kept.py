"""Citations are kept by what they were made from, and never shown for anything else."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from sourcebook.cite import citing
from sourcebook.cite.citing import cite_entries
from sourcebook.cite.kept import Kept, _digest
from sourcebook.direction import without_controls
from sourcebook.kept import keep
from sourcebook.page_language import Language, language, speak
from sourcebook.vocabulary.citable import Entry, entry_of

from tests import cite_cases

LETTER = "a-letter"


@pytest.fixture
def entry() -> Entry:
    return entry_of(cite_cases.archive(), cite_cases.document(LETTER))


def no_processor(*arguments: object, **options: object) -> None:
    raise AssertionError("the processor was asked")


def test_what_did_not_change_is_not_made_again_nor_taken_for_another_language_s(
    entry: Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = cite_entries([entry], tmp_path)
    assert first == {LETTER: cite_cases.citations()[LETTER]}
    (file,) = tmp_path.iterdir()
    written = file.stat().st_ino
    monkeypatch.setattr(citing, "cite", no_processor)
    assert cite_entries([entry], tmp_path) == first
    assert file.stat().st_ino == written
    # The first two have the same words of ours, and other names of months; the third has no words of ours.
    for spoken in (language("de-AT"), language("de"), Language("de")):
        speak(spoken)
        kept = Kept(tmp_path)
        assert kept.packed == {}
        kept.put("entry", first[LETTER])
        kept.save(["entry"])


def test_what_changed_is_made_again(entry: Entry, tmp_path: Path) -> None:
    first = cite_entries([entry], tmp_path)
    assert cite_entries([entry], tmp_path).stands_for == first.stands_for
    changed = cite_entries([replace(entry, archive="Another archive")], tmp_path)
    assert all("Another archive" in citation.text for citation in changed[LETTER])
    one_style = cite_entries([entry], tmp_path, [first[LETTER][0].style_key])
    assert len({repr(cited.stands_for[LETTER]) for cited in (first, changed, one_style)}) == 3


@pytest.mark.parametrize("part", ["code_digest", "version"])
def test_what_other_code_or_another_pandoc_made_is_not_taken(
    entry: Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    cite_entries([entry], tmp_path)
    assert Kept(tmp_path).packed != {}
    monkeypatch.setattr(f"sourcebook.cite.kept.{part}", lambda *_: "another")
    monkeypatch.setattr("sourcebook.cite.kept._digest", _digest.__wrapped__)
    assert Kept(tmp_path).packed == {}


def test_a_file_that_cannot_be_read_counts_as_absent(entry: Entry, tmp_path: Path) -> None:
    first = cite_entries([entry], tmp_path)
    (file,) = tmp_path.iterdir()
    assert Kept(tmp_path).packed != {}
    for value in ("", [], {"x": 1}, {"x": [1]}, {"x": [{"style": "s"}]}):
        keep(file, value)
        assert Kept(tmp_path).packed == {}, value
    file.write_text("{", encoding="utf-8")
    assert cite_entries([entry], tmp_path) == first


def test_what_is_gone_from_the_archive_is_kept_no_longer(entry: Entry, tmp_path: Path) -> None:
    cite_entries([entry, replace(entry, id="other")], tmp_path)
    size = next(tmp_path.iterdir()).stat().st_size
    cite_entries([entry], tmp_path)
    (file,) = tmp_path.iterdir()
    assert file.stat().st_size < size


def test_without_a_folder_nothing_is_written(entry: Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cite_entries([entry])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("title", ["Invoice \u202egnp.exe", "“An \u2067odd\u2069” \u202btitle"])
def test_a_direction_control_turns_no_citation(title: str, entry: Entry) -> None:
    (citations,) = cite_entries([replace(entry, archive=title)]).values()
    runs = [run.text for citation in citations for run in (*citation.runs, *citation.pinpoint)]
    assert "title" in "".join(runs) or "exe" in "".join(runs)
    assert all(without_controls(text) == text for text in runs)


def test_citations_are_told_by_what_they_cite_in_the_styles_that_are_asked_for(entry: Entry) -> None:
    made = cite_entries([entry])
    assert [*made] == [LETTER]
    assert (LETTER in made, "other" in made, len(made)) == (True, False, 1)
    keys = {citation.style_key for citation in made[LETTER]}
    some = {*sorted(keys)[:2]}
    assert some < keys
    assert {citation.style_key for citation in cite_entries([entry], styles=some)[LETTER]} == some


def test_no_entries_no_citations() -> None:
    assert cite_entries([]) == {}
