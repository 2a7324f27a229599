"""What people wrote about an archive, held against texts that aren't shown. For the pipeline alone.

Of a text that is withdrawn or under embargo no step after `opening` has a word. What a curator typed may have: a guide
page that quotes it, a note, a description. Such words are told, for the curator to take out: no page may go on showing
them. Words that stand in a text that is shown are that text's, and stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.curated.archive_file import FILE as ARCHIVE_FILE
from sourcebook.curated.names_file import FILE as NAMES_FILE
from sourcebook.files import files_below, sum_of
from sourcebook.gathered import gathered
from sourcebook.model import Archive, Fact, Source
from sourcebook.model.holdings import Holding
from sourcebook.problems import Findings, named
from sourcebook.read.file_names import FileKind, file_kind, owners
from sourcebook.text.told_encoding import told_encoding

RUN = 8
"""Words in a row. Fewer are a name, a title, an office, and a page may go on telling them."""
HIDDEN = {"withdrawn": "is withdrawn", "embargoed": "is under embargo"}
"""By status. Of a text shown in excerpts an editor may quote, as its other readers may."""

_WORD = re.compile(r"\w+")
_TARGET = re.compile(r"(?<=\])\([^()\s]*\)")
"""Of a link in Markdown: no words that are read."""
Words = tuple[str, ...]


def check_written(archive: Archive, sources: Iterable[Source], label: str, findings: Findings) -> None:
    """Tell every place in which people's words about the archive quote a text that isn't shown.

    `sources` are all texts in the seeds folder, those that aren't shown too.
    """
    hidden = [*_hidden(archive.holdings, sources)]
    if hidden:
        _check([*_written(archive, label)], hidden, archive, "the page would go on showing them", findings)


def check_copied(
    archive: Archive,
    seeds: Path,
    files: Mapping[str, Path],
    why: str,
    words_in: Callable[[Path], str | None],
    findings: Findings,
) -> list[str]:
    """Tell every place in which files that are about to be copied quote a text that isn't shown, in whatever key.

    Args:
        archive: as it is shown.
        seeds: the folder in which the texts that aren't shown may still be, and what they were taken from.
        files: where they lie, by what messages call them.
        why: what would become of the words.
        words_in: returns the words of a file that is no plain text; None of one that can't be read.
        findings: told of each place, and of each copy of a file of such a text.

    Returns:
        What is to be noted: the files that couldn't be looked into.
    """
    versions = [version for holding in archive.holdings.values() for version in holding.versions]
    if not files or not any(version.withheld for version in versions):
        return []
    there = files_in(seeds)
    copies = _copies(files, there, _of_texts(archive, there))
    for name, (of_text, id) in copies.items():
        what = f"it is a copy of {of_text}, a file of {id}, whose text isn't shown"
        findings.error(name, 0, what, f"Take it away: {why}")
    gone = (version.source for version in versions if not version.source.text and version.source.name in there)
    read = (replace(source, text=there[source.name].read_text("utf-8", "replace")) for source in gone)
    hidden = [*_hidden(archive.holdings, read)]
    written: list[_Written] = []
    looked_into: list[_Written] = []
    unread: list[str] = []
    for name, path in files.items() if hidden else ():
        raw = path.read_bytes()
        as_it_is, words = _decoded(raw), words_in(path)
        written.append(_Written(name, 1, as_it_is))
        looked_into += [_Written(name, 0, words)] if words else []
        unread += [name] if raw and not as_it_is and words is None and name not in copies else []
    for pieces in (written, looked_into):
        told = {problem.file for problem in findings.errors}
        _check([piece for piece in pieces if piece.file not in told], hidden, archive, why, findings)
    return [f"Not looked into for words of texts that aren't shown: {named(unread)}"] if unread else []


def _copies(
    files: Mapping[str, Path], there: Mapping[str, Path], of_texts: Mapping[str, tuple[str, bool]]
) -> dict[str, tuple[str, str]]:
    """Return which files are those of a text that isn't shown, byte for byte, and of no other: of which, and its id."""
    withheld = [name for name, (_, is_shown) in of_texts.items() if not is_shown and file_kind(name) in _OF_A_TEXT]
    sizes = {there[name].stat().st_size for name in withheld} - {0}
    known = {sum_of(there[name]): name for name in withheld}
    for name in of_texts.keys() - {*withheld}:
        if there[name].stat().st_size in sizes:
            known.pop(sum_of(there[name]), None)
    alike = ((name, known.get(sum_of(path))) for name, path in files.items() if path.stat().st_size in sizes)
    return {name: (found, of_texts[found][0]) for name, found in alike if found}


_OF_A_TEXT = {FileKind.TEXT, FileKind.UNKNOWN}
"""Texts, and what they were taken from; of sidecars many are alike."""


def files_in(folder: Path) -> dict[str, Path]:
    """Return each file below a folder by its name from there; a link that leads nowhere is none."""
    return {name: path for name in files_below(folder) if (path := folder / name).is_file()}


def withheld_files(archive: Archive, names: Iterable[str]) -> set[str]:
    """Return which files below the seeds folder are of texts that aren't shown: themselves, and what lies beside."""
    return {name for name, (_, is_shown) in _of_texts(archive, names).items() if not is_shown}


def _of_texts(archive: Archive, names: Iterable[str]) -> dict[str, tuple[str, bool]]:
    """Return of which text a file is, and whether it is shown."""
    texts = {
        version.source.name: (holding.id, version.withheld is None)
        for holding in archive.holdings.values()
        for version in holding.versions
    }
    stems = {holding.stem: (holding.id, holding.withheld is None) for holding in archive.holdings.values()}
    of = {name: texts.get(name) or next((stems[o] for o in owners(name) if o in stems), None) for name in names}
    return {name: text for name, text in of.items() if text}


def _decoded(raw: bytes) -> str:
    """Return a file's text, as far as it can be read, in the encoding that it tells; nothing of what is no text."""
    encoding = told_encoding(raw)
    return raw.decode(encoding or "utf-8", errors="replace") if encoding or b"\0" not in raw else ""


def _check(
    written: list[_Written], hidden: Iterable[tuple[Source, str]], archive: Archive, why: str, findings: Findings
) -> None:
    runs = ((number, start, words) for number, piece in enumerate(written) for start, words in _runs(piece.text))
    places = gathered((words, (number, start)) for number, start, words in runs)
    held: dict[Words, tuple[str, str]] = {}
    for source, status in hidden:
        held |= {words: (source.id, status) for _, words in _runs(source.text) if words in places}
    shown = (version.source for holding in archive.holdings.values() for version in holding.versions)
    for source in shown if held else ():
        for _, words in _runs(source.text):
            held.pop(words, None)
    found = ((place, *held[words]) for words in held for place in places[words])
    _report(written, sorted(found), why, findings)


def _hidden(holdings: Mapping[str, Holding], sources: Iterable[Source]) -> Iterator[tuple[Source, str]]:
    withheld = {
        (holding.stem, version.number): version.withheld.status
        for holding in holdings.values()
        for version in holding.versions
        if version.withheld and version.withheld.status in HIDDEN
    }
    for source in sources if withheld else ():
        if status := withheld.get((source.stem, source.version)):
            yield source, status


class _Written(Struct, frozen=True):
    """A piece of what people wrote."""

    file: str
    line: int
    """Of its first line; 0 where that isn't known."""
    text: str


def _written(archive: Archive, label: str) -> Iterator[_Written]:
    about = archive.about
    for text in (about.title, about.introduction, about.rights_note, about.copies):
        yield _Written(f"{label}/{ARCHIVE_FILE}", 0, text)
    for page in archive.guide:
        yield _Written(page.file, 1, _TARGET.sub(lambda match: " " * len(match[0]), page.text))
    for name in archive.names:
        for text in (name.label, *_typed(name.description)):
            yield _Written(f"{label}/{NAMES_FILE}", name.line, text)
    for document in archive.documents:
        file = f"{label}/{document.source.stem}.yml"
        for facts in document.facts.values():
            for fact in facts:
                # A title may be long, and tells what a page that stays is about.
                texts = _typed(fact) if document.status not in HIDDEN else (fact.note,)
                yield from (_Written(file, 0, text) for text in texts)
        yield from (_Written(file, 0, role.label) for role in document.roles)


def _typed(fact: Fact | None) -> Collection[str]:
    return (fact.value, fact.note) if fact else ()


def _runs(text: str) -> Iterator[tuple[int, Words]]:
    """Yield every run of words, folded, and where it begins."""
    found = [(match.start(), match[0].casefold()) for match in _WORD.finditer(text)]
    words = [word for _, word in found]
    for at in range(len(words) - RUN + 1):
        yield found[at][0], tuple(words[at : at + RUN])


def _report(
    written: list[_Written], found: list[tuple[tuple[int, int], str, str]], why: str, findings: Findings
) -> None:
    """Tell the first of the runs that overlap: they are one quotation."""
    previous = -1, -1
    for (number, start), id, status in found:
        piece = written[number]
        between = piece.text[previous[1] : start] if previous[0] == number else ""
        previous = number, start
        if between and len(_WORD.findall(between)) == 1:
            continue
        line = piece.line and piece.line + piece.text.count("\n", 0, start)
        words = " ".join(piece.text[start:].split()[:RUN])
        what = f"“{words} …” is in {id}, whose text {HIDDEN[status]}, and in no text that is shown"
        findings.error(piece.file, line, what, f"Take the words out, or say it in others: {why}")
