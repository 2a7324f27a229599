"""What every build refuses: a promise that would be broken, named by its address, its line, and the command to run."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from sourcebook.ledger import events
from sourcebook.ledger.changes import changes_between
from sourcebook.ledger.checking import check_originals
from sourcebook.ledger.history import History, Promise, Recorded, Withdrawal
from sourcebook.ledger.holding import hold
from sourcebook.ledger.record import draft
from sourcebook.ledger.store import Ledger
from sourcebook.model import Original, Source
from sourcebook.pipeline.reading import read_history
from sourcebook.problems import Findings, named
from sourcebook.read.folder import read_folder
from sourcebook.read.texts import read_sources
from sourcebook.text.paragraphs import split_paragraphs

from tests.tools.commands import A_DAY, Curator

ONE, TWO, THREE = "The first paragraph is here.", "The second one follows it closely.", "A third closes the text."


@pytest.fixture
def curator(tmp_path: Path) -> Curator:
    """Return the curator of a document in two versions, recorded on lines 1 and 3, and of another."""
    (tmp_path / "seeds").mkdir()
    made = Curator(tmp_path / "seeds")
    made.write("a.txt", ONE, TWO)
    made.write("b.txt", THREE)
    made.does("record")
    made.write("a.v2.txt", ONE, TWO, THREE)
    made.does("correct", "a", "--reason", "a line was missing")
    return made


def _remove(name: str) -> Callable[[Curator], object]:
    return lambda curator: (curator.seeds / name).unlink()


def _write(name: str, *paragraphs: str) -> Callable[[Curator], object]:
    return lambda curator: curator.write(name, *paragraphs)


def _rename(before: str, after: str) -> Callable[[Curator], object]:
    return lambda curator: (curator.seeds / before).rename(curator.seeds / after)


def _after(commands: str, breaks: Callable[[Curator], object]) -> Callable[[Curator], object]:
    """Return what runs commands, one a line, and then breaks a promise."""
    return lambda curator: (
        [curator.does(*command.split(), "--reason", "asked") for command in commands.splitlines()],
        breaks(curator),
    )


def _convert(*names: str) -> Callable[[Curator], object]:
    def convert(curator: Curator) -> None:
        for path in (curator.seeds / name for name in names):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    return convert


def _record_then_write(name: str, recorded: bytes, written: bytes) -> Callable[[Curator], object]:
    def change(curator: Curator) -> None:
        (curator.seeds / name).write_bytes(recorded)
        curator.does("record")
        (curator.seeds / name).write_bytes(written)

    return change


def _code_that_cuts_paragraphs_otherwise(curator: Curator) -> None:
    line = curator.ledger.read_bytes().splitlines()[0]
    event, previous = events.from_line(line)
    other = events.to_line(replace(event, anchors=event.anchors | {"p2": "0" * 12}), previous)
    curator.ledger.write_bytes(other + b"\n")
    (curator.seeds / "a.v2.txt").unlink()


def _code_that_cuts_one_paragraph_in_two(curator: Curator) -> None:
    line = curator.ledger.read_bytes().splitlines()[0]
    event, previous = events.from_line(line)
    curator.ledger.write_bytes(events.to_line(replace(event, anchors={"p1": event.anchors["p1"]}), previous) + b"\n")
    (curator.seeds / "a.v2.txt").unlink()


BROKEN: dict[str, tuple[Callable[[Curator], object], list[str]]] = {
    "the current text is gone": (
        _remove("a.v2.txt"),
        [
            "ledger.jsonl:3: /documents/a/ is promised and would vanish",
            "/seeds/a.v2.txt is gone",
            "sourcebook withdraw a.",
        ],
    ),
    "an older version is gone": (
        _remove("a.txt"),
        ["ledger.jsonl:1: /documents/a/v/1/ is promised and would vanish", "sourcebook withdraw a --version 1."],
    ),
    "a file was renamed": (
        _rename("b.txt", "c.txt"),
        ["ledger.jsonl:2: /documents/b/ is promised", "c.txt has its bytes", "sourcebook rename b --file c.txt."],
    ),
    "a text was changed in place": (
        _write("b.txt", TWO),
        [
            "ledger.jsonl:2: ",
            "b.txt was changed in place: /documents/b/ would hold other words or spaces at #p1",
            "b.v2.txt",
        ],
    ),
    "a program took accents apart, or put them together": (
        _record_then_write("x.txt", "Zo\u00eb\n\nwas\n\ne\u0301t\n".encode(), "Zoe\u0308\n\nwas\n\n\u00e9t\n".encode()),
        ["would hold the same words in another form of Unicode at #p1, #p3. Put the recorded file back: a program"],
    ),
    "an older version was changed in place": (
        _write("a.txt", ONE, THREE),
        ["ledger.jsonl:1: ", "/documents/a/v/1/ would hold other words or spaces at #p2", "sourcebook correct a."],
    ),
    "a paragraph was added at the end": (
        _write("b.txt", THREE, ONE),
        ["b.txt was changed in place: /documents/b/ would hold 1 paragraph more at its end", "b.v2.txt"],
    ),
    "a word was changed and paragraphs were added": (
        _write("b.txt", TWO, ONE, THREE),
        ["/documents/b/ would hold other words or spaces at #p1 and 2 paragraphs more at its end"],
    ),
    "an older version was cut short": (
        _write("a.txt", ONE),
        ["/documents/a/v/1/ would hold other words or spaces at #p2"],
    ),
    "the current text is gone, the older version withdrawn": (
        _after("withdraw a --version 1", _remove("a.v2.txt")),
        ["/documents/a/ is promised and would vanish"],
    ),
    "only line ends were changed": (
        _convert("b.txt"),
        ["1 text differs from what was recorded only in the line ends", "b.txt. If git", "/seeds/.gitattributes"],
    ),
    "only line ends were changed, of two texts": (_convert("a.txt", "b.txt"), ["2 texts differ", "a.txt, ", "b.txt."]),
    "only line ends were changed, the other way": (
        _record_then_write("c.txt", b"One.\r\n\r\nTwo.\r\n", b"One.\n\nTwo.\n"),
        ["1 text differs from what was recorded only in the line ends"],
    ),
    "line ends that were mixed are of one kind": (
        _record_then_write("c.txt", b"One.\r\nTwo.\n", b"One.\r\nTwo.\r\n"),
        ["c.txt isn't the file that /documents/c/ promises: its paragraphs are the same", "/seeds/.gitattributes"],
    ),
    "a mark at the beginning": (
        _record_then_write("c.txt", b"One.\n", b"\xef\xbb\xbfOne.\n"),
        ["c.txt isn't the file that /documents/c/ promises: its paragraphs are the same"],
    ),
    "a program has trimmed the ends of lines": (
        _record_then_write("c.txt", b"One,  \ntwo. \n", b"One,\ntwo.\n"),
        [
            "/documents/c/ would hold other words or spaces at #p1. ",
            "a program has trimmed or added nothing but spaces",
        ],
    ),
    "a correction is not recorded": (
        _write("b.v2.txt", TWO),
        ["b.v2.txt: a correction of /documents/b/ that isn't recorded. Run: sourcebook correct b;"],
    ),
    "a correction of a withdrawn text is not recorded": (
        _after("withdraw b", _write("b.v2.txt", TWO)),
        ["b.v2.txt: a correction of /documents/b/", "Run: sourcebook restore b, then: sourcebook correct b;"],
    ),
    "a new text would stand at a promised address": (
        _write("b!.txt", TWO),
        [
            "b!.txt: its address /documents/b/ is promised to b.txt (",
            "ledger.jsonl:2)",
            "sourcebook rename b --file b!",
        ],
    ),
    "a new text would stand at an address that another had": (
        _after("rename b --id c", _write("B+.txt", TWO)),
        [
            "B+.txt: its address /documents/b/ is promised to b.txt (",
            "ledger.jsonl:4)",
            "sourcebook rename c --file B+",
        ],
    ),
    "a version is skipped": (
        lambda curator: (curator.write("c.txt", ONE), curator.write("c.v3.txt", TWO)),
        ["c.v3.txt: version 3 of a text without version 2: there is no c.v2.txt"],
    ),
    "the code cuts paragraphs otherwise": (
        _code_that_cuts_paragraphs_otherwise,
        ["ledger.jsonl:1: /documents/a/ would hold other words or spaces at #p2 without a recorded correction"],
    ),
    "the code cuts one paragraph in two": (
        _code_that_cuts_one_paragraph_in_two,
        ["ledger.jsonl:1: /documents/a/ would hold 1 paragraph more at its end without a recorded correction"],
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_promise_that_would_be_broken_is_refused(case: str, curator: Curator) -> None:
    breaks, told = BROKEN[case]
    breaks(curator)
    answer = curator.run("check")
    assert answer.code == 1
    for words in told:
        assert words in answer.errors


def test_a_text_that_can_t_be_read_is_not_said_to_be_gone(curator: Curator) -> None:
    (curator.seeds / "b.txt").write_bytes("Two.".encode("utf-16"))
    answer = curator.run("check")
    assert answer.code == 1
    assert "b.txt:1: byte 0 (0xff) is not UTF-8" in answer.errors
    assert "ledger.jsonl" not in answer.errors


@pytest.mark.parametrize(("count", "more"), [(8, ""), (9, " and 1 more"), (1008, " and 1,000 more")])
def test_eight_names_are_told_and_how_many_more_there_are(count: int, more: str) -> None:
    names = [f"#p{number}" for number in range(1, count + 1)]
    assert named(names) == f"{', '.join(names[:8])}{more}"


def test_what_is_in_order_is_held_whatever_is_wrong_with_another(curator: Curator) -> None:
    curator.write("b.txt", TWO)
    curator.write("d!.txt", TWO)
    curator.write("a!.txt", TWO)
    curator.write("e.txt", ONE)
    curator.write("e.v3.txt", TWO)
    reading = read_folder(curator.seeds, "seeds", Findings())
    history = read_history(reading, Findings())
    sources = read_sources(reading, 1000, Findings(), history.ids())
    assert [holding.id for holding in hold(sources, history, "seeds", Findings())] == ["a", "d"]


def test_a_document_of_which_a_version_can_t_be_read_is_not_held(curator: Curator) -> None:
    (curator.seeds / "a.v2.txt").write_bytes(b"\xff\xfe")
    findings = Findings()
    reading = read_folder(curator.seeds, "seeds", findings)
    history = read_history(reading, findings)
    sources = read_sources(reading, 1000, findings, history.ids())
    assert [holding.id for holding in hold(sources, history, "seeds", findings)] == ["b"]


def _with_original(name: str, sha256: str, line: int) -> Promise:
    original = {"file": f"{name}.pdf", "sha256": sha256} if sha256 else {}
    recorded = Recorded(1, "0" * 64, {}, A_DAY, "", line, original=original)
    return Promise(name, f"{name}.txt", (recorded,), line)


def test_the_recorded_original_of_every_text_that_is_shown_has_to_be_there(tmp_path: Path) -> None:
    crlf = tmp_path / "crlf.html"
    crlf.write_bytes(b"a\r\nb\r\n")
    gone = replace(_with_original("gone", "1", 5), withdrawn={1: Withdrawal(A_DAY, "asked", 6)})
    promises = [_with_original(*p) for p in (("none", "", 1), ("same", "1", 2), ("other", "1", 3), ("missing", "1", 4))]
    promises.append(_with_original("crlf", sha256(b"a\nb\n").hexdigest(), 7))
    history = History(Ledger("seeds/ledger.jsonl"), {p.id: p for p in (gone, *promises)})
    found = {stem: Original(f"{stem}.pdf", Path(), sha, 1, "pdf") for stem, sha in (("same", "1"), ("other", "2"))}
    found["crlf"] = Original(crlf.name, crlf, "3", 6, "txt")
    findings = Findings()
    check_originals(history, found, "seeds", findings)
    assert [(problem.file, problem.what) for problem in findings] == [
        ("seeds/other.pdf", "the original isn't the file that seeds/ledger.jsonl:3 records"),
        ("seeds/missing.pdf", "the original isn't the file that seeds/ledger.jsonl:4 records"),
        (
            "seeds/crlf.pdf",
            "the original isn't the file that seeds/ledger.jsonl:7 records: only the line ends differ",
        ),
    ]


def test_a_text_named_like_a_version_without_a_first_one_is_a_document_of_its_own(curator: Curator) -> None:
    curator.write("Release.v2.txt", ONE)
    assert "not promised: release-v2" in curator.does("check")


def test_a_sidecar_of_a_corrected_text_is_refused(curator: Curator) -> None:
    (curator.seeds / "a.v2.yml").write_text("facts: {}\n")
    assert "a document has one record" in curator.run("check").errors


def test_without_a_ledger_a_folder_is_in_order_and_a_note_says_what_begins_one(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    curator = Curator(tmp_path / "seeds")
    curator.write("a.txt", ONE)
    curator.write("a.v2.txt", TWO)
    assert "there is no ledger yet, so no address is promised. sourcebook record begins one." in curator.does("check")


WORDS = st.sampled_from(["ship", "book", "clerk", "harbour", "dawn", "evening", "came", "in"])
TEXT = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=8).map("\n\n".join)


def source(text: str, version: int) -> Source:
    name = "a.txt" if version == 1 else f"a.v{version}.txt"
    return Source("a", name, f"seeds/{name}", text, split_paragraphs(text), version)


@given(st.lists(TEXT, min_size=1, max_size=5))
def test_whatever_the_corrections_every_anchor_ever_given_stands_in_the_text_or_is_accounted_for(
    texts: list[str],
) -> None:
    sources = [source(text, number) for number, text in enumerate(texts, start=1)]
    findings = Findings()
    (holding,) = hold(sources, History(Ledger("seeds/ledger.jsonl")), "seeds", findings)
    assert not findings.errors
    now = {paragraph.id for paragraph in holding.current.source.paragraphs}
    ever = {anchor for version in holding.versions for anchor in version.anchors}
    stubs = {stub.anchor: stub for stub in holding.stubs}
    assert now | stubs.keys() == ever
    assert not now & stubs.keys()
    for stub in stubs.values():
        assert set(stub.successors) <= now
        assert stub.anchor in holding.versions[stub.version - 1].anchors


@given(TEXT, TEXT)
def test_the_changes_tell_both_texts_word_for_word(before: str, after: str) -> None:
    promise = draft([source(before, 1), source(after, 2)])
    held = hold([source(before, 1), source(after, 2)], History(Ledger("x")), "seeds", Findings())[0]
    old, new = (version.source for version in held.versions)
    places = changes_between(promise, old, new)
    assert held.versions[0].changes == places
    was = {p.id: old.shown(p.start, p.end) for p in old.paragraphs}
    now = {p.id: new.shown(p.start, p.end) for p in new.paragraphs}
    for place in places:
        assert "".join(w for kind, w in place.pieces if kind != "inserted") == "\n\n".join(was[a] for a in place.before)
        assert "".join(w for kind, w in place.pieces if kind != "deleted") == "\n\n".join(now[a] for a in place.after)
    touched_before = {anchor for place in places for anchor in place.before}
    touched_after = {anchor for place in places for anchor in place.after}
    assert all(now.get(anchor) == words for anchor, words in was.items() if anchor not in touched_before)
    assert all(was.get(anchor) == words for anchor, words in now.items() if anchor not in touched_after)
    moved = {anchor for place in places if place.is_moved for anchor in place.before}
    kinds = [kind if words.strip() or kind != "same" else "blank" for place in places for kind, words in place.pieces]
    changed = {"deleted", "inserted"}
    assert not any(b == "blank" and {a, c} <= changed for a, b, c in zip(kinds, kinds[1:], kinds[2:], strict=False))
    assert [a for a in was if a in now and a not in moved] == [a for a in now if a in was and a not in moved]


def test_a_paragraph_that_was_moved_is_told_though_its_words_are_the_same() -> None:
    before, after = "First of all.\n\nThen this.\n\nAt the end.", "Then this.\n\nAt the end.\n\nFirst of all."
    held = hold([source(before, 1), source(after, 2)], History(Ledger("x")), "seeds", Findings())[0]
    (place,) = held.versions[0].changes
    assert (place.before, place.after, place.is_moved) == (("p1",), ("p1",), True)
    assert place.pieces == (("same", "First of all."),)
