"""Mixed English for the search benchmark: real words as often as English has them, the same for the same seed.

The words come from a list of 225,000 ordered by how often Wikipedia has them; so each word meets its cousins, and most
words are rare. They stand in sentences with names, quotation marks of both shapes, hyphens and apostrophes; one
sentence in thirty is a formula that many texts share, so that a phrase can be hard to tell apart.
"""

import calendar
import itertools
import random
import re
from collections.abc import Iterator

from tests.tools.runtimes import npm_package

FORMULAS = (
    "{0} declined to comment on the {2}, citing the pending litigation.",
    "Officials said {3} people were taken to the hospital with injuries that were not life threatening.",
    "The {2} is scheduled to meet again in {1} in the council chamber.",
    "A spokesman for {0} could not be reached for comment on the {2}.",
    "{0} did not immediately respond to a request for comment.",
    "According to court documents filed on {1}, the {2} was worth more than {3} million dollars.",
    "For more information about the {2}, call the office of {0} during regular business hours.",
    "The vote was {3} to {4}, with {0} abstaining.",
    "{0} said in a statement on {1} that the {2} would be {5} by the end of the year.",
    "The department said it had received {3} complaints about the {2} since the beginning of {1}.",
)
MONTHS = list(calendar.month_name)[1:]
NOT_ENGLISH = {"nbsp", "com", "www", "user", "wikipedia", "http", "html"}
KINDS = ("letter", "news report", "press release", "statement", "memorandum")


class Writer:
    """Writes texts."""

    def __init__(self, seed: int) -> None:
        """Make a writer whose texts depend on the seed alone."""
        self.random = random.Random(seed)  # noqa: S311  a corpus has to be the same again
        listed = (npm_package("popular-english-words") / "words.js").read_text(encoding="utf-8")
        self.words = [word for word in re.findall(r"'([a-z]+)'", listed) if word not in NOT_ENGLISH]
        self.weights = list(itertools.accumulate((rank + 2.7) ** -1.05 for rank in range(len(self.words))))
        self.names = [" ".join(word.title() for word in self.draw(2, 2_000)) for _ in range(800)]

    def draw(self, count: int, skipped: int = 0) -> list[str]:
        """Return words as often as English has them; none of the `skipped` most frequent ones."""
        if skipped:
            return self.random.choices(self.words[skipped:40_000], k=count)
        return self.random.choices(self.words, cum_weights=self.weights, k=count)

    def sentence(self) -> str:
        """Return a sentence."""
        name = self.random.choice(self.names)
        if self.random.random() < 1 / 30:
            rare, other = self.draw(2, 300)
            month, some, more = (
                self.random.choice(MONTHS),
                self.random.randrange(2, 900),
                self.random.randrange(9, 9000),
            )
            return self.random.choice(FORMULAS).format(name, month, rare, some, more, other)
        words = self.draw(self.random.randint(6, 28))
        chance = self.random.random()
        at = self.random.randrange(len(words))
        if chance < 0.25:
            words[at] = name
        elif chance < 0.33:
            words[at] += f"-{self.draw(1)[0]}"
        elif chance < 0.41:
            words[at] += "’s"
        text = " ".join(words)
        text = text[0].upper() + text[1:]
        if chance > 0.9:
            return f"“{text},” said {name}."
        return f'"{text}," he said.' if chance > 0.85 else f"{text}."

    def text(self, words: int) -> str:
        """Return a text of about so many words, a paragraph a blank line apart."""
        paragraphs: list[str] = []
        count = 0
        while count < words:
            paragraph = " ".join(self.sentence() for _ in range(self.random.randint(1, 4)))
            count += paragraph.count(" ") + 1
            paragraphs.append(paragraph)
        return "\n\n".join(paragraphs)

    def facts(self, number: int) -> dict[str, str]:
        """Return facts of a document; some have no publisher, some no date."""
        facts = {"title": f"Text {number}", "kind": self.random.choice(KINDS)}
        if number % 3:
            facts["publisher"] = f"{self.names[self.random.randrange(40)]} Press"
        if number % 4:
            facts["date"] = f"{self.random.randrange(1990, 2025)}-{self.random.randrange(1, 13):02}-11"
        return facts


def seeds(count: int, seed: int = 5, words: int = 600) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield stem, text and facts of so many documents."""
    writer = Writer(seed)
    for number in range(count):
        yield f"d{number:05}", writer.text(words), writer.facts(number)
