"""curated/: what one file refuses, the others refuse in the same words."""

import pytest
from sourcebook.curated.archive_file import read_about
from sourcebook.curated.names_file import read_names
from sourcebook.curated.publication import read_publication
from sourcebook.describe import describe_source
from sourcebook.model import About, Sidecar, Source
from sourcebook.problems import Findings
from sourcebook.text.paragraphs import split_paragraphs

NAME = "names: [{id: a, type: person, label: A, aliases: [A], "


def in_archive(entry: str) -> list[str]:
    findings = Findings()
    read_about("archive.yml", entry.encode(), findings)
    return [f"{error.what}. {error.remedy}" for error in findings.errors]


def in_sidecar(entry: str) -> list[str]:
    findings, text = Findings(), "Words."
    source = Source("a", "a.txt", "a.txt", text, split_paragraphs(text))
    describe_source(source, Sidecar("a.yml", entry.encode()), About(), findings, {"a"})
    return [f"{error.what}. {error.remedy}" for error in findings.errors]


def in_names(entry: str) -> list[str]:
    findings = Findings()
    read_names("names.yml", entry.encode(), findings)
    return [f"{error.what}. {error.remedy}" for error in findings.errors]


@pytest.mark.parametrize("value", ["zz-Qaaa-XX", "en_US", "English", "xx", "e", "fr-", "'en\" x'"])
def test_a_language_is_refused_everywhere(value: str) -> None:
    (one,) = in_archive(f"language: {value}")
    assert [one] == in_sidecar(f"facts:\n  language: {{value: {value}, editor: x}}")


@pytest.mark.parametrize(
    "value",
    ["https://a.example/<b>", "http:///x", "https://u:p@a.example/", "'http://['", "ftp://a.example/", "'https://a b'"],
)
def test_an_address_is_refused_everywhere(value: str) -> None:
    (one,) = in_archive(f"rights: {value}")
    assert [one] == in_sidecar(f"facts:\n  rights: {{value: {value}, editor: x}}")
    assert len(in_archive(f"contact: {value}")) == 1
    (two,) = in_sidecar(f"facts:\n  title: {{value: x, external: {value}, checked: 2020-10-09}}")
    assert [two] == in_names(f"{NAME} description: {{value: x, external: {value}, checked: 2020-10-09}}}}]")


@pytest.mark.parametrize("value", ["2021-02-29", "2020-10", "2020-10-09?", "yesterday", "20201009", "0000-00-00"])
def test_a_day_is_refused_everywhere(value: str) -> None:
    external = f"{{value: x, external: 'https://a.example/', checked: {value}}}"
    (one,) = in_sidecar(f"facts:\n  title: {external}")
    assert [one] == in_names(f"{NAME} description: {external}}}]")
    address = f"authorities: {{viaf: {{address: 'https://viaf.org/viaf/1', checked: {value}}}}}"
    assert [one] == in_names(f"{NAME} {address}}}]")
    findings = Findings()
    read_publication(Sidecar("a.yml", f"publish: {{embargo: {value}}}".encode()), findings)
    assert [error.what.replace("embargo", "checked") for error in findings.errors] == [one.partition(". ")[0]]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("publish: {status: embargoed}", "an embargo without `until`"),
        ("publish: {status: whole, until: 2030-01-01}", "`until` goes with `status: embargoed`"),
        ("publish: {status: withdrawn}", "`status`: 'withdrawn' is not one of its values"),
        ("publish: {noindex: true}", "`noindex`: 'true' is not one of its values"),
        ("publish: {reason: ''}", "`reason` is empty"),
        ("publish: {hidden: yes}", "unknown switch 'hidden'"),
        ("publish: yes", "`publish` is not a mapping of switches"),
    ],
)
def test_how_a_text_is_published_is_read_or_told(content: str, told: str) -> None:
    findings = Findings()
    read_publication(Sidecar("a.yml", content.encode()), findings)
    assert [error.what for error in findings.errors] == [told]


def test_two_ways_of_saying_the_same() -> None:
    def said(content: str) -> object:
        findings = Findings()
        publication = read_publication(Sidecar("a.yml", content.encode()), findings)
        assert not findings.errors
        return publication

    assert said("publish: {status: embargoed, until: 2030-01-01}") == said("publish: {embargo: 2030-01-01}")
    assert said("publish: {status: excerpt-only}") == said("publish: {excerpt_only: yes}")
    assert said("publish: {status: whole}") == said("publish: {noindex: no}")
