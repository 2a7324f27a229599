"""Scripts run in Node.js as a page would run them: those of the theme, and others, that need no page."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from sourcebook.publish.assets import SCRIPTS, script_for

from tests.tools.building import REPOSITORY
from tests.tools.runtimes import node

FOLDER = Path(REPOSITORY, "hooks", "theme", SCRIPTS)
_RUN = """
globalThis.window = globalThis
const element = { append() {}, setAttribute() {} }
globalThis.document = { createElement: () => element, querySelector: () => null, querySelectorAll: () => [] }
const [scripts, code, given] = JSON.parse(require("fs").readFileSync(0, "utf8"))
for (const script of scripts) require("vm").runInThisContext(script)
globalThis.require = require
const answer = new Function("given", "sourcebook", code)(given, window.sourcebook)
Promise.resolve(answer).then(value => process.stdout.write(JSON.stringify(value)))
"""


def run(scripts: Sequence[str | Path], code: str, given: object) -> object:
    """Return what `code` returns, or promises, after these scripts have run; it sees `given` and `sourcebook`.

    Args:
        scripts: modules of the theme (`search/fold`), or paths of other scripts, in the order they need.
        code: the body of a function.
        given: what it is given, as JSON carries it.
    """
    return run_in(FOLDER, scripts, code, given)


def run_in(folder: Path, scripts: Sequence[str | Path], code: str, given: object) -> object:
    """Do as `run` does, with the modules of another folder."""
    texts = [one.read_text(encoding="utf-8") if isinstance(one, Path) else script_for(folder, [one]) for one in scripts]
    told = json.dumps([texts, code, given])
    ended = subprocess.run(
        [node(), "-e", _RUN], input=told, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert ended.returncode == 0, ended.stderr
    answer: object = json.loads(ended.stdout)
    return answer
