"""The search page, and the page that checks a quotation: what scripts fill, and what stands there without them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from markupsafe import Markup

from sourcebook import addresses
from sourcebook.gathered import gathered
from sourcebook.model import Archive
from sourcebook.pieces import SIZE
from sourcebook.remembered import remembered
from sourcebook.render.base.environment import fill
from sourcebook.text.fold import fold
from sourcebook.vocabulary.facets import facets_of
from sourcebook.wording import gettext, quoted

_SEARCHED = 20
"""Texts from which examples are taken."""
_LONG = 6
"""Letters of a word that is taken for an example."""


def search_page(archive: Archive) -> Markup:
    """Return the search page, without what people wrote above it."""
    facets = [facet.key for facet in facets_of(archive.about)]
    return fill(
        "search.html",
        addresses.SEARCH,
        count=_whole(archive),
        listed=len(archive.documents),
        facets=facets,
        examples=_examples(archive),
    )


def check_page(archive: Archive) -> Markup:
    """Return the page that checks a quotation, without what people wrote above it."""
    return fill("check.html", addresses.CHECK, count=_whole(archive), listed=len(archive.documents))


def _examples(archive: Archive) -> list[tuple[str, str]]:
    """Return a query of each kind that finds something here, and what it finds."""
    begun = [document.source.text[:SIZE] for document in archive.documents[:_SEARCHED] if document.source.is_whole]
    texts = [*map(_folded, begun)]
    in_texts = Counter(word for words in texts for word in {word for word in words if len(word) >= _LONG})
    pairs = Counter(pair for words in texts for pair in {*pairwise(words)} if min(map(len, pair)) >= _LONG)
    if not pairs:
        return []
    one, two = min(pairs, key=lambda pair: (-pairs[pair], pair))
    others = (word for word in sorted(in_texts, key=lambda word: (-in_texts[word], word)) if word not in (one, two))
    one, two, other = _as_printed(begun, one, two, next(others, one))
    return [
        (
            f"{one} {two}",
            gettext("Texts that have the words in this order come first, then those that have them anywhere."),
        ),
        (quoted(f"{one} {two}"), gettext("Only texts with exactly these words, in this order.")),
        (f"{one} -{other}", gettext("Excludes texts containing the second word. A minus works before a phrase, too.")),
        (f"{one} OR {other}", gettext("Texts with either word. Write OR in capitals.")),
        (f"{one[:-2]}*", gettext("Words that start with these letters.")),
        (
            f"{quoted(f'{two} {one}')}~5",
            gettext("These words close together, in any order, with up to five others between them."),
        ),
    ]


@remembered
def _folded(text: str) -> list[str]:
    return fold(text)


def _as_printed(texts: Iterable[str], *folded: str) -> Iterator[str]:
    """Yield folded words as texts write them most: `Grüßen` for `grussen`."""
    written = Counter(word for text in texts for word in _WORD.findall(text, 0, _BEGINS))
    read = gathered((" ".join(fold(word)), word) for word in sorted(written, key=lambda word: (-written[word], word)))
    yield from (read.get(word, [word])[0] for word in folded)


_BEGINS = 1 << 14
"""Characters of a text that are looked at: what is in many texts stands there."""
_WORD = re.compile(rf"\w{{{_LONG},}}")


def _whole(archive: Archive) -> int:
    """Return how many texts are shown whole: only these are searched."""
    return sum(document.source.is_whole for document in archive.documents)
