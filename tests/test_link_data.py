"""Links as data, the alignments that are kept, and the table of kinds."""

import json
from pathlib import Path

from msgspec.structs import replace
from sourcebook.export.as_json import to_json
from sourcebook.export.links import links_as_data
from sourcebook.link.engine import link_archive
from sourcebook.link.rules import VERSION
from sourcebook.model import Link, LinkSettings, Role
from sourcebook.problems import Findings
from sourcebook.vocabulary.link_kinds import KINDS, REASONS, reason

from tests.link_cases import CASES, document, linked, read_case

CASE = read_case(CASES / "a-word-added-and-one-left-out")


def link_with(cache: Path | None) -> tuple[Link, ...]:
    return link_archive(CASE, LinkSettings(), Findings(), cache).links


def test_a_link_is_written_as_the_contract_says() -> None:
    [link] = linked(CASE)
    data = json.loads(to_json(links_as_data([link], rules=VERSION)))
    assert data["rules"] == VERSION
    [entry] = data["links"]
    assert list(entry) == [
        "id", "kind", "directed", "source", "target", "in_marks", "words", "differences", "rule",
    ]  # fmt: skip
    assert entry["kind"] == "quotation"
    assert entry["directed"] is True
    assert entry["in_marks"] == {"source": False, "target": True}
    assert entry["words"] == {"matched": 17, "source": 19, "target": 18}
    source = CASE[0].source
    assert entry["source"] == {
        "document": "letter",
        "version": 1,
        "sha256": source.sha256,
        "start": link.source.start,
        "end": link.source.end,
        "exact": source.text[link.source.start : link.source.end],
        "paragraphs": ["p2"],
    }
    added, left_out = entry["differences"]
    assert (added["type"], added["source"]["text"], added["target"]["text"]) == ("insert", "", "old")
    assert (left_out["type"], left_out["source"]["text"], left_out["target"]["text"]) == ("delete", "the same", "")


def test_an_id_depends_on_the_words_alone() -> None:
    [link] = linked(CASE)
    assert [
        other.id for other in linked([*CASE, *read_case(CASES / "other-scripts")]) if other.kind == "quotation"
    ] == [link.id]


def test_alignments_are_kept_by_content_and_change_nothing(tmp_path: Path) -> None:
    without = link_with(None)
    assert list(tmp_path.iterdir()) == []
    first = link_with(tmp_path)
    [kept] = tmp_path.iterdir()
    before = kept.read_bytes()
    assert json.loads(before.partition(b"\n")[2])
    assert first == link_with(tmp_path) == without
    assert kept.read_bytes() == before


def test_what_was_aligned_before_a_role_left_words_out_is_aligned_again(tmp_path: Path) -> None:
    same = "the northern breakwater will crumble before the second winter is over whatever the board may say"
    letter = document("letter", f"Dear Sir,\n\nI wrote that {same} though nobody pays.\n")
    text = f"News\n\nShe said that {same} but BUY OUR SOAP nobody pays again.\n"
    report, at = document("report", text), text.index("BUY OUR SOAP")
    marked = replace(report, roles=(Role("furniture", at, at + len("BUY OUR SOAP")),))
    link_archive([letter, report], LinkSettings(), Findings(), tmp_path)
    kept, made = (link_archive([letter, marked], LinkSettings(), Findings(), cache).links for cache in (tmp_path, None))
    assert kept == made
    assert made[0].target.exact.endswith("nobody pays")


def test_a_file_of_alignments_that_is_broken_counts_as_none(tmp_path: Path) -> None:
    without = link_with(None)
    link_with(tmp_path)
    [kept] = tmp_path.iterdir()
    for broken in (b"", b"{", b"[]", b'{"x": [["a", "b", "c"]]}', b'{"x": 5}', b"\xff\xfe"):
        kept.write_bytes(broken)
        assert link_with(tmp_path) == without


def test_what_was_kept_by_other_code_goes(tmp_path: Path) -> None:
    old = tmp_path / "alignments-0123456789abcdef.json"
    old.write_text("{}")
    link_with(tmp_path)
    assert not old.exists()


def test_every_link_of_the_golden_cases_has_a_kind_and_a_reason_in_words() -> None:
    for folder in sorted(CASES.iterdir()):
        for link in linked(read_case(folder)):
            assert KINDS[link.kind].is_directed >= link.directed
            assert reason(link.rule) == REASONS[link.rule]


def test_no_two_kinds_that_are_drawn_are_drawn_alike() -> None:
    lines = [kind.line for kind in KINDS.values() if kind.has_arc]
    assert len(set(lines)) == len(lines)
