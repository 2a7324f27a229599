"""Which words belong together: Snowball's rules for stems.

Words of the archive are told their other forms at the build. For a word that a reader types and no text has, the
browser needs the rules: what they make of each ending is tried out here, and handed over as a table.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, product

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
        Ending → what stands in its place, both folded; none that follows from the shorter ones.
    """
    tried_on = [word for word in words if len(word) > _SHORTEST][:: len(words) // _MOST_OWN + 1]
    found = stems(language, tried_on)
    bases = sorted({stem for stem in found if 5 <= len(stem) <= 8 and stem.isalpha()}, key=lambda one: (-len(one), one))
    bases = list(islice((base for base in bases if stems(language, [base]) == [base]), 2))
    if not bases or found == tried_on:
        return {}
    own = Counter(word[-length:] for word in tried_on for length in range(_TRIED + 1, min(_LONGEST, len(word)) + 1))
    tried = ["".join(one) for length in range(1, _TRIED + 1) for one in product(_alphabet(tried_on), repeat=length)]
    tried += sorted((ending for ending, count in own.items() if count > 1), key=lambda ending: (len(ending), ending))
    made = [stems(language, [base + ending for ending in tried]) for base in bases]
    rests = [
        [word[len(base) :] if word.startswith(base) else None for word in of_one]
        for base, of_one in zip(bases, made, strict=True)
    ]
    # What is left of each ending, where it is the same behind whatever it is left of.
    left = [alike.pop() if len(alike := {*of_one} - {None}) == 1 else None for of_one in zip(*rests, strict=True)]
    shortest: dict[str, str] = {}  # of endings that are folded alike the one that leaves least counts: й, not и
    for ending, folded, rest, is_known in zip(tried, _folded(tried), _folded(left), left, strict=True):
        if is_known is not None and len(rest) < len(shortest.get(folded, f"{ending} ")):
            shortest[folded] = rest
    table: dict[str, str] = {}
    last: set[str] = set()
    for folded, rest in sorted(shortest.items(), key=lambda item: len(item[0])):
        whole = "x" * _SHORTEST + folded
        if (stem(whole, table) if folded[-1:] in last else whole) != "x" * _SHORTEST + rest:
            table[folded] = rest
            last.add(folded[-1:])
    return table


def _folded(words: Sequence[str | None]) -> list[str]:
    """Return words folded letter by letter, nothing for none: all at once."""
    joined = "\0".join(word or "" for word in words)
    return joined.translate({ord(letter): "".join(fold(letter)) for letter in {*joined} - {"\0"}}).split("\0")


def stem(word: str, table: Mapping[str, str]) -> str:
    """Return the stem of a folded word by a table of endings: the longest that there is."""
    for length in range(min(_LONGEST, len(word) - _SHORTEST), 0, -1):
        if (ending := word[-length:]) in table:
            return word[:-length] + table[ending]
    return word


def _alphabet(words: Iterable[str]) -> list[str]:
    """Return the small letters of these words, and those that stand beside them in Unicode."""
    letters = {letter for word in words for letter in word if letter.isalpha()}
    rows = {ord(letter) & ~31 for letter in letters if ord(letter) > 0x36F}
    beside = {chr(row + at) for row in rows for at in range(32) if unicodedata.category(chr(row + at)) in {"Ll", "Lo"}}
    ascii_letters = {chr(code) for code in range(97, 123)} if any(letter.isascii() for letter in letters) else set()
    return [*sorted(letters), *sorted((beside | ascii_letters) - letters)][:_MOST_LETTERS]
