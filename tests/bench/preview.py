"""What a change costs under the preview: a program that builds as `mkdocs serve` does, again and again in one process.

It stands in an archive's folder, and prints as JSON the CPU seconds after each change until pages of texts are there
that a reader waits for, and until all of the site is.
"""

import json
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

_NAMES = "names:\n  - {{id: one, type: place, label: One, aliases: ['{}']}}\n"


def main(seeds: Path) -> None:
    """Build, change one thing after another, and build after each."""
    texts = sorted(seeds.glob("*.txt"))
    with tempfile.TemporaryDirectory(prefix="mkdocs_") as site:
        # With the first name come a page and its place in the navigation, which all pages have.
        seeds.joinpath("names.yml").write_text(_NAMES.format(_seldom(texts, texts[0])), encoding="utf-8")
        settings = _built(site)
        server = LiveReloadServer(lambda: _built(site), "127.0.0.1", 0, site)
        settings.plugins.on_serve(server, config=settings, builder=server.builder)
        seconds = {}
        for change in (_one_text, _one_sidecar, _one_name):
            for path, text in change(texts).items():
                path.write_text(text, encoding="utf-8")
            begun = time.process_time()
            server.builder()
            what = change.__name__.removeprefix("_").replace("_", " ")
            seconds[what] = time.process_time() - begun
            while len(threading.enumerate()) > 1:
                time.sleep(0.1)
            seconds[f"{what} (the whole site)"] = time.process_time() - begun
    sys.stdout.write(json.dumps(seconds))


def _one_text(texts: list[Path]) -> dict[Path, str]:
    text = texts[len(texts) // 2]
    return {text: text.read_text(encoding="utf-8").replace(" ", " now ", 1)}


def _one_sidecar(texts: list[Path]) -> dict[Path, str]:
    return {texts[0].with_suffix(".yml"): "facts:\n  title: {value: Another title, editor: to see what it takes}\n"}


def _one_name(texts: list[Path]) -> dict[Path, str]:
    return {texts[0].with_name("names.yml"): _NAMES.format(_seldom(texts, texts[-1]))}


def _seldom(texts: list[Path], text: Path) -> str:
    """Return the longest of those words of a text that the fewest texts have."""
    having = Counter(word for one in texts for word in {*_words(one)})
    return min(_words(text), key=lambda word: (having[word], -len(word), word))


def _words(text: Path) -> list[str]:
    return re.findall(r"[a-z]{5,}", text.read_text(encoding="utf-8"))


def _built(site: str) -> MkDocsConfig:
    settings = load_config("mkdocs.yml", site_dir=site)
    settings.plugins.on_startup(command="serve", dirty=False)
    build(settings)
    return settings


if __name__ == "__main__":
    main(Path(sys.argv[1]))
