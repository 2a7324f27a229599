"""Is every line that keeps a promise held by a test? `make mutants`, or `make mutants MODULES="check/site locks"`.

Each module is changed in one place at a time (a sign turned, a call left out, a value made nothing) in a copy of the
repository, and its own tests are run: they must fail. What survives is read, and killed by a test, or stands with its
reason in tests/MUTANTS.md. Prints each survivor that stands there not, and each row there that nothing answers to.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
EXPLAINED = REPOSITORY / "tests/MUTANTS.md"
ROOMS = ("check", "ledger", "read", "visibility")
"""All modules of these are tried, and some of others."""
LEDGER = ("test_ledger_correction", "test_ledger_checking", "test_ledger_history")
MODULES: dict[str, tuple[str, ...]] = {
    "publish/staging": ("test_staging",),
    "publish/replaceable": ("test_replaceable",),
    "locks": ("test_locks", "test_staging", "test_ledger_store"),
    "files": ("test_check_text",),
    "kept": ("test_kept",),
    "ledger/store": ("test_ledger_store",),
    "ledger/events": ("test_ledger_events",),
    "ledger/history": LEDGER,
    "ledger/checking": ("test_ledger_checking",),
    "ledger/holding": ("test_ledger_holding",),
    "ledger/record": ("test_ledger_record",),
    "ledger/correction": LEDGER,
    "ledger/align": LEDGER,
    "ledger/changes": LEDGER,
    "check/site": ("test_check_text",),
    "check/links": ("test_check_text",),
    "check/sums": ("test_check_text",),
    "check/copy": ("test_copies",),
    "check/noted": ("test_check_noted",),
    "check/builds": ("test_check_builds",),
    "check/guide_links": ("test_check_guide_links",),
    "describe/titles": ("test_describe_titles",),
    "direction": ("test_direction",),
    "cite/kept": ("test_cite_kept",),
    "visibility/leaks": ("test_leaks",),
    "visibility/access": ("test_access",),
    "render/base/environment": ("test_render_environment",),
    "render/base/compiler": ("test_render_environment",),
    "render/base/segments": ("test_render_segments",),
    "read/folder": ("test_read_folder",),
    "read/texts": ("test_read_folder",),
    "read/file_names": ("test_read_names", "test_read_folder"),
    "read/originals": ("test_read_folder",),
    "read/own_files": ("test_read_own_files",),
    "read/decoding": ("test_read_decoding",),
    "text/told_encoding": ("test_read_decoding",),
    "read/guide": ("test_read_guide",),
    "read/guide_markup": ("test_guide_markup",),
    "read/site_url": ("test_site_url",),
}
"""By the module below hooks/sourcebook, the tests that must notice a change in it."""
SLOW = " and ".join(
    f"not test_{name}"
    for name in (
        *("killed_at_any", "killed_before_any", "many_builds_at_once", "a_reference_is_looked_up_once"),
        *("a_build_refuses_such_a_folder", "a_folder_that_a_build_made_is_replaced_by_the_next"),
    )
)
"""Tests that start programs, which would see the code as it is, and one of what a function keeps of its answers."""
SETTINGS = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = [{module!r}]
also_copy = ["tests", "seeds", "docs", "mkdocs.yml", "pyproject.toml"]
pytest_add_cli_args_test_selection = {tests!r}
pytest_add_cli_args = ["-k", {slow!r}]
do_not_mutate_patterns = {words}
timeout_multiplier = 4
"""
WORDS = [
    r"^\s*(what|remedy|why|lost)\b.*=",
    r"raise ValueError\(",
    r"\.(error|warn|fail)\(",
    r"Problem\(",
    r"^\s*f?\"",
    r"return f?\"",
]
"""Lines that word a message: tests ask for what it must say, not for every letter."""
ALIKE: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r'"(utf-8|punycode|sha256|unicode_escape)"', re.IGNORECASE), lambda name: name[0].lower()),
    (re.compile(r'\b(css|css_first)\("[^"]*"\)'), lambda name: name[0].lower()),  # there are no capitals in HTML
    (re.compile(r",\s*(strict=(True|False|None))?\)"), ")"),  # `zip` looks a second time whether two are as long
    (re.compile(r'\bos\.name (.)= "\w+"'), r"os.name \1="),  # on Windows alone
    (re.compile(r'\b(as_before|recalled|table)\((None|f?"[^"]*")'), r"\1("),  # any name that nobody else has
)
"""What means the same in the eyes of every test, and is left out before a line is compared with its change."""
_KEEPS_ANSWERS = re.compile(r"^ *@(?:lru_cache\(.*\)|remembered)\n", re.MULTILINE)
"""What is taken off functions before they are changed: none that bears anything is. Tables (`cache`) are left alone."""
_ROW = re.compile(r"\| `(?P<function>[^`]+)` \| `(?P<before>.*?)` \| `(?P<after>.*?)` \| (?P<why>.+) \|")


@dataclass(frozen=True, slots=True, order=True)
class Mutant:
    """A change that no test noticed."""

    function: str
    """With its module: `ledger.events.from_line`."""
    before: str
    """The line as it is."""
    after: str
    """The line as it was changed."""


def main(modules: Iterable[str]) -> int:
    """Run the mutants of some modules, or of all; return 1 if one survives without a reason."""
    explained = read_explained()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        for module in modules or MODULES:
            count, survivors = run(Path(folder) / module.replace("/", "-"), module)
            new = sorted(survivors - explained)
            own = {mutant for mutant in explained if mutant.function.startswith(f"{module.replace('/', '.')}.")}
            print(
                f"{module}: {count} mutants, {len(survivors)} survive, {len(new)} of them without a reason", flush=True
            )
            for mutant in new:
                print(f"| `{mutant.function}` | `{_cell(mutant.before)}` | `{_cell(mutant.after)}` | ? |")
            for mutant in sorted(own - survivors):
                print(f"explained, but it doesn't survive: {mutant.function}: {mutant.after}")
            failed |= bool(new)
    return int(failed)


def read_explained() -> set[Mutant]:
    """Return the mutants that survive with a reason."""
    return {_mutant(row) for row in _ROW.finditer(EXPLAINED.read_text(encoding="utf-8"))}


def run(folder: Path, module: str) -> tuple[int, set[Mutant]]:
    """Return how many mutants a module has, and those that survive."""
    folder.mkdir()
    left_out = shutil.ignore_patterns("__pycache__", "node_modules", "bench", "browser")
    for name in ("tests", "seeds", "docs"):
        shutil.copytree(REPOSITORY / name, folder / name, ignore=left_out)
    shutil.copytree(REPOSITORY / "hooks", folder / "src", ignore=left_out)
    changed = folder / f"src/sourcebook/{module}.py"
    changed.write_text(_KEEPS_ANSWERS.sub("", changed.read_text(encoding="utf-8")), encoding="utf-8")
    (folder / "hooks").symlink_to("src")
    (folder / "mutants").mkdir()
    (folder / "mutants/hooks").symlink_to("src")
    shutil.copy(REPOSITORY / "mkdocs.yml", folder)
    tests = [f"tests/{test}.py" for test in MODULES[module]]
    settings = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    own = SETTINGS.format(module=f"src/sourcebook/{module}.py", tests=tests, slow=SLOW, words=json.dumps(WORDS))
    path = folder / "pyproject.toml"
    path.write_text(
        settings.replace('pythonpath = ["hooks", "."]', 'pythonpath = ["src", "."]') + own, encoding="utf-8"
    )
    output = _mutmut(folder, "run", "--max-children", "1")
    names = _results(folder)
    if too_slow := [name for name, state in names if state == "timeout"]:  # beside whatever else ran
        _mutmut(folder, "run", "--max-children", "1", *too_slow)
        names = _results(folder)
    if not names or any(state == "not checked" for _, state in names):
        raise RuntimeError(f"{module}: mutants were not run, since the tests fail without any\n{output[-3000:]}")
    survivors = {_shown(folder, name) for name, state in names if state in {"survived", "no tests"}}
    return len(names), {mutant for mutant in survivors if _evened(mutant.before) != _evened(mutant.after)}


def _results(folder: Path) -> list[tuple[str, str]]:
    told = _mutmut(folder, "results", "--all", "true")
    return re.findall(r"^\s*(\S+__mutmut_\d+): (\w.*)$", told, re.MULTILINE)


def _mutmut(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "mutmut", *arguments]
    environment = os.environ | {"HYPOTHESIS_PROFILE": "short"}
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return run.stdout + run.stderr


def _shown(folder: Path, name: str) -> Mutant:
    diff = _mutmut(folder, "show", name).splitlines()
    lines: dict[str, str] = {}
    for line in diff:
        if line[:1] in {"-", "+"} and line[:3] not in {"---", "+++"}:
            lines.setdefault(line[0], line[1:].strip())
    function = re.sub(r"__mutmut_\d+$", "", name).removeprefix("sourcebook.")
    function = re.sub(r"\.x_", ".", function.replace("xǁ", "").replace("ǁ", "."))
    return Mutant(function, lines.get("-", ""), lines.get("+", ""))


def _evened(line: str) -> str:
    for pattern, alike in ALIKE:
        line = pattern.sub(alike, line)
    return line


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _mutant(row: re.Match[str]) -> Mutant:
    return Mutant(row["function"], row["before"].replace("\\|", "|"), row["after"].replace("\\|", "|"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
