"""The workflows are sound: two linters read them, offline, and both are shown to find what they should."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml
from sourcebook.publish.last_published import NEVER, last_published, main

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
OF_A_NEW_ARCHIVE = ROOT / "hooks/sourcebook/commands/new_archive/dot-github/workflows/publish.yml"

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


def workflow(name: str) -> dict[Any, Any]:
    return yaml.safe_load((ROOT / ".github/workflows" / name).read_bytes())


def jobs_of(name: str) -> dict[str, dict[str, Any]]:
    return workflow(name)["jobs"]


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
        for name, job in jobs_of(path.name).items()
        if "write" in job["permissions"].values()
    }
    assert writing == {("pages.yml", "deploy")}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_what_a_workflow_runs_exists(path: Path) -> None:
    commands = [step["run"] for job in jobs_of(path.name).values() for step in job.get("steps", ()) if "run" in step]
    assert commands
    for command in commands:
        program, *arguments = command.split()
        if program == "make":
            environment = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL"}}
            plan = subprocess.run(
                ["make", "--dry-run", *arguments], cwd=ROOT, env=environment, capture_output=True, check=False
            )
            assert plan.returncode == 0, plan.stderr
        elif program == "python3":
            assert arguments[0] == "-m"
            assert (ROOT / "hooks" / f"{arguments[1].replace('.', '/')}.py").is_file()
        else:
            assert os.access(ROOT / program, os.X_OK), f"{path.name} runs {program}, which can't be run"


# What is published passed every test, and keeps what was published last.


def before(job: str) -> list[str]:
    """Return every job that must have succeeded before one of the publishing workflow begins, the nearest first."""
    needs = jobs_of("pages.yml")[job].get("needs", [])
    return [name for need in ([needs] if isinstance(needs, str) else needs) for name in (need, *before(need))]


def test_nothing_is_published_that_did_not_pass_the_tests_and_keep_the_ledger_published_last() -> None:
    jobs = jobs_of("pages.yml")
    assert before("deploy") == ["build", "test", "published"]
    assert jobs["test"]["uses"] == "$/.github/workflows/test.yml"
    assert jobs["test"]["with"] == {"base": "${{ needs.published.outputs.commit }}"}
    assert jobs["published"]["outputs"] == {"commit": "${{ steps.last.outputs.commit }}"}
    assert [step["run"] for step in jobs["published"]["steps"] if step.get("id") == "last"] == [
        "python3 -m sourcebook.publish.last_published"
    ]
    assert [name for name, job in jobs.items() if "environment" in job] == ["deploy"]
    assert jobs["deploy"]["environment"]["name"] == "github-pages"


def test_what_is_called_runs_every_test_and_compares_the_ledger_with_the_base_it_is_given() -> None:
    called = workflow("test.yml")
    assert called[True]["workflow_call"]["inputs"]["base"]["required"] is True  # YAML reads `on` as true
    job, install = called["jobs"]["test"], called["jobs"]["install"]
    assert [step["run"] for step in install["steps"] if "run" in step] == ["make test-install"]
    checkout, run, ledger = job["steps"]
    assert checkout["with"]["fetch-depth"] == 0
    assert run["run"] == ".ci/run"
    assert (ledger["run"], ledger["env"]["BASE"]) == ("make check-ledger", "${{ inputs.base || 'HEAD^1' }}")
    assert '--base "$(BASE)"' in (ROOT / "Makefile").read_text()


def test_a_new_archive_too_keeps_the_ledger_published_last_and_publishes_no_other_branch(tmp_path: Path) -> None:
    copy = tmp_path / ".github/workflows/publish.yml"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(OF_A_NEW_ARCHIVE.read_bytes())
    for linter in (ACTIONLINT, ZIZMOR):
        verdict = lint(linter, copy)
        assert verdict.returncode == 0, verdict.stdout + verdict.stderr
    jobs = yaml.safe_load(copy.read_bytes())["jobs"]
    assert jobs["deploy"]["needs"] == "build"
    assert jobs["build"]["if"] == "github.ref == 'refs/heads/main'"
    steps = jobs["build"]["steps"]
    last, kept = (next(step for step in steps if word in step.get("run", "")) for word in ("last_published", "--base"))
    assert last["run"] == ".venv/bin/python -m sourcebook.publish.last_published"
    assert (last["id"], kept["env"]["BASE"]) == ("last", "${{ steps.last.outputs.commit }}")
    assert steps.index(last) < steps.index(kept) < steps.index(next(s for s in steps if "build" in s.get("run", "")))


def test_no_other_branch_is_published_and_no_failure_is_passed_over() -> None:
    assert workflow("pages.yml")[True] == {"push": {"branches": ["main"]}, "workflow_dispatch": None}
    assert jobs_of("pages.yml")["published"]["if"] == "github.ref == 'refs/heads/main'"
    for path in WORKFLOWS:
        for name, job in jobs_of(path.name).items():
            assert "continue-on-error" not in job
            assert name == "published" or "if" not in job  # what needs a job that was passed over is passed over
            for step in job.get("steps", ()):
                assert not {"continue-on-error", "if"} & step.keys()
    assert workflow("pages.yml")["concurrency"] == {"group": "pages", "cancel-in-progress": False}


Answers = dict[str, Any]


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Answers]:
    """A host that gives the deployments one puts in: by number the commit, and the states it went through."""
    answers: Answers = {"deployments": [], "status": 200}

    class Host(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            assert self.headers["Authorization"] == "Bearer secret"
            path, _, query = self.path.partition("?")
            assert path.startswith("/repos/a/b/deployments")
            asked = dict(part.split("=") for part in query.split("&"))
            if path.endswith("/statuses"):
                states = answers["deployments"][int(path.split("/")[-2])][1]
                found = [{"state": state} for state in states]
            else:
                assert asked["environment"] == "github-pages"
                size, page = int(asked["per_page"]), int(asked["page"])
                numbered = list(enumerate(sha for sha, _ in answers["deployments"]))
                found = [{"id": id, "sha": sha} for id, sha in numbered[size * (page - 1) : size * page]]
            body = json.dumps(answers.get("instead", found)).encode()
            self.send_response(answers["status"])
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("GITHUB_API_URL", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("GITHUB_REPOSITORY", "a/b")
    monkeypatch.setenv("GITHUB_TOKEN", "secret")
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "output"))
    yield answers
    server.shutdown()
    server.server_close()


ONE, TWO = "1" * 40, "2" * 40
DEPLOYMENTS: dict[str, tuple[list[tuple[str, list[str]]], str]] = {
    "none": ([], NEVER),
    "one under way, and none before": ([(ONE, ["in_progress", "queued"])], NEVER),
    "one that failed, and none before": ([(ONE, ["failure", "in_progress"])], NEVER),
    "one that succeeded": ([(ONE, ["success", "in_progress"])], ONE),
    "a newer one": ([(TWO, ["success"]), (ONE, ["inactive", "success"])], TWO),
    "a newer one that failed": ([(TWO, ["failure"]), (ONE, ["success"])], ONE),
    "one that was replaced by one that failed": ([(TWO, ["error"]), (ONE, ["inactive", "success"])], ONE),
    "one behind a hundred that failed": ([*[(TWO, ["failure"])] * 101, (ONE, ["success"])], ONE),
}


@pytest.mark.parametrize("case", DEPLOYMENTS)
def test_what_was_published_last_is_the_newest_deployment_that_succeeded(case: str, host: Answers) -> None:
    host["deployments"], commit = DEPLOYMENTS[case]
    assert main() == 0
    assert Path(os.environ["GITHUB_OUTPUT"]).read_text() == f"commit={commit}\n"


def test_a_host_that_does_not_say_is_not_taken_for_one_that_has_nothing(host: Answers) -> None:
    host["status"] = 503
    with pytest.raises(OSError, match="503"):
        last_published(os.environ)
    host["status"], host["instead"] = 200, {"message": "Not what was asked for"}
    with pytest.raises(ValueError, match="not a list"):
        last_published(os.environ)
    assert not Path(os.environ["GITHUB_OUTPUT"]).exists()
