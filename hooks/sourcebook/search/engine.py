"""Pagefind's part: folded words in, its index out, with only those files that our search asks for.

Each document is fed as its folded words alone, so that a word of ours is a word of the index and nothing else is. A
frequent word that another follows is fed with it as a pair, at the same place: `of the` is then found without going
through all the places of both. So is any word before a frequent letter or digit, as in `city’s`.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from string import ascii_lowercase, digits

LANGUAGE = "zxx"
"""ISO 639's code for "no language": one index for all texts, and no stems, which would mix up words that differ."""
JOINT = "ʞ"
"""A letter that no folded word has: it marks a pair, and a word of one letter."""
_DIGITS = {ord(digit): chr(0x2A0 + int(digit)) for digit in digits}
"""Digits → letters that no folded word has one after another: Pagefind cuts a pair where letters and digits meet, and
would not find it, nor the word it is fed with."""
_SIGN = "ʬ"
"""Stands before the number of a sign that is no letter, as many vowels of Indic scripts are."""
BARRIER = "·"
"""Takes a place and is not found: no phrase reaches from a text into its title."""

_SCRIPT = "pagefind.js"
_KEPT = ("pagefind-entry.json", "*.pf_meta", "wasm.unknown.pagefind", "index/*.pf_index")
_KEY = re.compile(LANGUAGE.encode() + rb"_([0-9a-f]+)")
_EXPORTS = "export{createInstance,"
_MODULE_ADDRESS = "import.meta.url"


def feed(text: Sequence[str], title: Sequence[str], frequent: frozenset[str]) -> str:
    """Return a document as the index reads it.

    Args:
        text: the folded words of its text.
        title: those of its title.
        frequent: the words that are fed in pairs, as terms.
    """
    words = [*map(term, text), BARRIER, *map(term, title)]
    pairs = [f"{one}-{pair(one, two)}" if _are_paired(one, two, frequent) else one for one, two in pairwise(words)]
    return " ".join([*pairs, *words[-1:]])


def _are_paired(one: str, two: str, frequent: frozenset[str]) -> bool:
    return two in frequent and (one in frequent or (one != BARRIER and two in _ASCII_LETTERS))


def pairs_in(fed: str) -> list[str]:
    """Return the pairs in a document as it is fed."""
    return [word.partition("-")[2] for word in fed.split() if "-" in word]


def pair(one: str, two: str) -> str:
    """Return the term for two frequent terms, one after the other."""
    return f"{JOINT}{one}{JOINT}{two}"


def term(word: str) -> str:
    """Return a folded word as it is in the index: Pagefind drops a single letter that is fed in a pair."""
    coded = word if word.isalpha() else "".join(map(_letters, word)).translate(_DIGITS)
    return coded if len(word) > 1 else f"{coded}{JOINT}"


def _letters(letter: str) -> str:
    """Return a letter or digit as it is; letters and digits for a sign that is none, and that Pagefind would drop."""
    return letter if letter.isalnum() else f"{_SIGN}{ord(letter):x}"


_ASCII_LETTERS = frozenset(map(term, ascii_lowercase + digits))
"""Single letters and digits, as `s` in `city’s`: pairs with one of them need no frequent word before it."""


def make_index(fed: Iterable[str], work: Path, target: Path) -> dict[str, int]:
    """Let Pagefind index documents, and put what the browser needs of it into a folder.

    Args:
        fed: each document as `feed` gives it.
        work: an empty folder for files on the way.
        target: where to put the index.

    Returns:
        The number of each document that has a word, counted from 0, by its key in the index; in the index's own order.

    Raises:
        RuntimeError: if Pagefind fails, or what it writes isn't as it was.
    """
    pages, made = work / "pages", work / "made"
    pages.mkdir(parents=True)
    for number, words in enumerate(fed):
        (pages / f"{number}.html").write_text(f"<html lang={LANGUAGE}><body>{words}", encoding="utf-8")
    command = [sys.executable, "-m", "pagefind", "--site", str(pages), "--output-path", str(made), "--quiet"]
    ended = subprocess.run(
        [*command, "--force-language", LANGUAGE], capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if ended.returncode:
        raise RuntimeError(f"Pagefind failed: {ended.stdout}{ended.stderr}")
    for pattern in _KEPT:
        for path in made.glob(pattern):
            place = target / path.relative_to(made)
            place.parent.mkdir(parents=True, exist_ok=True)
            path.rename(place)
    (target / _SCRIPT).write_text(_classic((made / _SCRIPT).read_text(encoding="utf-8")), encoding="utf-8")
    numbers = dict(_keys(made / "fragment"))
    order = _order(target, len(numbers))
    if set(order) != set(numbers):
        raise RuntimeError("Pagefind's list of pages isn't as it was: see `_order`")
    return {key: numbers[key] for key in order}


def _classic(module: str) -> str:
    """Return Pagefind's module as a classic script, which also runs where there is no server.

    It leaves a function that takes what it is to use in the place of `fetch`: so that a file that could not be had
    isn't passed over, and that a copy without a server can bring its files another way.
    """
    body, found, _ = module.rpartition(_EXPORTS)
    if not found or module.count(_EXPORTS) != 1:
        raise RuntimeError("Pagefind's script doesn't end as it did: see `_classic`")
    body = body.replace(_MODULE_ADDRESS, "undefined")
    return f'"use strict";window.sourcebookPagefind=(fetch)=>{{{body}return createInstance;}};\n'


def _keys(fragments: Path) -> Iterator[tuple[str, int]]:
    """Yield the key and the number of each document; its file names it first: `pagefind_dcd{"url":"/12.html",…`."""
    for path in fragments.iterdir():
        start = zlib.decompressobj(wbits=31).decompress(path.read_bytes(), 80).decode(errors="ignore")
        address = start.partition('"url":"/')[2].partition(".html")[0]
        yield path.stem.removeprefix(f"{LANGUAGE}_"), int(address)


def _order(index: Path, count: int) -> list[str]:
    """Return the keys in the order of Pagefind's list of pages, which a browser has anyway: it reads them likewise."""
    (path,) = index.glob("*.pf_meta")
    listed = zlib.decompress(path.read_bytes(), wbits=31)
    return [key.decode() for key in _KEY.findall(listed)[:count]]
