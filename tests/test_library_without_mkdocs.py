"""The library never imports MkDocs: where it is not to be had, an archive is read, rendered, exported and checked."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.tools.building import FIVE, REPOSITORY
from tests.tools.house import LIBRARY, parsed

BLOCKED = """
import importlib, json, pkgutil, sys
from collections import defaultdict
from pathlib import Path

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"mkdocs", "material"}:
            raise ImportError(f"{name} is blocked")

sys.meta_path.insert(0, Blocked())
import sourcebook
for module in pkgutil.walk_packages(sourcebook.__path__, "sourcebook."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)

from sourcebook import pipeline
from sourcebook.problems import ArchiveError
from sourcebook.publish.reuse import Place
from sourcebook.render.base.shell import Shell
archive, _ = pipeline.read_archive(Path(sys.argv[1]), "seeds")
site = Path(sys.argv[2])
shell = Shell("<!doctype html><title>%%sourcebook:title%%</title><main>%%sourcebook:content%%</main>")
try:
    pipeline.publish_archive(pipeline.context_of(archive), defaultdict(lambda: shell), Place(site))
except ArchiveError as error:  # there are no pages of prose that documents could lead to
    assert all("a link leads" in str(problem) for problem in error.problems), error
print(json.dumps([d.id for d in archive.documents]))
"""


def test_with_mkdocs_blocked_the_library_runs_from_end_to_end(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY / "hooks")}
    command = [sys.executable, "-c", BLOCKED, FIVE, tmp_path]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    ids = json.loads(answer.stdout)
    assert len(ids) == 5
    for id in ids:
        assert "data-source-text" in (tmp_path / "documents" / id / "index.html").read_text(encoding="utf-8")
        assert json.loads((tmp_path / "documents" / id / "record.json").read_bytes())["id"] == id
    assert (tmp_path / "data" / "catalogue.csv").is_file()


def test_no_module_names_mkdocs_in_an_import() -> None:
    """Nor within a function, where running the library might not come by."""
    for module in sorted(LIBRARY.rglob("*.py")):
        for node in ast.walk(parsed(module)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, "import absolutely: a hook's folder is on the path only while it is loaded"
                names = [node.module or ""]
            blocked = [name for name in names if name.partition(".")[0] in {"mkdocs", "material"}]
            assert not blocked, f"{module}:{node.lineno}"  # type: ignore[attr-defined]
