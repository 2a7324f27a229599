"""The curator's commands: each says what it will do, asks, adds lines and changes none, and refuses what would harm."""

import io
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from sourcebook.commands import main
from sourcebook.ledger.store import locked
from sourcebook.problems import shown

from tests.tools.building import REPOSITORY
from tests.tools.commands import Curator

ONE, TWO, THREE = "The first paragraph is here.", "The second one follows it closely.", "A third closes the text."


@pytest.fixture
def curator(tmp_path: Path) -> Curator:
    (tmp_path / "seeds").mkdir()
    made = Curator(tmp_path / "seeds")
    made.write("a.txt", ONE, TWO, THREE)
    return made


@pytest.fixture
def recorded(curator: Curator) -> Curator:
    curator.does("record")
    return curator


def events(curator: Curator) -> list[dict[str, object]]:
    return [json.loads(line) for line in curator.ledger.read_text().splitlines()]


def test_record_says_what_it_will_do_asks_and_writes_one_line_a_document(curator: Curator) -> None:
    curator.write("b.txt", ONE)
    answer = curator.run("record", typed="n\n")
    assert "a.txt: publish /documents/a/, 3 paragraphs" in answer.output
    assert "Write 2 lines" in answer.output
    assert not curator.ledger.exists()
    assert curator.run("record", typed="y\n").code == 0
    assert [(e["event"], e["id"], e["version"], e["day"]) for e in events(curator)] == [
        ("publish", "a", 1, "2026-03-01"),
        ("publish", "b", 1, "2026-03-01"),
    ]


def test_record_twice_records_once(recorded: Curator) -> None:
    before = recorded.ledger.read_bytes()
    assert "Nothing is new" in recorded.does("record")
    assert recorded.ledger.read_bytes() == before


def test_the_day_is_that_of_source_date_epoch_where_it_is_set(curator: Curator) -> None:
    from sourcebook.clock import today  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1600000000")
        assert today().isoformat() == "2020-09-13"


def test_correct_tells_every_anchor_and_keeps_the_line_before(recorded: Curator) -> None:
    before = recorded.ledger.read_bytes()
    recorded.write("a.v2.txt", ONE, "Between them.", TWO.replace("closely", "at once"))
    output = recorded.does("correct", "a", "--reason", "a slip")
    assert "p1a: new, “Between them.”" in output
    assert "p2: corrected, now “The second one follows it at once.”" in output
    assert "p3: gone, its words left the text" in output
    assert recorded.ledger.read_bytes().startswith(before)
    event = events(recorded)[-1]
    assert (event["version"], event["order"], event["gone"]) == (2, ["p1", "p1a", "p2"], {"p3": []})


@pytest.mark.parametrize("name", ["a", "a.txt", "a.v2.txt", "seeds/a.v2.txt"])
def test_a_document_is_named_by_its_id_or_a_file(name: str, recorded: Curator) -> None:
    recorded.write("a.v2.txt", ONE)
    recorded.does("correct", name, "--reason", "shorter")


def test_rename_moves_files_and_sidecar_and_keeps_the_address(recorded: Curator) -> None:
    (recorded.seeds / "a.yml").write_text("facts: {kind: {value: letter, editor: x}}\n")
    recorded.write("a.v2.txt", ONE, TWO)
    recorded.does("correct", "a", "--reason", "shorter")
    recorded.does("rename", "a", "--file", "b.txt")
    assert sorted(path.name for path in recorded.seeds.iterdir()) == ["b.txt", "b.v2.txt", "b.yml", "ledger.jsonl"]
    assert "1 of 1 documents are recorded" in recorded.does("check")
    assert events(recorded)[-1]["id"] == "a"


def test_rename_leaves_no_folder_that_it_has_emptied(recorded: Curator) -> None:
    for file in ("1871/spring/b.txt", "1872/b.txt"):
        recorded.does("rename", "a", "--file", file)
        assert "a folder without a text" not in recorded.does("check")
    assert not (recorded.seeds / "1871").exists()


def test_rename_takes_files_that_were_renamed_already(recorded: Curator) -> None:
    (recorded.seeds / "a.txt").rename(recorded.seeds / "b.txt")
    assert "sourcebook rename a --file b.txt" in recorded.run("check").errors
    recorded.does("rename", "a", "--file", "b.txt", "--id", "b")
    assert "1 of 1 documents are recorded" in recorded.does("check")


def test_a_document_may_come_back_to_an_address_that_it_had_and_only_that_document(recorded: Curator) -> None:
    for id in ("b", "c", "a", "b"):
        recorded.does("rename", "a", "--id", id)
    assert "1 of 1 documents are recorded" in recorded.does("check")
    recorded.write("c.txt", ONE)
    assert "its address /documents/c/ is promised to a.txt" in recorded.run("check").errors


def test_withdraw_and_restore(recorded: Curator) -> None:
    raw = (recorded.seeds / "a.txt").read_bytes()
    recorded.does("withdraw", "a", "--reason", "asked")
    (recorded.seeds / "a.txt").unlink()
    recorded.write("b.txt", ONE)
    recorded.does("record")
    recorded.does("check")
    assert "Put the recorded file back" in recorded.run("restore", "a", "--reason", "x").errors
    (recorded.seeds / "a.txt").write_bytes(raw + b"more\n")
    assert "the file is not the one that" in recorded.run("restore", "a", "--reason", "x").errors
    (recorded.seeds / "a.txt").write_bytes(raw)
    recorded.does("restore", "a", "--reason", "asked again")
    assert [e["event"] for e in events(recorded)] == ["publish", "withdraw", "publish", "restore"]


def _correction_without_change(curator: Curator) -> None:
    (curator.seeds / "a.v2.txt").write_bytes((curator.seeds / "a.txt").read_bytes())


def _withdrawn(curator: Curator) -> None:
    curator.does("withdraw", "a", "--reason", "خودش می\u200cخواهد")
    curator.write("a.v2.txt", ONE)


def _another(curator: Curator) -> None:
    curator.write("b.txt", ONE)
    curator.does("record")


def _moved_away(curator: Curator) -> None:
    curator.does("rename", "a", "--id", "c")
    curator.write("b.txt", ONE)
    curator.does("record")


def _changed(curator: Curator) -> None:
    curator.write("a.txt", TWO)


def _nothing(curator: Curator) -> None:
    pass


REFUSED: dict[str, tuple[Callable[[Curator], None], list[str], str]] = {
    "no corrected text": (_nothing, ["correct", "a", "--reason", "x"], "there is no corrected text: a.v2.txt"),
    "a correction that changes nothing": (_correction_without_change, ["correct", "a", "--reason", "x"], "same bytes"),
    "a withdrawn text": (_withdrawn, ["correct", "a", "--reason", "x"], "Restore it first"),
    "an unknown document": (_nothing, ["withdraw", "zebra", "--reason", "x"], "no document 'zebra'"),
    "withdrawn already": (_withdrawn, ["withdraw", "a", "--reason", "x"], "no text to withdraw"),
    "not withdrawn": (_nothing, ["restore", "a", "--reason", "x"], "no text to restore"),
    "no such version": (_nothing, ["withdraw", "a", "--version", "7", "--reason", "x"], "version 7 of a has no text"),
    "another's id": (_another, ["rename", "a", "--id", "b"], "is, or was, another document's address"),
    "an id that was another's": (_moved_away, ["rename", "b", "--id", "a"], "is, or was, another document's address"),
    "not an id": (_nothing, ["rename", "a", "--id", "A b"], "can't be an id"),
    "an id of the site": (_nothing, ["rename", "a", "--id", "page"], "can't be an id"),
    "another's file": (_another, ["rename", "a", "--file", "b.txt"], "the file is that of b"),
    "a file in a folder": (_nothing, ["rename", "a", "--file", "../b.txt"], "not the name of a text"),
    "a name without a sidecar": (_nothing, ["rename", "a", "--file", "names.txt"], "names.yml is a file of the whole"),
    **{
        f"a name that reading passes over: {name}": (_nothing, ["rename", "a", "--file", name], "would be passed over")
        for name in (".a.txt", "~$a.txt", "sub/.x/a.txt", "guide/a.txt", "__MACOSX/a.txt")
    },
    **{
        f"a name that reading refuses: {name!a}": (_nothing, ["rename", "a", "--file", name], "can't be seen")
        for name in ("a\u202e.txt", "a\a.txt", "a\u2028.txt")
    },
    **{
        f"a name that Windows can't have: {name}": (_nothing, ["rename", "a", "--file", name], what)
        for what, names in (
            ("Windows keeps the name", ("con.txt", "NUL .txt", "com1.x.txt", "lpt¹.v2.txt", "sub/aux.txt")),
            ("can't be copied to Windows", ("a:b.txt", "why?.txt", "x./a.txt", "x /a.txt", "aux/a.txt")),
        )
        for name in names
    },
    "an id that Windows can't have": (_nothing, ["rename", "a", "--id", "com3"], "Windows keeps the name 'com3'"),
    "a version of another's": (_another, ["rename", "a", "--file", "b.v2.txt"], "read as version 2 of b.txt"),
    "a name like another's": (_another, ["rename", "a", "--file", "B.txt"], "by case or by Unicode normalisation only"),
    "a file elsewhere on Windows": (_nothing, ["rename", "a", "--file", r"\a.txt"], "not the name of a text"),
    "no change": (_nothing, ["rename", "a", "--file", "a.txt"], "nothing would change"),
    "a text changed in place": (_changed, ["record"], "was changed in place"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_a_reason_and_nothing_written(case: str, recorded: Curator) -> None:
    prepare, command, what = REFUSED[case]
    prepare(recorded)
    before = {path.name: path.read_bytes() for path in recorded.seeds.iterdir()}
    answer = recorded.run(*command)
    assert answer.code == 1
    assert what in answer.errors
    assert {path.name: path.read_bytes() for path in recorded.seeds.iterdir()} == before


def test_no_text_is_moved_where_none_is_looked_for(recorded: Curator) -> None:
    (recorded.seeds / "in").mkdir()
    (recorded.seeds / "link").symlink_to("in")
    assert "a folder on its way is a link" in recorded.run("rename", "a", "--file", "link/b.txt").errors
    assert (recorded.seeds / "a.txt").is_file()


@pytest.mark.parametrize("command", ["correct", "withdraw", "restore"])
@pytest.mark.parametrize("reason", [[], *(["--reason", one] for one in ("", " ", "two\nlines", "turned \u202e"))])
def test_what_stands_on_the_page_needs_a_reason_of_one_line(command: str, reason: list[str], recorded: Curator) -> None:
    assert recorded.run(command, "a", *reason).code == 2


def test_a_wrong_day_is_refused(curator: Curator) -> None:
    assert "YYYY-MM-DD" in curator.run("record", "--day", "1 March").errors


@pytest.mark.parametrize(
    "command",
    [["record"], ["check"], ["names"], ["correct", "a", "--reason", "x"], ["rename", "a", "--id", "b"], ["bag", "new"]]
    + [[name, "a", "--reason", "x"] for name in ("withdraw", "restore")],
    ids=lambda command: command[0],
)
def test_every_command_names_the_folder_it_works_on(command: list[str], recorded: Curator) -> None:
    assert recorded.run(*command, typed="n\n").output.startswith(f"Folder: {recorded.seeds}\n")
    named = CliRunner().invoke(main, command, input="n\n", env={"ARCHIVE_SEEDS": str(recorded.seeds)})
    assert named.stdout.startswith(f"Folder: {recorded.seeds}, as ARCHIVE_SEEDS says\n")


def test_a_clock_that_was_set_back_is_told_and_a_day_that_is_given_holds(recorded: Curator) -> None:
    recorded.write("b.txt", ONE)
    before = recorded.ledger.read_bytes()
    command = ["record", "--yes", "--seeds", str(recorded.seeds)]
    told = CliRunner().invoke(main, command, env={"SOURCE_DATE_EPOCH": "0"})
    assert told.exit_code == 1
    assert "the last line is of 2026-03-01, and the clock says 1970-01-01" in told.stderr
    assert recorded.ledger.read_bytes() == before
    recorded.does("record", "--day", "1970-01-01")


def test_a_day_that_is_to_come_is_refused_or_no_line_after_it_could_bear_its_own(recorded: Curator) -> None:
    recorded.write("b.txt", ONE)
    before = recorded.ledger.read_bytes()
    told = recorded.run("record", "--day", "2062-03-01", SOURCE_DATE_EPOCH="1800000000")
    assert (told.code, recorded.ledger.read_bytes()) == (1, before)
    assert "a line of 2062-03-01, which is to come" in told.errors
    assert "Give a day up to 2027-01-15." in told.errors
    recorded.does("record", "--day", "2027-01-16", SOURCE_DATE_EPOCH="1800000000")  # where it is that day by now
    recorded.write("c.txt", ONE)
    recorded.does("record", "--day", "2027-01-20", SOURCE_DATE_EPOCH="0")  # by a clock that is wrong


def test_a_text_whose_line_ends_git_converted_is_told_as_such_by_every_command(recorded: Curator) -> None:
    recorded.does("withdraw", "a", "--reason", "asked")
    text = recorded.seeds / "a.txt"
    text.write_bytes(text.read_bytes().replace(b"\n", b"\r\n"))
    answer = recorded.run("restore", "a", "--reason", "asked")
    assert answer.code == 1
    assert "only the line ends differ" in answer.errors
    assert "`* -text`" in answer.errors


@pytest.mark.parametrize("epoch", ["", "x", "1 2", "1_000", "٣", "1.5", "1e9", "9" * 20, "9" * 5000, "-", "0x10"])
def test_a_day_that_the_environment_gives_and_that_is_none_is_told(epoch: str, curator: Curator) -> None:
    told = CliRunner().invoke(
        main, ["record", "--yes", "--seeds", str(curator.seeds)], env={"SOURCE_DATE_EPOCH": epoch}
    )
    assert (told.exit_code, curator.ledger.exists()) == (1, False)
    assert told.stderr.startswith(
        f"SOURCE_DATE_EPOCH: {shown(epoch)} is no number of seconds that gives a day. Give the"
    )


@pytest.mark.parametrize("command", ["record", "check", "names", "add mkdocs.yml", "links"])
def test_a_missing_folder_is_told_with_where_it_was_named(command: str, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "nowhere")
    by_option = [nowhere] if command == "links" else ["--seeds", nowhere]
    for arguments, seeds, where in ((by_option, "", " with --seeds"), ([], nowhere, " in ARCHIVE_SEEDS")):
        result = CliRunner().invoke(main, [*command.split(), *arguments], env={"ARCHIVE_SEEDS": seeds})
        assert result.exit_code == 1
        told = "" if command == "links" and arguments else where
        assert result.stderr.endswith(f"nowhere: there is no such folder. Make it, or name another{told}.\n")


def test_two_commands_at_once_don_t_mix(recorded: Curator) -> None:
    with locked(recorded.seeds, "seeds"):
        assert "another command is at work" in recorded.run("record").errors


def test_a_text_that_takes_a_former_address_is_refused_by_every_build(recorded: Curator) -> None:
    recorded.does("rename", "a", "--file", "c.txt", "--id", "c")
    recorded.write("a.txt", "Quite another text.")
    errors = recorded.run("check").errors
    assert "its address /documents/a/ is promised to c.txt" in errors


def test_corrections_from_before_the_first_recording_are_recorded_one_by_one(curator: Curator) -> None:
    curator.write("a.v2.txt", ONE, TWO)
    curator.write("a.v3.txt", ONE)
    assert "Next: sourcebook correct a" in curator.does("record")
    assert "Next: sourcebook correct a" in curator.does("correct", "a", "--reason", "shorter")
    assert "Next" not in curator.does("correct", "a", "--reason", "shorter still")
    assert [e["version"] for e in events(curator)] == [1, 2, 3]


def test_the_script_of_the_environment_runs_the_commands() -> None:
    script = REPOSITORY / ".venv" / "bin" / "sourcebook"
    shown = subprocess.run([script, "--help"], capture_output=True, text=True, check=True).stdout
    for command in ("record", "correct", "rename", "withdraw", "restore", "check", "verify", "bag"):
        assert f"\n  {command} " in shown


def test_an_interrupt_while_the_commands_are_imported_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt", encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "sourcebook", "--help"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr.strip()) == (1, "", "Aborted!")
    with (REPOSITORY / "pyproject.toml").open("rb") as file:
        assert tomllib.load(file)["project"]["scripts"] == {"sourcebook": "sourcebook.__main__:main"}


def test_a_question_without_anyone_to_answer_writes_nothing(curator: Curator) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "sourcebook.commands", "record", "--seeds", str(curator.seeds)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert not curator.ledger.exists()


@pytest.mark.parametrize(
    "command", [["--version"], ["--help"], ["record", "-h"], ["check"], ["verify"], ["record", "-y"]]
)
@pytest.mark.parametrize("stderr", [False, True])
def test_an_output_that_takes_nothing_is_told_in_a_line(
    command: list[str],
    stderr: bool,
    curator: Curator,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Standard output, and standard error too: then the exit code alone tells."""
    monkeypatch.setenv("ARCHIVE_SEEDS", str(curator.seeds))
    full = io.TextIOWrapper(io.BufferedWriter(io.FileIO("/dev/full", "w")))
    for name in ("stdout", "stderr")[: 1 + stderr]:
        monkeypatch.setattr(sys, name, full)
    with pytest.raises(SystemExit) as ended:
        main(command, prog_name="sourcebook")
    monkeypatch.undo()
    with suppress(OSError):
        full.close()
    if command == ["verify"]:  # says on the other what is missing
        assert ended.value.code == (1 if stderr else 2)
    else:
        assert ended.value.code == 1
        line = "the output: it can't be read or written (No space left on device). Fix that, then run this again.\n"
        assert capsys.readouterr().err == ("" if stderr else line)
    assert not curator.ledger.exists()


def test_where_nobody_can_answer_nothing_is_done(
    curator: Curator, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SystemExit) as ended:
        main(["record", "--seeds", str(curator.seeds)], prog_name="sourcebook")
    assert ended.value.code == 1
    assert capsys.readouterr().err == "Aborted!\n"
    assert not curator.ledger.exists()


def test_nothing_is_done_for_a_closed_output(
    curator: Curator, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The next file that is opened takes its place: what is told would be written into it."""
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(SystemExit) as ended:
        main(["record", "--yes", "--seeds", str(curator.seeds)], prog_name="sourcebook")
    assert ended.value.code == 1
    assert "the output: it can't be read or written (Bad file descriptor)" in capsys.readouterr().err
    assert not curator.ledger.exists()
