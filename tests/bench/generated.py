"""A generated corpus: templated prose with planted quotations at known offsets, the same for the same seed.

Words are drawn as they are in prose, few of them often and most of them seldom; one sentence in six is a formula of
reporting with a name, day or number put in, so that texts resemble one another where nobody quoted anybody. A planted
quotation is a stretch of words of one text, words of it changed, dropped or added at a given rate, put into another.
"""

import calendar
import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.model import Basis, Document, Fact, Source
from sourcebook.text.paragraphs import split_paragraphs

_FUNCTION_WORDS = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "that",
    "is",
    "was",
    "for",
    "it",
    "with",
    "as",
    "on",
    "be",
    "by",
    "at",
    "this",
    "had",
    "not",
    "are",
    "but",
    "from",
    "or",
    "have",
    "an",
    "they",
    "which",
    "one",
    "were",
    "all",
    "we",
    "when",
    "there",
    "can",
    "more",
    "if",
    "no",
    "would",
    "who",
    "their",
    "been",
    "has",
    "will",
    "its",
    "about",
    "out",
    "up",
    "them",
    "some",
    "could",
    "into",
    "than",
    "other",
    "then",
    "now",
    "only",
    "over",
    "also",
    "after",
    "these",
    "two",
    "may",
    "any",
    "our",
    "must",
    "such",
    "through",
    "years",
    "where",
    "most",
    "before",
    "between",
    "many",
    "being",
    "under",
    "while",
    "because",
    "during",
    "both",
    "against",
    "same",
    "another",
    "around",
    "however",
    "without",
    "again",
]
_FORMULAS = (
    "{name} said in a statement on {day} that the {noun} would be {verb} by the end of {month}.",
    "A spokesman for {name} did not immediately respond to a request for comment on {day}.",
    "The {noun} is scheduled to meet again on {day}, {month} {number}, in the council chamber.",
    "Officials said {number} people were taken to the hospital with injuries that were not life threatening.",
    "{name} declined to comment on the {noun}, citing the pending litigation in federal court.",
    "The department said it had received {number} complaints about the {noun} since the beginning of {month}.",
    "According to court documents filed on {day}, the {noun} was worth more than {number} million dollars.",
    "The vote was {number} to {number}, with {name} abstaining from the final roll call.",
    "For more information about the {noun}, call the office of {name} during regular business hours.",
    "{name}, who took office in {month}, has said that the {noun} remains a priority for the administration.",
)
_MONTHS = list(calendar.month_name)[1:]
_DAYS = list(calendar.day_name)


@dataclass(frozen=True, slots=True)
class Planted:
    """One planted quotation."""

    source: str
    source_start: int
    source_end: int
    target: str
    start: int
    end: int
    words: int
    own: int
    """Of its words, those that stand in no formula."""
    rate: float
    """Share of the words that were edited."""
    in_marks: bool


def corpus(size: int, seed: int, words: int = 600) -> tuple[list[Document], list[Planted]]:
    """Return `size` documents of about `words` words, and the quotations planted in them: one for each document."""
    writer = _Writer(random.Random(seed))  # noqa: S311 - a corpus has to be the same again
    letters = max(2, size // 10)
    bodies = [writer.paragraphs(words) for _ in range(size)]
    texts = ["\n\n".join(body) for body in bodies[:letters]]
    plans = []
    for number in range(letters, size):
        body = bodies[number]
        chosen = [writer.quotation(texts[source], source) for source in writer.sources(letters)]
        for quotation in chosen:
            body.insert(writer.random.randrange(len(body) + 1), quotation.paragraph)
        text = "\n\n".join(body)
        texts.append(text)
        for q in chosen:
            start = text.index(q.paragraph) + q.before
            plans.append(
                Planted(
                    source=_id(q.source),
                    source_start=q.start,
                    source_end=q.end,
                    target=_id(number),
                    start=start,
                    end=start + q.length,
                    words=q.words,
                    own=q.own,
                    rate=q.rate,
                    in_marks=q.in_marks,
                )
            )
    documents = [_document(number, text, number < letters) for number, text in enumerate(texts)]
    return documents, plans


@dataclass(frozen=True, slots=True)
class _Quotation:
    source: int
    start: int
    end: int
    paragraph: str
    before: int
    length: int
    words: int
    own: int
    rate: float
    in_marks: bool


class _Writer:
    def __init__(self, source: random.Random) -> None:
        self.random = source
        syllables = [
            a + b
            for a in ["b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pl"]
            for b in ["a", "e", "i", "o", "u", "ar", "en", "or", "an", "el"]
        ]
        made = {"".join(source.choices(syllables, k=source.choice((2, 2, 3, 3, 4)))) for _ in range(24000)}
        self.content = sorted(made)
        source.shuffle(self.content)
        self.weights = list(itertools.accumulate(1 / (rank + 20) for rank in range(len(self.content))))
        self.function_weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(_FUNCTION_WORDS))))
        self.formulas: set[str] = set()
        self.names = [" ".join(name.title() for name in source.choices(self.content, k=2)) for _ in range(600)]

    def words(self, count: int) -> list[str]:
        content = self.random.choices(self.content, cum_weights=self.weights, k=count)
        function = self.random.choices(_FUNCTION_WORDS, cum_weights=self.function_weights, k=count)
        return [c if self.random.random() < 0.52 else f for c, f in zip(content, function, strict=True)]

    def sentence(self) -> str:
        choice = self.random.random()
        if choice < 1 / 6:
            formula = self.random.choice(_FORMULAS).format(
                name=self.random.choice(self.names),
                day=self.random.choice(_DAYS),
                month=self.random.choice(_MONTHS),
                noun=self.random.choice(self.content[:400]),
                verb=self.random.choice(self.content[:400]),
                number=self.random.randrange(2, 9000),
            )
            self.formulas.add(formula)
            return formula
        words = self.words(self.random.randint(7, 28))
        if choice > 0.7:
            words.insert(self.random.randrange(len(words)), self.random.choice(self.names))
        return " ".join(words).capitalize() + "."

    def paragraphs(self, words: int) -> list[str]:
        found: list[str] = []
        count = 0
        while count < words:
            paragraph = " ".join(self.sentence() for _ in range(self.random.randint(1, 5)))
            count += paragraph.count(" ") + 1
            found.append(paragraph)
        return found

    def sources(self, letters: int) -> Iterator[int]:
        yield self.random.randrange(letters)

    def quotation(self, text: str, source: int) -> _Quotation:
        rate, in_marks = self.random.choice((0.0, 0.05, 0.10, 0.15)), self.random.random() < 0.5
        spans = [(p.start, p.end) for p in split_paragraphs(text)]
        length = self.random.randint(8, 60)
        possible = [span for span in spans if text.count(" ", *span) >= length] or [
            max(spans, key=lambda span: text.count(" ", *span))
        ]
        start, end = self.random.choice(possible)
        words = text[start:end].split()
        length = min(length, len(words))
        first = self.random.randrange(len(words) - length + 1)
        before = len(" ".join(words[:first])) + (1 if first else 0)
        original = words[first : first + length]
        sentences = re.split(r"(?<=\.) ", text[start:end])
        own = [sentence not in self.formulas for sentence in sentences for _ in sentence.split()]
        quoted = " ".join(self.edited(original, rate)).rstrip(".")
        exact = " ".join(original)
        name = self.random.choice(self.names)
        lead, tail = (f"{name} wrote: “", ".”") if in_marks else (f"In the words of {name}, ", ", as was reported.")
        return _Quotation(
            source,
            start + before,
            start + before + len(exact),
            lead + quoted + tail,
            len(lead),
            len(quoted),
            length,
            sum(own[first : first + length]),
            rate,
            in_marks,
        )

    def edited(self, words: list[str], rate: float) -> list[str]:
        edited: list[str] = []
        places = set(self.random.sample(range(len(words)), round(rate * len(words))))
        for place, word in enumerate(words):
            change = self.random.choice("rid") if place in places else ""
            if change == "i":
                edited += [*self.words(1), word]
            elif change == "r":
                edited += self.words(1)
            elif not change:
                edited.append(word)
        return edited


def _id(number: int) -> str:
    return f"d{number:05}"


def _document(number: int, text: str, is_letter: bool) -> Document:
    facts = {
        "kind": (Fact("kind", "letter" if is_letter else "news report", Basis.EDITOR),),
        "title": (Fact("title", f"Text {number}", Basis.EDITOR),),
    }
    if is_letter or number % 2:
        year = 2001 if is_letter else 2002
        facts["date"] = (Fact("date", f"{year}-{number % 12 + 1:02}-{number % 28 + 1:02}", Basis.STATED),)
    name = f"{_id(number)}.txt"
    return Document(Source(_id(number), name, name, text, split_paragraphs(text)), facts)
