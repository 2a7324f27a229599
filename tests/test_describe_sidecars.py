"""describe/: whatever a sidecar says, there is an error with a line, or a record whose words cut out of the text."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sourcebook.describe import describe_source
from sourcebook.describe.facts import FACT_KEYS
from sourcebook.export.record import facts_as_json, roles_as_json
from sourcebook.model import About, Basis, Document, Sidecar, Source
from sourcebook.problems import Findings, readable
from sourcebook.text.paragraphs import split_paragraphs
from sourcebook.text.words import Words
from sourcebook.vocabulary.bases import BASES
from sourcebook.vocabulary.fields import FIELDS
from sourcebook.vocabulary.roles import ROLES

TEXT = (
    "\ufeffThe\u00a0Harbour  Letter\r\n\r\n"
    "Ann Archer wrote: “It is true.”\nBert wrote too.\n\n"
    "\u202eAnn\u202c Archer, Mayor\n<b>&amp;\n"
)
SOURCE = Source("self", "a.txt", "seeds/a.txt", TEXT, split_paragraphs(TEXT))


def describe(raw: str | bytes, text: str = TEXT) -> tuple[Document | None, list[str]]:
    source = Source("self", "a.txt", "seeds/a.txt", text, split_paragraphs(text))
    findings = Findings()
    sidecar = Sidecar("seeds/a.yml", raw.encode() if isinstance(raw, str) else raw)
    document = describe_source(source, sidecar, About(), findings, {"self", "other"})
    return document, [str(problem) for problem in findings]


SPANS = st.builds(lambda start, length: TEXT[start : start + length], st.integers(0, len(TEXT)), st.integers(1, 40))
WORDS = st.one_of(
    SPANS, SPANS.map(lambda words: "  ".join(words.split())), st.sampled_from(["Ann", "Bert", "nobody", "", "\u202e"])
)
PLAIN = st.one_of(
    WORDS, st.sampled_from(["letter", "2020-10", "en", "https://a.example/", "2020-10-09", "x, y", "typed"]), st.text()
)
ANYTHING = st.recursive(
    PLAIN, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(PLAIN, inner, max_size=3)), max_leaves=5
)
KEYS = st.sampled_from([*FACT_KEYS, "vlaue"])
SOUND_FACT = st.fixed_dictionaries(
    {"value": PLAIN}, optional={"note": PLAIN, "paragraph": st.sampled_from(["p1", "p2", "p9"])}
).flatmap(
    lambda fact: st.one_of(
        WORDS.map(lambda words: fact | {"stated": words}),
        WORDS.map(lambda words: fact | {"inferred": "a reason", "quote": words}),
        st.just({"value": fact["value"], "editor": "a note"}),
        st.just({"value": fact["value"], "external": "https://a.example/", "checked": "2020-10-09"}),
        st.just({"value": fact["value"], "derived": "title", "document": "other"}),
    )
)
FACT = st.one_of(SOUND_FACT, SOUND_FACT, st.dictionaries(KEYS, ANYTHING, max_size=4), ANYTHING)
ROLE = st.one_of(
    st.fixed_dictionaries(
        {
            "role": st.sampled_from([*ROLES]),
            "text": st.one_of(WORDS, st.builds(lambda a, b: {"from": a, "to": b}, WORDS, WORDS)),
        },
        optional={"of": PLAIN, "by": PLAIN, "paragraph": st.sampled_from(["p1", "p2", "p3"])},
    ),
    ANYTHING,
)
WILD = st.fixed_dictionaries(
    {},
    optional={
        "facts": st.one_of(
            st.dictionaries(st.sampled_from([field.name for field in FIELDS]), FACT, max_size=2), ANYTHING
        ),
        "roles": st.one_of(st.lists(ROLE, max_size=3), ANYTHING),
        "fact": ANYTHING,
    },
)
FOUND = SPANS.filter(lambda span: span.strip("\ufeff\u202e\u202c \r\n\u00a0") == span != "").map(
    lambda words: "  ".join(words.split())
)
LIKELY = st.fixed_dictionaries(
    {
        "facts": st.fixed_dictionaries(
            {
                "notes": st.lists(FOUND.map(lambda words: {"value": words, "stated": words}), min_size=1, max_size=3),
                "place": FOUND.map(lambda words: {"value": "x", "inferred": "a reason", "quote": words, "note": words}),
            }
        ),
        "roles": st.lists(
            st.one_of(
                st.builds(
                    lambda role, words: {"role": role, "text": words}, st.sampled_from(["heading", "notice"]), FOUND
                ),
                FOUND.map(lambda words: {"role": "excerpt", "of": words, "text": {"from": "The", "to": words}}),
            ),
            max_size=3,
        ),
    },
)
SIDECARS = st.one_of(LIKELY, LIKELY, WILD)


@given(SIDECARS, st.sampled_from([None, False, True]))
def test_an_error_with_a_line_or_words_that_cut_out_of_the_text(sidecar: object, flow: bool | None) -> None:
    raw = yaml.safe_dump(sidecar, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    document, errors = describe(raw)
    assert (document is None) == bool(errors)
    for error in errors:
        assert re.match(r"seeds/a\.yml:\d+: [^\n]+\. [^\n]+\.$", error), error
        assert int(error.split(":")[1]) <= raw.count("\n") + 1
    if document:
        check(document)


@given(st.binary(max_size=200))
def test_any_bytes(raw: bytes) -> None:
    document, errors = describe(raw)
    assert (document is None) == bool(errors)


def check(document: Document) -> None:
    text = document.source.text
    assert list(document.facts) == [field.name for field in FIELDS if field.name in document.facts]
    assert document.title
    for name, facts in document.facts.items():
        assert facts
        for fact in facts:
            assert fact.name == name
            assert fact.value
            assert fact.basis in BASES
            assert fact.quote == (text[fact.start : fact.end] if fact.start >= 0 else "")
            assert fact.quote or fact.basis not in (Basis.STATED, Basis.INFERRED)
            assert fact.quote.strip() == fact.quote
    places = [(role.start, role.end) for role in document.roles]
    assert places == sorted(places, key=lambda place: (place[0], -place[1]))
    for start, end in places:
        assert 0 <= start < end <= len(text)
        assert not any(start < other[0] < end < other[1] for other in places)
    for facts_of_field in facts_as_json(document).values():
        for entry in facts_of_field:
            assert {"value", "basis"} <= set(entry) <= RECORD_KEYS
            assert ("quote" in entry) == ("start" in entry) == ("end" in entry)
            assert all(value != "" for value in entry.values())


RECORD_KEYS = {"value", "basis", "quote", "start", "end", "paragraph", "note", "document", "office", "type"}


def test_the_record_is_that_of_the_contract() -> None:
    document, errors = describe(
        """
facts:
  author: {value: "Archer, Ann", stated: Ann Archer, office: Mayor}
  publisher:
    {value: Harbour Press, type: organisation, external: "https://a.example/", checked: 2020-10-09, note: a list}
  date_latest: {value: 2020, derived: date, document: other}
roles:
  - {role: comment, by: Bert, text: Bert wrote too.}
""",
    )
    assert not errors
    assert document
    facts = facts_as_json(document)
    assert facts["author"] == [
        {
            "value": "Archer, Ann",
            "basis": "stated",
            "quote": "Ann Archer",
            "start": 24,
            "end": 34,
            "paragraph": "p2",
            "office": "Mayor",
        }
    ]
    assert facts["publisher"] == [
        {
            "value": "Harbour Press",
            "basis": "external",
            "note": "https://a.example/ (checked 2020-10-09); a list",
            "type": "organisation",
        }
    ]
    assert facts["date_latest"] == [
        {"value": "2020", "basis": "derived", "note": "computed from: date", "document": "other"}
    ]
    assert roles_as_json(document) == [{"role": "comment", "start": 56, "end": 71}]


def test_without_a_sidecar() -> None:
    findings = Findings()
    document = describe_source(SOURCE, None, About(), findings, {"self"})
    assert document
    assert not findings.errors
    assert document.title == "The Harbour Letter"
    assert list(document.facts) == ["title"]


def test_a_value_may_rest_on_another_document_that_there_is() -> None:
    raw = "facts: {date_latest: {value: 2020, derived: date, document: %s}}"
    assert describe(raw % "other")[0]
    assert "there is no document 'nobody'" in describe(raw % "nobody")[1][0]
    assert "`document` names this document" in describe(raw % "self")[1][0]


def test_of_very_many_errors_the_first_are_told() -> None:
    findings = Findings()
    raw = "facts:\n" + "".join(f"  unknown_{number}: x\n" for number in range(9_000))
    source = Source("self", "a.txt", "seeds/a.txt", TEXT, split_paragraphs(TEXT))
    describe_source(source, Sidecar("seeds/a.yml", raw.encode()), About(), findings, {"self"})
    told = [str(problem) for problem in readable(findings)]
    assert len(told) == 101
    assert told[-1] == "seeds/a.yml: 8,900 more like these. Fix those first, then try again."


def test_of_very_many_words_no_more_are_looked_up_than_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = []
    find = Words.find

    def counted(words: Words, wanted: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        looked_up.append(wanted)
        return find(words, wanted, start, end)

    monkeypatch.setattr(Words, "find", counted)
    findings = Findings()
    raw = "roles:\n" + "  - {role: heading, text: nobody}\n" * 1000
    assert describe_source(SOURCE, Sidecar("seeds/a.yml", raw.encode()), About(), findings, {"self"}) is None
    assert [str(problem) for problem in readable(findings)][
        -1
    ] == "seeds/a.yml: 101 problems, and no more were looked for. Fix those first, then try again."
    assert len(looked_up) <= 3 * 101  # where the words should stand, and elsewhere
