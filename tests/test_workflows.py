"""The workflows are sound: two linters read them, offline, and both are shown to find what they should."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))

# ShellCheck and Pyflakes would be used where a machine happens to have them: the verdict must not depend on that.
ACTIONLINT = [str(BIN / "actionlint"), "-no-color", "-shellcheck=", "-pyflakes="]
ZIZMOR = [str(BIN / "zizmor"), "--offline", "--no-progress", "--no-config", "--persona=auditor"]
LINTERS = pytest.mark.parametrize("linter", [ACTIONLINT, ZIZMOR], ids=["actionlint", "zizmor"])

FAULTY = """\
on: issues
jobs:
  greet:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
      - run: echo "${{ github.event.issue.title }}"
"""


def lint(linter: list[str], *paths: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*linter, *map(str, paths)], capture_output=True, text=True, timeout=120, check=False)


def test_there_are_workflows_to_check() -> None:
    assert [path.name for path in WORKFLOWS] == ["pages.yml", "test.yml"]


@LINTERS
def test_linter_finds_nothing(linter: list[str]) -> None:
    verdict = lint(linter, *WORKFLOWS)
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


@LINTERS
def test_linter_finds_a_planted_fault(linter: list[str], tmp_path: Path) -> None:
    # A title that anyone can write, run by the shell: each linter must see that.
    faulty = tmp_path / ".github/workflows/faulty.yml"
    faulty.parent.mkdir(parents=True)
    faulty.write_text(FAULTY, encoding="utf-8")
    verdict = lint(linter, faulty)
    assert verdict.returncode != 0
    assert "github.event.issue.title" in verdict.stdout


def test_only_the_publishing_job_may_write() -> None:
    writing = {
        (path.name, name)
        for path in WORKFLOWS
        for name, job in yaml.safe_load(path.read_bytes())["jobs"].items()
        if "write" in job["permissions"].values()
    }
    assert writing == {("pages.yml", "deploy")}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_what_a_workflow_runs_exists(path: Path) -> None:
    jobs = yaml.safe_load(path.read_bytes())["jobs"].values()
    commands = [step["run"] for job in jobs for step in job["steps"] if "run" in step]
    assert commands
    for command in commands:
        program, *arguments = command.split()
        if program == "make":
            environment = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL"}}
            plan = subprocess.run(
                ["make", "--dry-run", *arguments], cwd=ROOT, env=environment, capture_output=True, check=False
            )
            assert plan.returncode == 0, plan.stderr
        else:
            assert os.access(ROOT / program, os.X_OK), f"{path.name} runs {program}, which can't be run"
