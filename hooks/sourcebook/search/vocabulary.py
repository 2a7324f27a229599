"""What is said of a word beside the places where it stands: other forms, how it is written, what it names.

Each word stands on a line `report⇥reports reported⇥⇥3 17`: its other forms, the most frequent first; how it is written,
where that is not as it is folded (`häuser`, `e-mail`), with `|` between; the numbers of the names that it is a part of.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from sourcebook.gathered import gathered
from sourcebook.model import Name
from sourcebook.remembered import remembered
from sourcebook.search.joined import in_pieces, words_of
from sourcebook.search.line import Line
from sourcebook.search.stems import stems

_BETWEEN_INITIALS = re.compile(r"(?<=\b[^\W\d_]\.) (?=[^\W\d_]\.)")
"""The space that many leave out in `J. R. Berg`, and with it the full stops: `JR Berg`."""
MOST_FORMS = 12
"""Other forms of a word that are told."""
_MOST_NAMES = 200
"""Names of which a word is told to be a part."""


def told_of_words(line: Line, names: Iterable[Name]) -> dict[str, str]:
    """Return what is told of each word of which there is something to tell, as it stands behind the word.

    `names`: in the order of their numbers.
    """
    terms = [*line.terms]
    written = defaultdict[str, set[str]](set)
    for of_language in line.written.values():
        for writing, word in of_language.items():
            if writing != (folded := terms[word]):
                written[folded] |= {writing, *{folded} & of_language.keys()}
    for word, form in line.forms.items():
        written[terms[word]].add(form)
    related = {terms[word]: " ".join(terms[other] for other in others) for word, others in _other_forms(line).items()}
    parts = {word: " ".join(map(str, numbers)) for word, numbers in names_by_word(names).items()}
    columns = (related, {word: "|".join(sorted(forms)) for word, forms in written.items()}, parts)
    words = set[str]().union(*columns)
    return {word: "\t".join(["", *(column.get(word, "") for column in columns)]).rstrip("\t") for word in words}


def names_by_word(names: Iterable[Name]) -> dict[str, list[int]]:
    """Return for each word of a label or alias, also for one that several make, the numbers of its names."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        aliases = (name.label, *name.aliases, *name.aliases_with_full_name)
        spelled = {*aliases, *(_BETWEEN_INITIALS.sub("", alias) for alias in aliases)}
        pieces = [words_of(piece) for alias in spelled for piece in in_pieces(alias)]
        made = {one.word for _, joined in pieces for one in joined}
        for word in sorted(made.union(*(words for words, _ in pieces))):
            if len(found[word]) < _MOST_NAMES:
                found[word].append(number)
    return dict(found)


@remembered
def _other_forms(line: Line) -> dict[int, list[int]]:
    """Return for each word those that share its stem in a language, the most frequent first."""
    terms = [*line.terms]
    counts = np.bincount(np.append(line.words, line.over.terms), minlength=len(terms)).tolist()

    def rank(word: int) -> tuple[int, str]:
        return -counts[word], terms[word]

    kin = defaultdict[int, set[int]](set)
    for language, written in line.written.items():
        for family in gathered(zip(stems(language, [*written]), written.values(), strict=True)).values():
            for word in family if len(family) > 1 else ():
                kin[word].update(family)
    return {word: sorted(others - {word}, key=rank)[:MOST_FORMS] for word, others in kin.items() if len(others) > 1}
