"""cite/shapes.py: what is set by its shape is, letter for letter, what the processor makes of the entry itself."""

import re
from collections.abc import Sequence
from random import Random

import pytest
from msgspec.structs import replace
from sourcebook.cite import citing, pandoc, shapes
from sourcebook.cite.pandoc import Asked, Typeset
from sourcebook.cite.shapes import _SMALL_WORDS, moulds, shape_of
from sourcebook.model import Citation, Run
from sourcebook.vocabulary.citable import CitedName, Entry
from sourcebook.vocabulary.cited_dates import Issued
from sourcebook.vocabulary.kinds import KINDS

from tests.tools.entries import ENDS, WORDS, differing, entries
from tests.tools.examples import examples


def letter(title: str, author: str = "Brandt", day: int = 4) -> Entry:
    return Entry(
        id=title,
        cited_as=KINDS["letter"].cited_as,
        title=title,
        title_is_ours=False,
        genre="letter",
        authors=(CitedName(author, "Otto"),),
        recipients=(CitedName("Lund", "Eva K."),),
        publishers=(),
        places=(),
        issued=Issued(((1871, 3, day),), "", ""),
        languages=("en",),
        series="",
        archive="Letters from the Harbour",
        location=f"document {title}, version 1",
        url="",
        note="",
    )


def test_random_entries_are_set_the_same_by_their_shapes_and_by_themselves() -> None:
    assert differing(examples(250), seed=2026) == []


def test_most_entries_have_a_mould() -> None:
    found = entries(200, seed=7)
    made = citing.shaped([shape_of(entry) for entry in found])
    assert sum(map(bool, made)) > len(found) * 0.7


def test_plain_entries_share_one_shape() -> None:
    first, second = (shape_of(letter(*row)) for row in (("The gaps", "Lindt", 5), ("On masonry", "Brandt", 28)))
    assert first
    assert second
    assert first.entry == second.entry


def test_titles_are_spelled_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    titles = [(title, "en") for title in ("The gaps: a note", "On masonry: a letter", "The harbour-master of Lund")]
    asked: list[int] = []

    def cite(some: Sequence[Asked]) -> list[tuple[list[Typeset], list[Typeset]]]:
        asked.append(len(some[0].items))
        return pandoc.cite(some)

    whole = shapes.spellings(titles, "en-US")
    monkeypatch.setattr(shapes, "_AT_ONCE", 2)
    monkeypatch.setattr(shapes, "cite", cite)
    assert shapes.spellings(titles, "en-US") == whole
    assert asked == [2, 1]


@pytest.mark.parametrize("language", ["en-US", "de-DE"])
def test_the_plainest_titles_are_spelled_as_the_processor_does(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    source = Random(2026)  # noqa: S311  for texts, not for secrets
    words = [*WORDS, *_SMALL_WORDS, "vs", "vs.", "don’t", "d’Arc", "o’clock", "quay,", "quay;", "St.", "x", "4"]
    made = (" ".join(source.choices(words, k=source.choice((1, 2, 5, 9)))) for _ in range(examples(600)))
    titles = [
        (title[0].upper() + title[1:] + source.choice(ENDS), source.choice(("", "en", "en-GB", "de"))) for title in made
    ]
    plainest = [title for title, _ in titles if shapes._PLAINEST_TITLE.fullmatch(title)]
    ours = shapes.spellings(titles, language)
    monkeypatch.setattr(shapes, "_PLAINEST_TITLE", re.compile("(?!)"))
    assert ours == shapes.spellings(titles, language)
    assert len(plainest) > len(titles) / 5


@pytest.mark.parametrize("title", ["Zq and others", "The Ɓ of it"])
def test_an_entry_with_the_letters_of_a_stand_in_has_its_title_left_alone(title: str) -> None:
    (cited,) = citing.by_shapes([letter(title)])
    assert (cited,) == tuple(citing.one_by_one([letter(title)]))


def test_an_archive_named_like_a_stand_in_has_no_shapes() -> None:
    assert shape_of(replace(letter("The gaps"), archive="Zq archive 4973")) is None


def test_a_stand_in_that_comes_back_changed_gives_no_mould() -> None:
    assert moulds([Citation("x", "X", (Run("ZQA zqb"),))], []) == ()
