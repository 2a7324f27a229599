"""Scripts run in Node.js as a page would run them: those of the theme, and others, that need no page."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.tools.building import REPOSITORY
from tests.tools.runtimes import node

SCRIPTS = Path(REPOSITORY, "hooks", "theme", "assets", "javascripts")
_RUN = """
globalThis.window = globalThis
const [scripts, code, given] = JSON.parse(require("fs").readFileSync(0, "utf8"))
for (const script of scripts) require("vm").runInThisContext(require("fs").readFileSync(script, "utf8"))
process.stdout.write(JSON.stringify(new Function("given", "sourcebook", code)(given, window.sourcebook)))
"""


def run(scripts: Sequence[str | Path], code: str, given: object) -> object:
    """Return what `code` returns after these scripts have run; it sees `given` and `sourcebook`.

    Args:
        scripts: names of scripts of the theme, or paths of others, in the order they need.
        code: the body of a function.
        given: what it is given, as JSON carries it.
    """
    told = json.dumps([[str(SCRIPTS / script) for script in scripts], code, given])
    ended = subprocess.run(
        [node(), "-e", _RUN], input=told, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert ended.returncode == 0, ended.stderr
    answer: object = json.loads(ended.stdout)
    return answer
