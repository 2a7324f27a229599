"""`links.yml`: what a curator decides about links, and what is wrong with such a file."""

import pytest
from msgspec.structs import replace
from sourcebook.curated.links_file import read_settings
from sourcebook.link import curated
from sourcebook.link.engine import link_archive
from sourcebook.model import Link, LinkSettings
from sourcebook.problems import Findings

from tests.link_cases import document

WORDS = "every inspection of the bridge found the same corrosion in the eastern cables"
DOCUMENTS = [
    document("a", f"It is known that {WORDS}.\n\nA second matter."),
    document("b", f"They say that {WORDS}.\n\nAnother matter."),
]


def settings(text: str) -> LinkSettings:
    findings = Findings()
    read = read_settings("seeds/links.yml", text.encode(), findings)
    findings.raise_if_any()
    return read


def links(text: str) -> tuple[tuple[Link, ...], list[str]]:
    findings = Findings()
    return link_archive(DOCUMENTS, settings(text), findings).links, [str(error) for error in findings.errors]


def test_without_a_word_from_the_curator_the_passage_is_linked() -> None:
    [link] = link_archive(DOCUMENTS, LinkSettings(), Findings()).links
    assert (link.kind, link.source.exact) == ("shared-passage", f"that {WORDS}")


@pytest.mark.parametrize("pair", ["a, b", "b, a"])
def test_a_veto_drops_the_link_whichever_way_it_names_the_pair(pair: str) -> None:
    found, errors = links(f'vetoes:\n  - documents: [{pair}]\n    words: "the same corrosion"\n    reason: chance\n')
    assert (found, errors) == ((), [])


def test_a_veto_that_matches_nothing_is_an_error() -> None:
    found, [error] = links('vetoes:\n  - {documents: [a, b], words: "no such words"}\n')
    assert len(found) == 1
    assert error.startswith("seeds/links.yml:2: no link between a and b has the words “no such words”.")


def test_of_thousands_of_vetoes_each_looks_at_the_words_of_its_pair_made_even_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ends_of, evened = curated._ends, list[Link]()
    monkeypatch.setattr(curated, "_ends", lambda link: ends_of(link) if not evened.append(link) else None)
    found, errors = links(
        "vetoes:\n"
        + "".join(f'  - {{documents: [a, b], words: "no words {n}"}}\n' for n in range(3000))
        + '  - {documents: [a, b], words: "the same corrosion"}\n' * 2
    )
    assert (len(found), len(errors), len(evened)) == (0, 3000, 1)


def test_an_ignored_phrase_makes_no_passage() -> None:
    assert links(f'ignored:\n  - "{WORDS}"\n') == ((), [])


def test_an_ignored_phrase_that_stands_nowhere_is_an_error() -> None:
    _, [error] = links('ignored:\n  - "words nobody wrote"\n')
    assert error.startswith("seeds/links.yml:2: no text has the ignored phrase “words nobody wrote”.")


def test_what_was_decided_about_a_text_that_is_not_shown_rests() -> None:
    decided = settings(
        'vetoes:\n  - {documents: [a, b], words: "the same corrosion"}\nignored:\n  - "words nobody wrote"\n'
        "added:\n  - kind: reference\n    source: {document: a, words: A second matter}\n"
        "    target: {document: b, words: Another matter}\n    editor: the two are one case\n"
    )
    withdrawn = replace(DOCUMENTS[0], source=DOCUMENTS[0].source.without_text(), status="withdrawn")
    findings = Findings()
    assert link_archive([withdrawn, DOCUMENTS[1]], decided, findings).links == ()
    assert findings.errors == []


def test_a_curator_adds_a_link_with_its_basis() -> None:
    added = (
        "added:\n  - kind: reference\n    source: {document: a, words: A second matter}\n"
        "    target: {document: b, words: Another   matter}\n    editor: the two are one case\n"
    )
    found, errors = links(added)
    assert errors == []
    [link] = [link for link in found if link.kind == "reference"]
    assert (link.source.exact, link.target.exact) == ("A second matter", "Another matter")
    assert link.rule == "added: the two are one case"
    assert link.directed


@pytest.mark.parametrize(
    ("end", "what"),
    [
        ("{document: z, words: x}", "there is no document z"),
        ("{document: a, words: nowhere}", "“nowhere” is not in"),
    ],
)
def test_an_added_link_needs_words_that_stand_in_a_document(end: str, what: str) -> None:
    text = (
        f"added:\n  - kind: reference\n    source: {end}\n    target: {{document: b, words: They say}}\n    editor: x\n"
    )
    _, [error] = links(text)
    assert what in error


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("vetos: []", "seeds/links.yml:1: unknown key 'vetos'"),
        ("vetoes: none", "seeds/links.yml:1: `vetoes` is not a list"),
        ("vetoes:\n  - only words", "seeds/links.yml:2: this veto is not a mapping"),
        ("vetoes:\n  - {documents: [a, b]}", "seeds/links.yml:2: `words` is missing"),
        ("vetoes:\n  - {documents: [a], words: x}", "seeds/links.yml:2: a veto needs two documents"),
        ("vetoes:\n  - {documents: [a, a], words: x}", "seeds/links.yml:2: a veto needs two documents"),
        ("ignored:\n  - ''", "seeds/links.yml:2: a phrase is missing"),
        (
            "added:\n  - kind: reference\n    source: {document: a, words: x}\n    target: {document: b, words: y}\n",
            "a link needs one basis",
        ),
        (
            "added:\n  - kind: likeness\n    source: {document: a, words: x}\n    target: {document: b, words: y}\n"
            "    editor: z",
            "seeds/links.yml:2: unknown kind 'likeness'",
        ),
    ],
)
def test_what_is_wrong_with_the_file_is_told_with_its_line(text: str, what: str) -> None:
    findings = Findings()
    read_settings("seeds/links.yml", text.encode(), findings)
    assert any(what in str(error) for error in findings.errors), [str(error) for error in findings.errors]
