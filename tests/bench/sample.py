"""`python -m tests.bench.sample CORPUS [size [seed]]`: a blind sample of the passages found, to be judged by reading.

`CORPUS` is one of those of `links_real`. Verdicts are kept in `verdicts/`, a line a link.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "hooks"))

from sourcebook.link.engine import link_archive
from sourcebook.link.rules import VERSION
from sourcebook.model import LinkSettings
from sourcebook.problems import Findings

from tests.bench.links_real import CORPORA, PASSAGES


def sample(corpus: str, size: int = 50, seed: int = 2) -> Iterator[str]:
    """Yield a blind sample of the passages found in a corpus, to be judged by reading: no kind, no rule, no count.

    Both ends stand in their context, between ⟦ and ⟧, in an order that is drawn too.
    """
    documents = CORPORA[corpus][0]()
    by_id = {document.id: document for document in documents}
    links = [link for link in link_archive(documents, LinkSettings(), Findings()).links if link.kind in PASSAGES]
    draw = random.Random(seed)  # noqa: S311 - the same for all who read
    yield f"{corpus}, rules {VERSION}, seed {seed}: {min(size, len(links))} of {len(links)} links"
    for number, link in enumerate(draw.sample(links, min(size, len(links))), 1):
        yield f"\n{number}."
        for end in draw.sample((link.source, link.target), 2):
            yield f"   {end.document}: {_in_context(by_id[end.document].source.text, end.start, end.end)}"


_CONTEXT = 300
"""Characters that are shown before and after a passage of the sample."""


def _in_context(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return " ".join(f"{before}⟦{text[start:end]}⟧{after}".split())


if __name__ == "__main__":
    for line in sample(sys.argv[1], *map(int, sys.argv[2:4])):
        sys.stdout.write(line + "\n")
