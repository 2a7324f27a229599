"""Scripts run in Node.js as a page would run them: those of the theme, and others, that need no page."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from sourcebook.addresses import SCRIPTS

from tests.tools.building import REPOSITORY
from tests.tools.runtimes import node

FOLDER = Path(REPOSITORY, "hooks", "theme", SCRIPTS)
_RUN = """
globalThis.window = globalThis
window.sourcebook = {}
const element = { append() {}, setAttribute() {} }
globalThis.document = { createElement: () => element, querySelector: () => null, querySelectorAll: () => [] }
globalThis.require = require
const [scripts, code, given] = JSON.parse(require("fs").readFileSync(0, "utf8"))
const run = async () => {
  for (const { name, module, script } of scripts) {
    if (script) require("vm").runInThisContext(script)
    else sourcebook[name] = await import(module)
  }
  process.stdout.write(JSON.stringify(await new Function("given", "sourcebook", code)(given, sourcebook)))
}
run()
"""


_SITE = """
globalThis.document = { currentScript: { src: "http://x.invalid/assets/javascripts/x.js" } }
globalThis.location = { protocol: "http:" }
globalThis.fetch = async address => new Response(require("fs").readFileSync(SITE + new URL(address).pathname))
"""


def index_of(site: Path) -> Path:
    """Return a script that lets those of the search read the index of a site."""
    path = site / "site.js"
    path.write_text(_SITE.replace("SITE", json.dumps(str(site))), encoding="utf-8")
    return path


def run(scripts: Sequence[str | Path], code: str, given: object) -> object:
    """Return what `code` returns, or promises, after these scripts have run; it sees `given` and `sourcebook`.

    Args:
        scripts: modules of the theme (`search/fold`), or paths of other scripts, in the order they need.
        code: the body of a function.
        given: what it is given, as JSON carries it.
    """
    texts = [
        {"script": one.read_text(encoding="utf-8")}
        if isinstance(one, Path)
        else {"name": one, "module": (FOLDER / f"{one}.js").as_uri()}
        for one in scripts
    ]
    told = json.dumps([texts, code, given])
    ended = subprocess.run(
        [node(), "-e", _RUN], input=told, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert ended.returncode == 0, ended.stderr
    answer: object = json.loads(ended.stdout)
    return answer
