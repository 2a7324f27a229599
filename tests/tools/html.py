"""What judges of HTML that aren't ours find wrong with pages, and which pages there are of each kind."""

import json
import subprocess
from pathlib import Path

from tests.tools.runtimes import java, npm_package

_OF_EACH_KIND = (
    "documents",
    "documents/page",
    "compare/*",
    "passages",
    "names",
    "by",
    "by/*",
    "documents/*/v",
    "guide",
    "about",
)


def faults_of(folder: Path) -> list[str]:
    """Return what the Nu HTML checker finds wrong below a folder: file, line and its words."""
    jar = npm_package("vnu-jar") / "build" / "dist" / "vnu.jar"
    command = [java(), "-jar", str(jar), "--format", "json", "--skip-non-html", "--errors-only", str(folder)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(answer.stderr)["messages"]
    return [
        f"{Path(message.get('url', '').removeprefix('file:')).relative_to(folder)}:{message.get('lastLine')}: "
        f"{message['message']} {message.get('extract', '')!r}"
        for message in messages
    ]


def one_of_each_kind(site: Path) -> list[str]:
    """Return the addresses of all sections of a site, and of one page of each kind that they lead to."""
    pages = [*site.glob("index.html"), *sorted(site.glob("*/index.html"))]
    pages += [page for pattern in _OF_EACH_KIND for page in sorted(site.glob(f"{pattern}/*/index.html"))[:1]]
    return [page.relative_to(site).as_posix().removesuffix("index.html") for page in pages]
