"""What is installed is what was chosen: every dependency pinned, with its reason, locked with hashes."""

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SITE, TEST = PROJECT["dependencies"], PROJECT["optional-dependencies"]["test"]
LOCKS = {"requirements.txt": SITE, "tests/requirements.txt": [*SITE, *TEST]}
ENTRY = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?P<marker> ; [^\\]+)? \\$")


def locked(path: str) -> dict[tuple[str, str], int]:
    """(name, version) → how many hashes the lock holds for it."""
    found: dict[tuple[str, str], int] = {}
    current: tuple[str, str] | None = None
    for line in (ROOT / path).read_text(encoding="utf-8").splitlines():
        if entry := ENTRY.match(line):
            current = (entry["name"], entry["version"])
            found[current] = 0
        elif line.startswith("    --hash=sha256:"):
            assert current is not None
            found[current] += 1
        else:
            assert line.lstrip().startswith("#"), f"{path}: a line that is neither an entry nor a hash: {line}"
    return found


def chosen(requirement: str) -> tuple[str, str]:
    name, separator, rest = requirement.partition("==")
    assert separator, f"{requirement}: not pinned exactly"
    return re.sub(r"[-_.]+", "-", name).lower(), rest.split(";")[0].strip()


@pytest.mark.parametrize("path", LOCKS)
def test_lock_holds_what_was_chosen_and_hashes_all(path: str) -> None:
    found = locked(path)
    assert {chosen(requirement) for requirement in LOCKS[path]} <= set(found)
    assert all(found.values()), "a package without a hash"


def test_site_and_tests_have_the_same_versions() -> None:
    assert set(locked("requirements.txt")) <= set(locked("tests/requirements.txt"))


@pytest.mark.parametrize("path", [*LOCKS, "tests/package-lock.json"])
def test_lock_names_no_host_and_no_folder_of_a_machine(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    text = re.sub(r'"funding": (?:\{[^}]*\}|\[[^\]]*\])', "", text)  # where a package asks for donations
    assert not re.search(r"https?://|file:|(?m:^|\s)/\w", text)


@pytest.mark.parametrize("requirement", [*SITE, *TEST])
def test_every_dependency_says_in_one_line_why_it_is_there(requirement: str) -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    (at,) = (number for number, line in enumerate(lines) if f'"{requirement}"' in line)
    while '"pymdown-extensions' in lines[at]:  # two lines of one package share the reason above them
        at -= 1
    assert re.search(r"# \w{1}.{8,}", lines[at])


def test_npm_packages_are_pinned_and_locked_with_their_integrity() -> None:
    wanted = json.loads((ROOT / "tests/package.json").read_text(encoding="utf-8"))["devDependencies"]
    lock = json.loads((ROOT / "tests/package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert lock.pop("")["devDependencies"] == wanted
    assert {name: lock[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert all(package["integrity"].startswith("sha512-") for package in lock.values())


def test_every_target_of_the_makefile_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^\.PHONY: ([\w-]+)$", makefile, re.MULTILINE))
    assert {"serve", "site", "test", "format"} <= targets
    assert targets == set(re.findall(r"^([\w-]+):.* ## \S", makefile, re.MULTILINE))


def test_make_clean_removes_nothing_but_what_targets_made(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("hooks/x.py", "tests/x.py", ".cache/x", "offline/data/made-by-sourcebook.txt", "site/mine.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    told = subprocess.run(["make", "clean"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert told.returncode != 0
    assert told.stderr.startswith("site: no target made it, and it holds something. Move it elsewhere;")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".cache",
        "Makefile",
        "hooks",
        "offline",
        "site",
        "tests",
    ]
    (tmp_path / "site/mine.txt").rename(tmp_path / "mine.txt")
    subprocess.run(["make", "clean"], cwd=tmp_path, capture_output=True, check=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Makefile", "hooks", "mine.txt", "tests"]
