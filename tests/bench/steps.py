"""What each step of a cold build takes: a program that builds as `mkdocs build` does, and looks at the clock meanwhile.

It stands in an archive's folder, and prints the CPU seconds of each step as JSON, in the order of the steps. What it
tells of the documents' pages is a part of the step that makes pages: they are made and set in the theme's page, and not
written.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from sourcebook import halves, pipeline
from sourcebook.progress import Progress
from sourcebook.render.document import documents

PAGES = "document pages alone"


def main() -> None:
    """Build the site of the working folder."""
    steps, filled = [("Starting", 0.0)], pipeline._filled
    pages = [0.0]

    def tell(_: Progress, step: str, done: int, of: int) -> None:
        if step and step != steps[-1][0]:
            steps.append((step, time.process_time()))

    def fill(shells: Any, site_url: str, make: Callable[..., Any], *given: Any) -> Iterable[tuple[str, bytes]]:
        begun = time.process_time()
        files = list(filled(shells, site_url, make, *given))
        pages[0] += (time.process_time() - begun) * (make.__module__ == documents.__name__)
        return files

    halves.FEW = sys.maxsize  # in one process, whose steps follow one another
    Progress.__call__ = tell  # type: ignore[method-assign]
    pipeline._filled = fill  # type: ignore[assignment]
    settings = load_config("mkdocs.yml")
    settings.plugins.on_startup(command="build", dirty=False)
    build(settings)
    ends = [begun for _, begun in steps[1:]] + [time.process_time()]
    taken = {step: end - begun for (step, begun), end in zip(steps, ends, strict=True)}
    sys.stdout.write(json.dumps({**taken, PAGES: pages[0]}))


if __name__ == "__main__":
    main()
