"""Texts as they were read."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from sourcebook.pieces import count_words
from sourcebook.scripts import unspaced


class Paragraph(Struct, frozen=True, gc=False):
    """A run of lines between blank lines."""

    id: str
    """The anchor: `p1`, `p2`, …"""
    start: int
    end: int
    """Excludes the end of the last line."""


def touched(paragraphs: Sequence[Paragraph], start: int, end: int) -> range:
    """Return the numbers of the paragraphs that have a character of `[start, end)`; they are in order."""
    first = bisect_right(paragraphs, start, key=lambda paragraph: paragraph.end)
    return range(first, bisect_left(paragraphs, end, first, key=lambda paragraph: paragraph.start))


class Measures(Struct, frozen=True):
    """What is told of a text that isn't shown whole: its sum and, where they may be told, its sizes."""

    sha256: str
    bytes: int = 0
    characters: int = 0
    words: int = 0
    unspaced: int = 0


class Original(Struct, frozen=True):
    """The file that a text was extracted from, which lies beside it."""

    name: str
    """In the seeds folder."""
    path: Path
    sha256: str
    bytes: int
    ending: str
    """Of its address: that of its name, or `txt` for what a browser would run as a page of the site."""

    @property
    def is_picture(self) -> bool:
        """Whether every browser shows it as a picture."""
        return self.ending in {"jpg", "jpeg", "png", "webp"}


class Source(Struct, frozen=True, dict=True):
    """One seed as it was read."""

    id: str
    name: str
    """The file's name in the seeds folder."""
    file: str
    """The file as messages name it: folder and name."""
    text: str
    """Its bytes as UTF-8, nothing changed."""
    paragraphs: tuple[Paragraph, ...]
    version: int = 1
    """1 for `<stem>.txt`, 2 for `<stem>.v2.txt`, and so on."""
    measures: Measures | None = None
    """Of a text that isn't shown whole: then `text` has nothing that isn't shown."""

    @property
    def stem(self) -> str:
        """The name of the first version's file without its ending: a sidecar is found by it."""
        stem = self.name.rpartition(".")[0]
        return stem if self.version == 1 else stem.removesuffix(f".v{self.version}")

    @property
    def is_whole(self) -> bool:
        """Whether all of the text is here. If not, nothing that rests on the rest of it can be shown or checked."""
        return self.measures is None

    @property
    def raw(self) -> bytes:
        """The seed's bytes: not kept, since UTF-8 has one way to write a text; empty where it isn't shown whole."""
        return b"" if self.measures else self.text.encode("utf-8", "surrogatepass")

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the seed's bytes, in hexadecimal."""
        return self.measures.sha256 if self.measures else hashlib.sha256(self.raw).hexdigest()

    @cached_property
    def bytes(self) -> int:
        """How many bytes the seed has; 0 if that isn't told."""
        return self.measures.bytes if self.measures else len(self.raw)

    @property
    def characters(self) -> int:
        """How many code points the seed has; 0 if that isn't told."""
        return self.measures.characters if self.measures else len(self.text)

    @cached_property
    def words(self) -> int:
        """How many words the text has: what `str.split()` gives; 0 if that isn't told."""
        return self.measures.words if self.measures else count_words(self.text)

    @cached_property
    def unspaced(self) -> int:
        """How many characters are of scripts whose words nothing parts; 0 if that isn't told."""
        return self.measures.unspaced if self.measures else unspaced(self.text)

    @property
    def stands_for(self) -> Source:
        """What is the same where the source is, without a copy of its text: its sum stands for that."""
        return self if self.measures else replace(self, text=self.sha256)

    def without_text(self) -> Source:
        """Return this source with nothing of its text, its sum apart."""
        return replace(self, text="", paragraphs=(), measures=Measures(self.sha256))

    def reduced_to(self, spans: Iterable[tuple[int, int]]) -> Source:
        """Return this source with nothing of its text but these spans: the rest is blank, and offsets hold."""
        shown = [" "] * len(self.text)
        for start, end in spans:
            shown[start:end] = self.text[start:end]
        measures = Measures(self.sha256, self.bytes, self.characters, self.words, self.unspaced)
        return replace(self, text="".join(shown), measures=measures)

    def shown(self, start: int, end: int) -> str:
        """Return what a page shows for `[start, end)`: CRLF and CR read as LF, and nothing else changed."""
        words = self.text[start:end]
        return words.replace("\r\n", "\n").replace("\r", "\n") if "\r" in words else words

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """Return the paragraph that holds `offset`, or None between paragraphs."""
        before = bisect_right(self.paragraphs, offset, key=lambda paragraph: paragraph.start)
        return self.paragraphs[before - 1] if before and offset < self.paragraphs[before - 1].end else None

    def anchor_at(self, offset: int) -> str:
        """Return the anchor of that paragraph, or nothing."""
        paragraph = self.paragraph_at(offset)
        return paragraph.id if paragraph else ""

    def touched_by(self, start: int, end: int) -> list[Paragraph]:
        """Return the paragraphs that have a character of `[start, end)`."""
        return [self.paragraphs[number] for number in touched(self.paragraphs, start, end)]

    def line_of(self, offset: int) -> int:
        """Return the line of the file that holds `offset`, counted from 1."""
        return self.shown(0, offset).count("\n") + 1


class Sidecar(Struct, frozen=True):
    """A curator's file beside a seed, as it was read."""

    file: str
    """The file as messages name it."""
    raw: bytes
