"""The search against an oracle: whatever is asked of random texts, exactly the right texts are found, and shown.

The index is made with bounds so low that a few texts have frequent words, lists in several files, and blocks; the
search's own scripts read it, in Node.js. The oracle goes through all words of all texts.
"""

import random
from collections import Counter
from pathlib import Path

import pytest
from sourcebook import addresses
from sourcebook.model import About, Archive, Basis, Document, Fact, Source
from sourcebook.search import lists, write_search
from sourcebook.text.fold import fold
from sourcebook.text.paragraphs import split_paragraphs

from tests.tools.scripts import index_of, run

WORDS = ["the", "of", "and", "to", "in", "a", "москва", "город", "λογος", "市", "长", "是", "שלום", "سلام", "की"]
ASK = """return (async () => {
  const search = await sourcebook["search/results"].open()
  const those = (words, { from, to }) => words.slice(from, to).map(({ word }) => word).join(" ")
  const marks = ({ document, inTitle, offered }) => [
    ...inTitle.map(stretch => those(document.titleWords, stretch)),
    ...offered.flatMap(({ stretches }) => stretches).map(stretch => those(document.words, stretch)),
  ]
  const answers = []
  for (const query of given) {
    const answer = await search.ask(query)
    const rows = answer.levels.flat()
    const shown = await search.results(answer, rows.slice(0, 2), true)
    const isEither = answer.query.needs.some(({ length }) => length > 1)
    const wanted = isEither ? null : answer.phrase?.words.join(" ")
    answers.push([rows, shown.map(marks).every(all => (wanted ? all.includes(wanted) : all.length > 0))])
  }
  return answers
})()"""
Parts = tuple[list[str], list[str]]


class Oracle:
    """Random texts, queries, and which texts have what they ask for."""

    def __init__(self, seed: int, texts: int, words: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  the same texts each time
        known = WORDS + [f"w{number}" for number in range(words)]
        self.weights = [1 / (number + 1) for number in range(len(known))]
        self.words = known
        self.titles = [self.sentence() for _ in range(texts)]
        self.texts = [self.text() for _ in range(texts)]
        self.folded: list[Parts] = [(fold(t), fold(x)) for t, x in zip(self.titles, self.texts, strict=True)]

    def sentence(self) -> str:
        words = self.random.choices(self.words, self.weights, k=self.random.randint(3, 18))
        marks = self.random.choices([",", "", "", "”", " –"], k=len(words))
        return " ".join(f"{word}{mark}" for word, mark in zip(words, marks, strict=True)).capitalize() + "."

    def text(self) -> str:
        paragraphs = range(self.random.randint(1, 9))
        return "\n\n".join(" ".join(self.sentence() for _ in range(self.random.randint(1, 4))) for _ in paragraphs)

    def phrase(self, longest: int) -> list[str]:
        part = self.random.choice(self.random.choice(self.folded))
        length = min(len(part), self.random.randint(1, longest))
        at = self.random.randrange(len(part) - length + 1)
        return part[at : at + length]

    def having(self, phrase: list[str]) -> set[int]:
        def has(words: list[str]) -> bool:
            return any(words[at : at + len(phrase)] == phrase for at in range(len(words) - len(phrase) + 1))

        return {row for row, parts in enumerate(self.folded) if any(map(has, parts))}

    def near(self, wanted: list[str], distance: int) -> set[int]:
        def has(words: list[str]) -> bool:
            length = len(set(wanted)) + distance
            return any(set(wanted) <= set(words[at : at + length]) for at, word in enumerate(words) if word in wanted)

        return {row for row, parts in enumerate(self.folded) if any(map(has, parts))}

    def beginning(self, letters: str) -> set[int]:
        return {row for row, parts in enumerate(self.folded) if any(w.startswith(letters) for p in parts for w in p)}

    def queries(self, count: int) -> dict[str, set[int]]:
        found = {f'"{word}"': self.having(fold(word)) for word in self.words if fold(word)}
        counts = Counter(word for parts in self.folded for part in parts for word in part)
        rare = [word for word, times in counts.items() if times <= lists.FREQUENT]
        for _ in range(count):
            phrase, other, third = self.phrase(12), self.phrase(3), self.phrase(3)
            changed = [*phrase]
            (changed[self.random.randrange(len(phrase))],) = fold(self.random.choice(self.words[:30]))
            one, two, three = (" ".join(words) for words in (phrase, other, third))
            mark = self.random.choice([" ", ", ", " … ", "  "])
            found[f'"{mark.join(phrase)}"'] = self.having(phrase)
            found[f"“{' '.join(changed)}”"] = self.having(changed)
            found[f'"{two}" -"{three}"'] = self.having(other) - self.having(third)
            found[f'"{two}" OR "{three}"'] = self.having(other) | self.having(third)
            found[f'"{one}" "{two}"'] = self.having(phrase) & self.having(other)
            if near := self.random.sample(rare, min(2, len(rare))):
                found[f'"{" ".join(near)}"~9'] = self.near(near, 9)
        return found | {f"{letters}*": self.beginning(letters) for letters in ("мос", "λογ", "the", "and")}


@pytest.mark.parametrize(
    ("texts", "words", "bounds"),
    [(3, 20, (20, 50, 100)), (40, 80, (5, 16, 40)), (120, 300, (8000, 16384, 10000))],
)
def test_exactly_the_right_texts_are_found_and_what_was_found_is_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, texts: int, words: int, bounds: tuple[int, int, int]
) -> None:
    for name, value in zip(("FREQUENT", "_BLOCK", "_FILE"), bounds, strict=True):
        monkeypatch.setattr(lists, name, value)
    oracle = Oracle(texts, texts, words)
    documents = tuple(
        Document(
            Source(f"d{row}", f"d{row}.txt", f"d{row}.txt", text, split_paragraphs(text)),
            {"title": (Fact("title", title, Basis.EDITOR),)},
        )
        for row, (title, text) in enumerate(zip(oracle.titles, oracle.texts, strict=True))
    )
    write_search(Archive(About(), documents), tmp_path)
    assert (tmp_path / addresses.SEARCH_INDEX / "manifest.packed").is_file()
    queries = oracle.queries(60)
    answers = run([index_of(tmp_path), "search/results"], ASK, [*queries])
    assert isinstance(answers, list)
    wrong = {
        query: (sorted(rows), sorted(expected))
        for (query, expected), (rows, _) in zip(queries.items(), answers, strict=True)
        if sorted(rows) != sorted(expected)
    }
    assert not wrong
    assert not [query for query, (_, is_shown) in zip(queries, answers, strict=True) if not is_shown]
