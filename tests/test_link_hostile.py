"""Folders that would drown a careless engine: what they cost is the benchmark's to say; here it has to end well."""

import pytest
from sourcebook.derive.passages import also_quoted, passages
from sourcebook.link.engine import Linked
from sourcebook.model import Document

from tests.link_cases import document, found, linked

WORDS = [a + b + c for a in "bdfglmnprst" for b in ("a", "e", "i", "o") for c in ("rn", "lt", "sk", "mp", "nd")]
RELEASE = (
    "The gates of the upper lock will be closed from the first week of October until the repairs to the northern wall "
    "have been finished, and every vessel bound for the harbour has to wait below the weir."
)


def own_words(number: int) -> str:
    """Return words that no other number has in this order."""
    return " ".join(WORDS[(number * 7 + place * (number % 13 + 1)) % len(WORDS)] + f"{number}" for place in range(30))


def test_a_hundred_reports_of_one_press_release_are_a_hundred_links() -> None:
    release = document("release", RELEASE, kind="press release", date="1970-10-01")
    said = f"“{RELEASE}” So says a press release."
    reports = [document(f"r{n:03}", f"{own_words(n)}.\n\n{said}\n\n{own_words(n + 500)}.") for n in range(100)]
    links = linked([*reports, release])
    assert len(links) == 100
    assert {(link.kind, link.source.document) for link in links} == {("quotation", "release")}
    assert [len(passage.witnesses) for passage in passages([*reports, release], links)] == [101]
    assert also_quoted(links) == ()


def test_forty_reports_that_all_quote_one_are_told_of_each_other() -> None:
    release = document("release", RELEASE, kind="press release", date="1970-10-01")
    reports = [document(f"r{n:03}", f"{own_words(n)}.\n\nThe press release: “{RELEASE}”") for n in range(40)]
    links = linked([*reports, release])
    assert len(links) == 40
    assert len(also_quoted(links)) == 40 * 39 // 2


def test_a_text_repeated_hundreds_of_times_is_linked_with_one_of_them() -> None:
    links = linked([document(f"d{n:03}", f"{RELEASE}\n\n{RELEASE[:60]}.") for n in range(300)])
    assert len(links) == 299
    assert {link.source.document for link in links} == {"d000"}


def test_identical_documents_are_one_link_however_long() -> None:
    text = "\n\n".join(f"{own_words(number)}. “{own_words(number + 5000)},” said nobody." for number in range(500))
    [link] = linked([document("a", text), document("b", text)])
    assert (link.source.exact, link.target.exact) == (text.rstrip("."), text.rstrip("."))


def test_a_text_inside_another_is_found_whole() -> None:
    inner = "\n\n".join(f"{own_words(number)}." for number in range(20))
    outer = f"{own_words(1000)}.\n\n{inner}\n\n{own_words(1001)}."
    [link] = linked([document("inner", inner), document("outer", outer)])
    assert link.source.exact == inner.rstrip(".")
    assert link.target.exact == inner.rstrip(".")


@pytest.mark.parametrize(
    "text",
    [
        "word " * 50_000,
        "the cat " * 15_000,
        "“" * 60_000,
        '"a ' * 15_000,
        "‘a’ " * 15_000,
        "A. " * 15_000,
        "«»„“" * 15_000,
        "a\u00ad" * 25_000,
        "a'" * 25_000,
        "a-\n" * 15_000,
        "中" * 50_000,
        "x" * 250_000,
        "." * 250_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_a_long_text_of_one_thing_ends(text: str) -> None:
    documents = [document("a", text), document("b", text), document("c", f"{RELEASE}\n\n{text}")]
    for link in linked(documents):
        assert link.words.matched > 0


def test_a_refrain_in_both_texts_is_one_link_with_all_its_places() -> None:
    one = "\n\n".join(f"{own_words(n)}.\n\n{RELEASE}" for n in range(5))
    other = "\n\n".join(f"{own_words(n + 900)}.\n\n{RELEASE}" for n in range(5))
    [link] = linked([document("a", one), document("b", other)])
    for end, text in ((link.source, one), (link.target, other)):
        places = [place for place in range(len(text)) if text.startswith(RELEASE, place)]
        assert [end.start, *(also.start for also in end.also)] == places


@pytest.mark.parametrize("empty", ["", "\n\n", "\ufeff", "   ", "…", "\x00"])
def test_a_text_without_words_has_no_links(empty: str) -> None:
    assert linked([document("a", empty), document("b", empty)]) == ()


def test_no_documents_no_links() -> None:
    none: list[Document] = []
    assert found(none) == Linked((), ())
    assert passages(none, ()) == ()
