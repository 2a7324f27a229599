"""Two built sites side by side: what an upgrade, or a change of the texts, did to pages, links and addresses."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict
from rapidfuzz.distance import Levenshtein
from selectolax.lexbor import LexborHTMLParser

from sourcebook import addresses
from sourcebook.files import files_below
from sourcebook.problems import refusal

RECORD = "record.json"
_INDEX = "index.html"
_ANCHOR = re.compile(r"p\d+[a-z]*")
_MOST_WORDS = 12
"""Words of a change that are shown before and after."""


class ChangedWords(Struct, frozen=True):
    """Words of a page that are others: either may be empty."""

    old: str
    new: str


class Comparison(Struct, frozen=True):
    """What differs between two builds."""

    pages: int
    """Pages that both have."""
    addresses_gone: tuple[str, ...]
    addresses_new: tuple[str, ...]
    anchors_gone: Mapping[str, tuple[str, ...]]
    """By address, paragraphs that can't be pointed to any more."""
    pages_changed: Mapping[str, tuple[ChangedWords, ...]]
    """By address, what a reader sees otherwise."""
    markup_changed: int
    """Pages that differ in what a reader doesn't see as words."""
    links_gone: tuple[str, ...]
    links_new: tuple[str, ...]
    links_changed: tuple[str, ...]
    """With the same ends, but another kind, rule or other differences."""
    records_changed: Mapping[str, tuple[str, ...]]
    """By the id of a document, the keys of its record that say something else."""
    files_changed: tuple[str, ...]
    """Others, such as scripts, feeds and data: changed, gone and new."""

    @property
    def is_same(self) -> bool:
        """Whether nothing at all differs."""
        return not any(value for name, value in asdict(self).items() if name != "pages")

    @property
    def lost(self) -> tuple[str, ...]:
        """What was promised and is there no more: addresses of documents, and of their paragraphs."""
        gone = (address for address in self.addresses_gone if address.startswith(addresses.DOCUMENTS))
        anchors = (
            f"{address}#{anchor}"
            for address, found in self.anchors_gone.items()
            if address.startswith(addresses.DOCUMENTS)
            for anchor in found
        )
        return (*gone, *anchors)


def compare_builds(old: Path, new: Path) -> Comparison:
    """Return what differs between two folders of built sites."""
    before, after = ({*files_below(site)} for site in (old, new))
    changed = sorted(file for file in before & after if _bytes(old / file) != _bytes(new / file))
    pages = {addresses.of_file(file): (old / file, new / file) for file in changed if file.endswith(_INDEX)}
    differences = {address: _of_pages(*both) for address, both in pages.items()}
    links = _links(old), _links(new)
    same_ends = links[0].keys() & links[1].keys()
    records = {Path(file).parts[1]: _of_records(old / file, new / file) for file in changed if _is_record(file)}
    told = (_INDEX, RECORD)
    files = {*changed, *(before ^ after)} - {addresses.LINKS_JSON, addresses.SUMS}
    return Comparison(
        sum(file.endswith(_INDEX) for file in before & after),
        tuple(_addresses(before - after)),
        tuple(_addresses(after - before)),
        {address: gone for address, (gone, _) in differences.items() if gone},
        {address: words for address, (_, words) in differences.items() if words},
        sum(not words for _, words in differences.values()),
        _in_lines(links[0][ends] for ends in links[0].keys() - same_ends),
        _in_lines(links[1][ends] for ends in links[1].keys() - same_ends),
        _in_lines(links[1][ends] for ends in same_ends if _differ(links[0][ends], links[1][ends])),
        {id: keys for id, keys in records.items() if keys},
        tuple(sorted(file for file in files if not file.endswith(told))),
    )


def _bytes(path: Path) -> bytes | None:
    """Return what is in a file; None of what is none (a pipe would be waited for)."""
    return path.read_bytes() if path.is_file() else None


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Tell of a file of data that isn't as a build writes it."""
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise refusal(str(file), "the file isn't as a build writes it", "Take another copy, or build anew") from None


def _addresses(files: Iterable[str]) -> list[str]:
    return sorted(addresses.of_file(file) for file in files if file.endswith(_INDEX))


def _is_record(file: str) -> bool:
    return file.startswith(addresses.DOCUMENTS) and file.count("/") == 2 and file.endswith(f"/{RECORD}")


def _of_pages(old: Path, new: Path) -> tuple[tuple[str, ...], tuple[ChangedWords, ...]]:
    """Return the paragraphs of a page that can't be pointed to any more, and the words that are others."""
    trees = [LexborHTMLParser(path.read_bytes()) for path in (old, new)]
    before, after = ([str(node.attributes["id"]) for node in tree.css("[id^=p]")] for tree in trees)
    known = {*after}
    gone = tuple(id for id in before if _ANCHOR.fullmatch(id) and id not in known)
    return gone, tuple(_changes(*map(_words, trees)))


def _words(tree: LexborHTMLParser) -> list[str]:
    parts = [*tree.css("head > title"), *(tree.css("main") or tree.css("body"))]
    return [word for part in parts for word in part.text(separator=" ").split()]


def _changes(old: list[str], new: list[str]) -> Iterator[ChangedWords]:
    """Yield the stretches of words that differ."""
    for is_same, blocks in groupby(Levenshtein.opcodes(old, new), lambda block: block.tag == "equal"):
        if not is_same:
            run = [*blocks]
            here, there = old[run[0].src_start : run[-1].src_end], new[run[0].dest_start : run[-1].dest_end]
            yield ChangedWords(_shortened(here), _shortened(there))


def _shortened(words: list[str]) -> str:
    return " ".join(words[:_MOST_WORDS]) + (" …" if len(words) > _MOST_WORDS else "")


def _links(site: Path) -> dict[tuple[Any, ...], dict[str, Any]]:
    file = site / addresses.LINKS_JSON
    with _told(file):
        links = json.loads(file.read_bytes())["links"] if file.is_file() else []
        return {(*_end(link["source"]), *_end(link["target"])): link for link in links if _in_a_line(link)}


def _end(end: Mapping[str, Any]) -> tuple[Any, ...]:
    return _holder(end), end.get("start"), end.get("end"), end["exact"]


def _holder(end: Mapping[str, Any]) -> str:
    """Return which text or editorial page has an end of a link."""
    return str(end["document"] if "document" in end else end["page"])


def _differ(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    return any(old.get(key) != new.get(key) for key in ("kind", "directed", "in_marks", "differences", "rule"))


def _in_lines(links: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(sorted(map(_in_a_line, links)))


def _in_a_line(link: Mapping[str, Any]) -> str:
    """Return a link in a line: “quotation, report p7 from letter p3: ‘We ask …’”."""
    source, target = (
        " ".join([_holder(end), *end.get("paragraphs", ())[:1]]) for end in (link["source"], link["target"])
    )
    between = "from" if link["directed"] else "and"
    return f"{link['kind']}, {target} {between} {source}: “{_shortened(link['target']['exact'].split())}”"


def _of_records(old: Path, new: Path) -> tuple[str, ...]:
    """Return which keys of a record differ; its links are compared for themselves."""
    before, after = map(_record, (old, new))
    facts, others = before.pop("facts"), after.pop("facts")
    keys = [key for key in {**before, **after} if key != "links" and before.get(key) != after.get(key)]
    return (*keys, *(name for name in {**facts, **others} if facts.get(name) != others.get(name)))


def _record(file: Path) -> dict[str, Any]:
    with _told(file):
        record = json.loads(_bytes(file) or b"")
        return {**record, "facts": {**record.get("facts", {})}}
