"""commands/outputs.py: what a command writes is there whole, or what was there is as it was."""

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sourcebook.commands import linking, main
from sourcebook.commands.outputs import in_one_step
from sourcebook.kept import read_kept


def full(*_: object, **__: object) -> Iterator[None]:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_file_takes_its_place_or_what_was_there_stays(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    link.symlink_to("file")
    with in_one_step(link) as partial:
        partial.write_text("once")
    assert (link.is_symlink(), file.read_text()) == (True, "once")
    with pytest.raises(OSError, match="No space") as told, in_one_step(file) as partial:
        full(partial.write_text("twice"))
    assert told.value.filename == str(file)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "link"]
    assert file.read_text() == "once"


def test_a_file_that_can_not_be_written_is_told_under_its_own_name(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file") as told, in_one_step(tmp_path / "no/file") as partial:
        partial.write_text("x")
    assert told.value.filename == str(tmp_path / "no/file")


def test_what_is_copied_to_a_full_disk_is_told_under_the_name_that_it_would_have(tmp_path: Path) -> None:
    (tmp_path / "from").write_text("x")
    with pytest.raises(OSError, match="No space") as told, in_one_step(Path("/dev/full")) as given:
        shutil.copyfile(tmp_path / "from", given)
    assert told.value.filename == "/dev/full"


def test_a_name_of_any_length_can_be_written(tmp_path: Path) -> None:
    with in_one_step(tmp_path / ("é" * 125 + ".yml")) as partial:
        partial.write_text("x")
    assert len(next(tmp_path.iterdir()).name) == 129


def test_a_table_whose_sidecars_can_not_all_be_written_leaves_every_one_as_it_was(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "table.csv"):
        (tmp_path / name).write_text("file,title\na.txt,One\nb.txt,Two\n" if name == "table.csv" else "A text.\n")
    (tmp_path / "b.yml").symlink_to("no/b.yml")
    command = ["table", "read", "--seeds", str(tmp_path), "--basis", "editor", str(tmp_path / "table.csv")]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert not (tmp_path / "a.yml").exists()


def test_a_device_is_written_to_and_never_replaced_and_none_is_read_as_what_was_kept(tmp_path: Path) -> None:
    with in_one_step(Path(os.devnull)) as given:
        given.write_text("x")
    assert given == Path(os.devnull)
    (tmp_path / "kept.json").symlink_to("/dev/zero")
    assert read_kept(tmp_path / "kept.json") is None


def test_a_pipe_that_only_the_system_names_is_written_to() -> None:
    read, write = os.pipe()
    with in_one_step(Path(f"/dev/fd/{write}")) as given, given.open("w") as file:  # as a shell names `>(command)`
        file.write("x")
    os.close(write)
    with os.fdopen(read) as file:
        assert file.read() == "x"


def test_links_that_can_not_be_written_whole_leave_those_that_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/a.txt").write_text("A text.\n")
    output = tmp_path / "links.jsonl"
    output.write_text("before\n")
    monkeypatch.setattr(linking, "_entries", full)
    result = CliRunner().invoke(main, ["links", str(tmp_path / "texts"), "-o", str(output)])
    assert (result.exit_code, output.read_text()) == (1, "before\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["links.jsonl", "texts"]


def test_files_that_can_not_all_be_added_are_not_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for name in ("a.txt", "b.html", "seeds/there.txt"):
        (tmp_path / name).write_text("<p>A text.</p>\n")
    monkeypatch.setattr(shutil, "copyfile", lambda file, to: full() if file.suffix == ".html" else to.touch())
    files = [str(tmp_path / name) for name in ("a.txt", "b.html")]
    result = CliRunner().invoke(main, ["add", "--yes", "--seeds", str(seeds), *files])
    assert result.exit_code == 1
    assert [path.name for path in seeds.iterdir()] == ["there.txt"]
    assert f"{seeds}/b.html: it can't be read or written (No space left on device)" in result.output


@pytest.mark.parametrize("is_there", [True, False])
def test_a_new_archive_that_can_not_be_written_whole_is_none(
    is_there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, copied = tmp_path / "mine", list[Path]()
    if is_there:
        folder.mkdir()

    def copy(source: Path, target: Path) -> None:
        copied.append(target)
        target.write_bytes(source.read_bytes())
        if len(copied) > 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(source), None, str(target))

    monkeypatch.setattr(shutil, "copyfile", copy)
    result = CliRunner().invoke(main, ["new", str(folder)])
    assert result.exit_code == 1
    assert result.output.startswith(f"{copied[-1]}: it can't be read or written (No space left on device)")
    assert len(copied) == 4
    assert list(tmp_path.rglob("*")) == ([folder] if is_there else [])
