"""The encodings that a file may be in, and the letters of languages that are written in each: data beside this file."""

from functools import cache
from pathlib import Path

from msgspec import Struct, toml


class _Alphabets(Struct, frozen=True):
    of: tuple[str, ...]
    letters: tuple[str, ...]


class Encodings(Struct, frozen=True, forbid_unknown_fields=True):
    """All that are known."""

    names: dict[str, str]
    """Python's name of each, and iconv's; the likeliest first."""
    western: tuple[str, ...]
    cyrillic: tuple[str, ...]
    alphabets: tuple[_Alphabets, ...]

    def letters(self, name: str) -> tuple[str, ...]:
        """Return by language the letters beyond those of ASCII that are written in an encoding."""
        return next((alphabets.letters for alphabets in self.alphabets if name in alphabets.of), self.western)


@cache
def encodings() -> Encodings:
    """Return them: few archives have a text that isn't in UTF-8."""
    return toml.decode(Path(__file__).with_suffix(".toml").read_bytes(), type=Encodings)
