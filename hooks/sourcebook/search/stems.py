"""Which words belong together: Snowball's rules for stems.

Words of the archive are told their other forms at the build. For a word that a reader types and no text has, the
browser needs the rules: what they make of each ending is tried out here, and handed over as a table.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import Stemmer

from sourcebook.remembered import remembered
from sourcebook.text.fold import fold

_SHORTEST = 2
"""Letters of a word that an ending leaves, at the least."""
_TRIED = 3
"""Letters up to which every ending is tried."""
_LONGEST = 7
"""Letters of the longest ending of the archive's own words that is tried."""
_MOST_OWN = 5000
"""Own words whose endings are tried."""
_MOST_LETTERS = 40
VOWELS = "aeiouyаеиоуыэюяієαεηιουω"
"""Of the alphabets whose words have rules for stems: by them syllables are counted, here and in the browser."""
_SYLLABLE = re.compile(f"[{VOWELS}]+[^{VOWELS}]")
_SYLLABLES = 2
"""What stands before an ending counts for nothing from so many on: rules take none off where too little would be left
(`withers`, `toes`)."""
_SHORT = re.compile(f"[^{VOWELS}]*[{VOWELS}][^{VOWELS}wxy]")
"""Behind what English calls a short syllable it takes other endings off, or none: `fore` is no form of `for`."""
OF_SHORT = "."
"""What stands before an ending that counts behind such a syllable alone."""


def stems(language: str, words: Sequence[str]) -> list[str]:
    """Return the stem of each word; the word itself where nobody has written rules for the language."""
    try:
        rules = Stemmer.Stemmer(language.partition("-")[0].lower(), 0)  # to remember words takes longer than the rules
    except KeyError:
        return list(words)
    found: list[str] = rules.stemWords(list(words))
    return found


@remembered
def endings(language: str, words: tuple[str, ...]) -> dict[str, str]:
    """Return what the rules of a language make of endings, so that `stem` gives what they give for most words.

    Returns:
        Ending → how many syllables must stand before it, and what stands in its place (`2ic`), both folded; none that
        follows from the shorter ones. `.es` is what `es` is behind one short syllable.
    """
    tried_on = [word for word in words if len(word) > _SHORTEST][:: len(words) // _MOST_OWN + 1]
    found = stems(language, tried_on)
    bases = _bases(language, found)
    if not bases or found == tried_on:
        return {}
    own = Counter(word[-length:] for word in tried_on for length in range(_TRIED + 1, min(_LONGEST, len(word)) + 1))
    tried = ["".join(one) for length in range(1, _TRIED + 1) for one in product(_alphabet(tried_on), repeat=length)]
    tried += sorted((ending for ending, count in own.items() if count > 1), key=lambda ending: (len(ending), ending))
    left = dict(zip(tried, _left(language, bases[-1], tried), strict=True))
    taken_off = [ending for ending, rest in left.items() if rest not in (None, ending)]
    behind_fewer = [_left(language, some, taken_off) for some in bases[:-1]]
    least = dict.fromkeys(tried, 0)
    for ending, *rests in zip(taken_off, *behind_fewer, strict=True):
        least[ending] = max((at for at, rest in enumerate(rests, 1) if rest != left[ending]), default=0)
    shortest: dict[str, str] = {}  # of endings that are folded alike the one that leaves least counts: й, not и
    for ending, folded, rest in zip(tried, _folded(tried), _folded([*left.values()]), strict=True):
        if left[ending] is not None and len(rest) < len(shortest.get(folded, f" {ending} ")) - 1:
            shortest[folded] = f"{least[ending]}{rest}"
    table: dict[str, str] = {}
    for folded, made in sorted(shortest.items(), key=lambda item: len(item[0])):
        if made[1:] == folded and not any(folded[at:] in table for at in range(1, len(folded))):
            continue  # nothing is taken off it, as where no ending is known
        fewest, most = "ax" * int(made[0]) or "x", "ax" * _SYLLABLES
        if any(stem(before + folded, table) != before + made[1:] for before in (most, fewest)):
            table[folded] = made
    return table | _behind_short(language, found, taken_off, table)


def _behind_short(language: str, found: Iterable[str], endings: Sequence[str], table: dict[str, str]) -> dict[str, str]:
    """Return what of endings is left behind short syllables, where the table has it otherwise."""
    short = [one for one in sorted({*found}) if _SHORT.fullmatch("".join(fold(one)))]
    ends = {one[-1]: one for one in short}
    bases = [one for one in ends.values() if stems(language, [one]) == [one]][-2:]
    special: dict[str, str] = {}
    rests = _left(language, bases, endings) if len(bases) > 1 else ()
    for folded, rest in sorted(zip(_folded(endings), rests, strict=False), key=lambda item: len(item[0])):
        if rest is not None and stem(f"pab{folded}", table | special) != f"pab{(left := _folded([rest])[0])}":
            special[f"{OF_SHORT}{folded}"] = f"0{left}"
    return special


def _bases(language: str, found: Iterable[str]) -> list[list[str]]:
    """Return what endings are tried behind: stems of each number of syllables, if there are, up to the most."""
    of_each: list[list[str]] = [[] for _ in range(_SYLLABLES + 1)]
    short = {one for one in found if _SHORTEST < len(one) <= 8 and one.isalpha()}
    tried = sorted(short, key=lambda one: (-len(one), one))
    for base, again, folded in zip(tried, stems(language, tried), _folded(tried), strict=True):
        if base == again and folded[-1] not in VOWELS:
            of_each[min(_syllables(folded), _SYLLABLES)].append(base)
    while of_each and not of_each[-1]:
        of_each.pop()  # a script has other vowels
    return [some[:1] or of_each[-1][:1] for some in of_each[:-1]] + [some[:2] for some in of_each[-1:]]


def _left(language: str, bases: Sequence[str], endings: Sequence[str]) -> list[str | None]:
    """Return what is left of endings, where it is the same behind each of these bases."""
    made = [stems(language, [base + ending for ending in endings]) for base in bases]
    rests = [
        [word[len(base) :] if word.startswith(base) else None for word in of_one]
        for base, of_one in zip(bases, made, strict=True)
    ]
    return [alike.pop() if len(alike := {*of_one} - {None}) == 1 else None for of_one in zip(*rests, strict=True)]


def _syllables(word: str) -> int:
    return len(_SYLLABLE.findall(word))


def _folded(words: Sequence[str | None]) -> list[str]:
    """Return words folded letter by letter, nothing for none: all at once."""
    joined = "".join(f"{word or ''}\0" for word in words)
    return joined.translate({ord(letter): "".join(fold(letter)) for letter in {*joined} - {"\0"}}).split("\0")[:-1]


def stem(word: str, table: Mapping[str, str]) -> str:
    """Return the stem of a folded word by a table of endings: the longest that there is behind enough syllables."""
    for length in range(min(_LONGEST, len(word) - _SHORTEST), 0, -1):
        before, ending = word[:-length], word[-length:]
        made = table.get(f"{OF_SHORT}{ending}")
        if not made or not _SHORT.fullmatch(before):
            made = table.get(ending)
        if made and _syllables(found := before + made[1:]) - _syllables(made[1:]) >= int(made[0]):
            return found
    return word


def _alphabet(words: Iterable[str]) -> list[str]:
    """Return the small letters of these words, and those that stand beside them in Unicode."""
    letters = {letter for word in words for letter in word if letter.isalpha()}
    rows = {ord(letter) & ~31 for letter in letters if ord(letter) > 0x36F}
    beside = {chr(row + at) for row in rows for at in range(32) if unicodedata.category(chr(row + at)) in {"Ll", "Lo"}}
    ascii_letters = {chr(code) for code in range(97, 123)} if any(letter.isascii() for letter in letters) else set()
    return [*sorted(letters), *sorted((beside | ascii_letters) - letters)][:_MOST_LETTERS]
