"""What a page says to machines: Zotero's tags, Signposting, linked data; and what would mislead them is not there."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from markupsafe import Markup
from msgspec.structs import replace
from pyld import jsonld
from selectolax.lexbor import LexborHTMLParser
from sourcebook.model import Archive, Basis, Fact
from sourcebook.render.base.page import Page
from sourcebook.render.base.shell import Shell
from sourcebook.render.head.machine_head import description, machine_head
from sourcebook.render.head.openurl import context_object
from sourcebook.vocabulary.kinds import cited_as

from tests import cite_cases
from tests.cite_cases import NAMES
from tests.tools.building import Built

SCHEMA = "https://schema.org/"


def parsed(name: str, site_url: str = cite_cases.ADDRESS) -> LexborHTMLParser:
    head = machine_head(cite_cases.archive(site_url), cite_cases.document(name))
    return LexborHTMLParser(f"<!doctype html><html><head>{head}</head><body></body></html>")


def tags(name: str, key: str, site_url: str = cite_cases.ADDRESS) -> list[str]:
    found = parsed(name, site_url).css("meta")
    return [
        node.attributes["content"] or ""
        for node in found
        if key in (node.attributes.get("name"), node.attributes.get("property"))
    ]


def links(tree: LexborHTMLParser, relation: str) -> list[str]:
    return [node.attributes["href"] or "" for node in tree.css(f'link[rel="{relation}"]')]


def linked_data(html: str, page: str) -> dict[str, Any]:
    """Extract the linked data of a page as JSON-LD's own standard says, named by the terms of schema.org."""

    def load(url: str, options: Any) -> Any:
        """Stand in for the network, which no test asks."""
        document: object = {"@context": {"@vocab": SCHEMA}} if url == "https://schema.org" else html
        kind = "text/html" if url == page else "application/ld+json"
        assert url in {page, "https://schema.org"}
        return {"contextUrl": None, "documentUrl": url, "document": document, "contentType": kind}

    options = {"documentLoader": load, "extractAllScripts": True}
    found = jsonld.compact(jsonld.expand(page, options), {"@context": {"@vocab": SCHEMA}}, options)
    return dict(found)


def of(name: str) -> dict[str, Any]:
    head = machine_head(cite_cases.archive(), cite_cases.document(name))
    page = f"{cite_cases.ADDRESS}documents/{name}/"
    return linked_data(f"<!doctype html><html><head>{head}</head></html>", page)


def test_a_letter_says_who_wrote_to_whom_and_when() -> None:
    assert tags("a-letter", "z:itemType") == ["letter"]
    assert tags("a-letter", "dc:creator") == ["de Blasio, Bill"]
    assert tags("a-letter", "z:recipients") == ["Lee, Ann", "Haddad, Omar"]
    assert tags("a-letter-with-a-title", "z:recipients") == ["City of Springfield,"]
    assert tags("a-letter", "dc:date") == ["2020-10-09"]
    assert tags("a-letter", "dc:type") == ["Letter"]
    assert tags("a-letter", "dc:title") == ["[Letter to Ann Lee and Omar Haddad]"]


def test_a_news_report_names_its_paper() -> None:
    name = "a-news-report-nobody-signed-or-dated"
    assert tags(name, "z:itemType") == ["newspaperArticle"]
    assert tags(name, "prism:publicationName") == tags(name, "dc:publisher") == ["Daily Example"]
    assert tags(name, "dc:creator") == tags(name, "dc:date") == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_misleads_is_there(name: str) -> None:
    tree = parsed(name)
    names = [node.attributes.get("name") or "" for node in tree.css("meta")]
    assert not [tag for tag in names if tag.startswith("citation_") or "author" in tag]
    assert not tree.css("time, .Z3988, [class*=byline]")
    assert links(tree, "canonical") == []  # that one is the shell's
    if not cite_cases.document(name).facts.get("date"):
        assert tags(name, "dc:date") == []


@pytest.mark.parametrize("name", NAMES)
def test_a_field_is_empty_where_the_record_has_nothing(name: str) -> None:
    tree = parsed(name)
    names = {node.attributes.get(key) for node in tree.css("meta") for key in ("name", "property")}
    assert not names & {"og:site_name", "dcterms:abstract", "dc:description"}
    if not cite_cases.document(name).facts.get("publisher"):
        assert not names & {"prism:publicationName", "dc:publisher"}


ABSTRACT = ("eprints.abstract", "prism.teaser", "og:description", "bibo:abstract", "dcterms:abstract", "description")
"""Where Zotero's translator for embedded metadata looks for one, in its order; it passes over what is empty."""


@pytest.mark.parametrize("name", NAMES)
def test_the_sentence_for_those_who_share_a_link_is_nobodys_abstract(name: str) -> None:
    archive, document = cite_cases.archive(), cite_cases.document(name)
    about = '<meta property="og:description" content="%%sourcebook:description%%">'
    shell = Shell(f"<head>{about}%%sourcebook:head%%</head>%%sourcebook:content%%")
    page = Page("x/", "A title", description(archive, document), Markup(), head=machine_head(archive, document))
    found = {
        node.attributes.get("name") or node.attributes.get("property"): node.attributes["content"] or ""
        for node in LexborHTMLParser(shell.fill(page, "")).css("meta")
    }
    assert "source text of" in found["og:description"]
    assert next(found[key] for key in ABSTRACT if found.get(key)).isspace()


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("a-letter", "2020-10-09"),
        ("a-date-of-a-season", "spring 2001"),
        ("a-date-that-is-approximate", "about 1919"),
        ("a-date-of-a-quarter-of-a-year", "first quarter of 2001"),
        ("a-date-before-the-common-era", "44 BCE"),
    ],
)
def test_a_date_that_iso_8601_has_not_is_given_in_words(name: str, date: str) -> None:
    assert tags(name, "dc:date") == [date]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_an_identity_that_survives_its_host(name: str) -> None:
    for site_url in (cite_cases.ADDRESS, ""):
        assert tags(name, "dc.identifier", site_url) == [name]
        assert tags(name, "dc.relation.ispartof", site_url) == ["The Example Archive"]


@pytest.mark.parametrize("name", NAMES)
def test_signposts_lead_to_itself_its_record_and_its_text(name: str) -> None:
    tree = parsed(name, "")
    assert links(tree, "cite-as") == ["./"]
    assert links(tree, "describedby") == ["cite.json", "record.json", "cite.bib", "cite.ris"]
    assert links(tree, "item") == ["source.txt"]


@pytest.mark.parametrize("name", NAMES)
def test_local_and_hosted_builds_differ_in_addresses_alone(name: str) -> None:
    local, hosted = (parsed(name, site_url).html or "" for site_url in ("", cite_cases.ADDRESS))
    assert "archive.example" not in local
    data = [json.loads(parsed(name, url).css_first("script").text()) for url in ("", cite_cases.ADDRESS)]
    assert data[0].keys() == data[1].keys()
    assert data[0]["mainEntity"].keys() == data[1]["mainEntity"].keys()
    assert hosted.count("<meta") == local.count("<meta")


@pytest.mark.parametrize("name", NAMES)
def test_a_description_is_made_of_facts_and_of_no_word_of_the_text(name: str) -> None:
    document = cite_cases.document(name)
    says = description(cite_cases.archive(), document)
    assert "A text for the tests" not in says
    assert says.endswith("in The Example Archive.")


def test_a_letter_is_a_message_held_by_an_archive() -> None:
    page = of("a-letter")
    text = page["mainEntity"]
    assert page["@type"] == "WebPage"
    assert text["@type"] == ["Message", "ArchiveComponent"]
    assert text["sender"]["familyName"] == "de Blasio"
    assert [person["name"] for person in text["recipient"]] == ["Ann Lee", "Omar Haddad"]
    assert text["dateSent"] == "2020-10-09"
    assert text["holdingArchive"]["name"] == "The Example Archive"
    assert page["@id"] == f"{cite_cases.ADDRESS}documents/a-letter/"


def test_a_news_report_is_an_article_of_its_own_publisher() -> None:
    text = of("a-news-report")["mainEntity"]
    assert text["@type"] == "NewsArticle"
    assert text["publisher"] == {"@type": "Organization", "name": "Daily Example"}
    assert text["author"]["name"] == "Jane Doe"
    assert text["datePublished"] == "2020-10-12"


@pytest.mark.parametrize("name", NAMES)
def test_the_archive_is_no_publisher_and_no_date_is_made_up(name: str) -> None:
    text = of(name)["mainEntity"]
    assert "Example Archive" not in json.dumps(text.get("publisher", ""))
    dates = {key: text[key] for key in ("dateSent", "datePublished", "dateCreated") if key in text}
    stated = cite_cases.document(name).first("date")
    assert set(dates.values()) <= {stated.value if stated else None}


def test_a_date_that_nobody_states_is_in_brackets_and_none_where_only_a_day_may_stand() -> None:
    archive, letter = cite_cases.archive(), cite_cases.document("a-letter-whose-date-is-inferred")
    assert tags(letter.id, "dc:date") == ["[2020-10-09]"]
    assert "rft.date=%5B2020-10-09%5D" in context_object(archive, letter)
    assert description(archive, letter).startswith("Letter from May Ng to Ann Lee, [9 October 2020]: ")
    assert not [key for key in of(letter.id)["mainEntity"] if key.startswith("date")]


def test_only_news_is_published_on_its_day_and_one_name_is_no_organisation_by_itself() -> None:
    text = of("minutes")["mainEntity"]
    assert (text["dateCreated"], "datePublished" in text) == ("2020-10-12", False)
    assert text["author"] == {"@type": "Organization", "name": "Springfield City Council"}
    letter = cite_cases.document("a-letter")
    one = replace(letter, facts={**letter.facts, "author": (Fact("author", "Sukarno", Basis.STATED),)})
    script = LexborHTMLParser(str(machine_head(cite_cases.archive(), one))).css_first("script")
    assert json.loads(script.text())["mainEntity"]["sender"] == {"name": "Sukarno"}


def test_a_rights_statement_is_no_licence() -> None:
    letter, found = cite_cases.document("a-letter"), []
    for address in ("http://rightsstatements.org/vocab/InC/1.0/", "https://creativecommons.org/licenses/by/4.0/"):
        text = replace(letter, facts={**letter.facts, "rights": (Fact("rights", address, Basis.EDITOR),)})
        tree = LexborHTMLParser(str(machine_head(cite_cases.archive(), text)))
        data = json.loads(tree.css_first("script").text())["mainEntity"]
        found.append((links(tree, "license"), data.get("license"), data.get("usageInfo")))
    statement, licence = "http://rightsstatements.org/vocab/InC/1.0/", "https://creativecommons.org/licenses/by/4.0/"
    assert found == [([], None, statement), ([licence], licence, None)]


def test_a_title_cannot_end_the_script() -> None:
    head = str(machine_head(cite_cases.archive(), cite_cases.document("a-title-full-of-markup")))
    script = head.partition('<script type="application/ld+json">')[2]
    assert script.count("</script>") == 1
    assert "<" not in script.removesuffix("</script>\n").removesuffix("</script>")
    assert of("a-title-full-of-markup")["name"].endswith("</script>")


def test_a_list_offers_each_of_its_documents() -> None:
    values = context_object(cite_cases.archive(), cite_cases.document("a-letter"))
    assert "rft.type=letter" in values
    assert "rft.creator=de%20Blasio%2C%20Bill" in values
    assert "rft.date=2020-10-09" in values
    for name in NAMES:
        document = cite_cases.document(name)
        assert f"rft.type={cited_as(document).zotero}" in context_object(cite_cases.archive(), document)
        assert "http" not in context_object(cite_cases.archive(""), document)


@pytest.fixture(scope="module")
def built(build: Callable[..., Built]) -> Built:
    letter = b"facts:\n  kind: {value: letter, editor: x}\n  date: {value: 2020-10-09, editor: x}\n"
    return build(
        {"a.txt": b"A text.", "a.yml": letter, "b.txt": b"Another text."}, SITE_URL="https://archive.example/x/"
    )


def test_a_built_page_carries_it_all(built: Built) -> None:
    assert built.code == 0, built.output
    page = built.page("documents/a")
    assert '<meta name="z:itemType" content="letter">' in page
    data = linked_data(page, "https://archive.example/x/documents/a/")
    assert data["@id"] == "https://archive.example/x/documents/a/"
    assert built.page("documents").count('class="Z3988"') == 2


def test_no_built_page_of_an_undated_document_has_a_time(built: Built) -> None:
    assert "<time" not in built.page("documents/b")
    assert "dc:date" not in built.page("documents/b")


def test_an_archive_without_links_says_nothing_of_them() -> None:
    archive = Archive(cite_cases.ABOUT, cite_cases.archive().documents)
    head = machine_head(archive, cite_cases.document("a-letter"))
    assert "hasPart" not in head
