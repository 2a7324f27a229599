"""What is said of a word beside the places where it stands: other forms, how it is written, what it names.

Each word stands on a line `report⇥reports reported⇥⇥3 17`: its other forms, the most frequent first; how it is written,
where that is not as it is folded (`häuser`, `e-mail`), with `|` between; the numbers of the names that it is a part of.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from sourcebook.model import Name
from sourcebook.search.joined import in_pieces, words_of
from sourcebook.search.line import Line
from sourcebook.search.stems import stems

MOST_FORMS = 12
"""Other forms of a word that are told."""
_MOST_NAMES = 200
"""Names of which a word is told to be a part."""
Languages = Mapping[str, tuple[list[int], dict[int, set[str]]]]
Forms = dict[int, list[int]]


def told_of_words(line: Line, languages: Languages, forms: Forms, names: Iterable[Name]) -> dict[str, str]:
    """Return what is told of each word of which there is something to tell, as it stands behind the word.

    `forms`: what `other_forms` returns; `names` in the order of their numbers.
    """
    terms = list(line.terms)
    written: defaultdict[int, set[str]] = defaultdict(set)
    for _, writings in languages.values():
        for word, found in writings.items():
            written[word] |= found
    for word, form in line.forms.items():
        written[word].add(form)
    parts = names_by_word(names)
    found = {terms[word] for word in forms.keys() | written.keys()} | parts.keys()
    number = line.terms
    return {
        word: "\t".join(
            (
                "",
                " ".join(terms[other] for other in forms.get(number.get(word, -1), ())),
                "|".join(sorted(written.get(number.get(word, -1), ()))),
                " ".join(map(str, parts.get(word, ()))),
            )
        ).rstrip("\t")
        for word in found
    }


def names_by_word(names: Iterable[Name]) -> dict[str, list[int]]:
    """Return for each word of a label or alias, also for one that several make, the numbers of its names."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        aliases = (name.label, *name.aliases, *name.aliases_with_full_name)
        pieces = [words_of(piece) for alias in aliases for piece in in_pieces(alias)]
        made = {one.word for _, joined in pieces for one in joined}
        for word in sorted(made.union(*(words for words, _ in pieces))):
            if len(found[word]) < _MOST_NAMES:
                found[word].append(number)
    return dict(found)


def other_forms(languages: Languages, terms: Sequence[str], counts: Sequence[int]) -> Forms:
    """Return for each word those that share its stem in a language, the most frequent first.

    `counts`: in how many places each word stands.
    """

    def rank(word: int) -> tuple[int, str]:
        return -counts[word], terms[word]

    found: defaultdict[int, list[list[int]]] = defaultdict(list)
    for language, (words, written) in languages.items():
        writings = [(word, one) for word in words for one in (sorted(written.get(word, ())) or (terms[word],))]
        families: defaultdict[str, set[int]] = defaultdict(set)
        for (word, _), stem in zip(writings, stems(language, [one for _, one in writings]), strict=True):
            families[stem].add(word)
        for family in families.values():
            if len(family) > 1:
                ranked = sorted(family, key=rank)
                for word in ranked:
                    found[word].append(ranked)
    ordered = {}
    for word, of_word in found.items():
        related = of_word[0] if len(of_word) == 1 else sorted({*chain(*of_word)}, key=rank)
        ordered[word] = [other for other in related[: MOST_FORMS + 1] if other != word][:MOST_FORMS]
    return ordered
