"""The house: imports go one way, in no circle, and its picture in CONTRIBUTING.md is that of the code."""

from pathlib import Path

import pytest

from tests.tools import house


def test_every_import_goes_down() -> None:
    assert house.broken() == []


def test_no_modules_import_one_another() -> None:
    assert house.circles() == []


def test_the_picture_is_current() -> None:
    text = house.PICTURE_IN.read_text(encoding="utf-8")
    assert house.drawn_in(text) == text, "draw it again: make house"


@pytest.mark.parametrize(
    ("module", "line", "told"),
    [
        ("text/words.py", "from sourcebook.link import rules", "text may not import link (sourcebook.link)"),
        ("names/matching.py", "import sourcebook.describe.titles", "names may not import describe"),
        (
            "render/head/policy.py",
            "def f():\n    from sourcebook.cite import cite_entries",
            "render may not import cite",
        ),
        ("problems.py", "from sourcebook.model import Fact", "ground may not import model"),
    ],
)
def test_an_import_that_goes_up_or_aside_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, line: str, told: str
) -> None:
    library = tmp_path / "hooks" / "sourcebook"
    monkeypatch.setattr(house, "REPOSITORY", tmp_path)
    path = library / module
    path.parent.mkdir(parents=True)
    before = (house.LIBRARY / module).read_text(encoding="utf-8")
    path.write_text(f"{before}{line}\n", encoding="utf-8")
    (found,) = house.broken(library)
    at = before.count("\n") + 1 + line.count("\n")
    assert found.startswith(f"hooks/sourcebook/{module}:{at}: {told}")


def test_a_circle_is_found(tmp_path: Path) -> None:
    library = tmp_path / "sourcebook"
    (library / "model").mkdir(parents=True)
    (library / "model" / "one.py").write_text("from sourcebook.model.two import x\n", encoding="utf-8")
    (library / "model" / "two.py").write_text("from sourcebook.model import one\n", encoding="utf-8")
    assert house.circles(library) == [["sourcebook.model.one", "sourcebook.model.two"]]


OURS = [*sorted(house.LIBRARY.rglob("*.py")), house.REPOSITORY / "hooks" / "publish.py"]
THEIRS = {
    "progress.py: tqdm",  # the library's switch, which has no other
    "spreadsheet.py: tempfile",  # openpyxl takes no folder for the file of its rows; set back at once
}


def test_no_module_keeps_state() -> None:
    found = [line for path in OURS for line in house.state(path)]
    assert {f"{line.split(':')[0].rpartition('/')[2]}: {line.split(': ')[1]}" for line in found} == THEIRS, found


@pytest.mark.parametrize(
    "code",
    [
        "seen = []\ndef f(x): seen.append(x)",
        "seen = {}\ndef f(x): seen[x] = 1",
        "seen = {}\nclass A:\n    def f(self): del seen[self]",
        "n = 0\ndef f():\n    global n\n    n += 1",
        "memory = Memory()\ndef f(): memory.kept = True",
        "memory = Memory()\nf = lambda x: memory.seen.add(x)",
        "from other import table\ndef f(): table.clear()",
        "import other\ndef f(): other.table = 1",
    ],
)
def test_state_of_a_module_is_found(code: str, tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(code, encoding="utf-8")
    assert len(house.state(path)) == 1


def test_no_frozen_class_sets_its_own_fields() -> None:
    found = [path for path in house.LIBRARY.rglob("*.py") if "object.__setattr__" in path.read_text(encoding="utf-8")]
    assert found == [], "use functools.cached_property"
