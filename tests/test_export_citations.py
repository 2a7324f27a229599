"""BibTeX, RIS and CSL-JSON, read back by parsers that aren't ours: equal titles, authors, dates and addresses."""

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from contextvars import copy_context
from functools import cache
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pybtex.database import parse_string
from pybtex.richtext import Text
from sourcebook.cite.citing import cite_entries
from sourcebook.export.bibtex import bibtex_entry, cite_bib, escaped
from sourcebook.export.catalogue import catalogue_csv
from sourcebook.export.citations import cite_json
from sourcebook.export.llms import llms
from sourcebook.export.record import record_json
from sourcebook.export.ris import cite_ris
from sourcebook.model import Archive, Basis, Document, Fact
from sourcebook.page_language import language, speak
from sourcebook.render.head.machine_head import machine_head
from sourcebook.vocabulary.citable import CitedName, Entry, entry_of

from tests import cite_cases
from tests.cite_cases import NAMES
from tests.reading_cases import archive_of
from tests.tools.citing import read_by_astrocite, read_by_citation_js, read_by_pandoc

Found = dict[str, Any]
"""What a reader found: `title`, `authors` as “Family, Given”, `date` as numbers, `url`."""


def cited(archive: Archive, document: Document) -> tuple[Entry, Document]:
    """What is there to cite of a document, and the document, as what writes it is given them."""
    return entry_of(archive, document), document


def wanted(entry: Entry) -> Found:
    date = entry.issued
    year = [date.year] if date and date.year is not None and date.year > 0 else []
    return {
        "title": entry.title,
        "authors": [name.inverted for name in entry.authors],
        "date": list(date.parts[0]) if date and len(date.parts) == 1 else year,
        "url": entry.url,
    }


def of_csl(item: dict[str, Any]) -> Found:
    date = item.get("issued", {})
    parts = date.get("date-parts") or [[]]
    return {
        "title": item.get("title", ""),
        "authors": [_name(name) for name in item.get("author", [])],
        "date": _same(parts) if len(parts) > 1 else [int(part) for part in parts[0] if str(part).isdigit()],
        "url": item.get("URL", ""),
    }


def _same(ends: list[list[int]]) -> list[int]:
    """Return the year that both ends of a range lie in, if it is one."""
    years = {int(end[0]) for end in ends}
    return [*years] if len(years) == 1 else []


def _name(name: dict[str, str]) -> str:
    particle = name.get("non-dropping-particle") or name.get("dropping-particle")
    family = " ".join(filter(None, (particle, name.get("family"))))
    return name.get("literal") or ", ".join(filter(None, (family, name.get("given"), name.get("suffix"))))


def _without_brackets(text: str) -> str:
    return text.removeprefix("{").removesuffix("}")


MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def of_bibtex(fields: dict[str, str], authors: list[str]) -> Found:
    year, month, day = fields.get("year", ""), fields.get("month", "")[:3].lower(), fields.get("day", "")
    date = [int(year)] if year.isdigit() else []
    date += [MONTHS.index(month) + 1] if month in MONTHS else []
    date += [int(day)] if day else []
    return {"title": fields["title"], "authors": authors, "date": date, "url": fields.get("url", "")}


def by_bibtexparser(text: str) -> Found:
    plain = bibtexparser.parse_string(text)
    (record,) = plain.entries
    decoded = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()]).entries[0]
    fields = {field.key: str(field.value) for field in record.fields}
    title = str(decoded.fields_dict["title"].value)
    authors = [_inverted(name) for name in re.split(r"\s+and\s+", fields.get("author", "")) if name]
    return of_bibtex(fields | {"title": _without_brackets(title)}, authors)


def _inverted(name: str) -> str:
    parts = [_plain(part) for part in re.split(r",\s*(?![^{]*\})", name)]
    return ", ".join([parts[0], parts[2], parts[1]] if len(parts) == len(("family", "suffix", "given")) else parts)


def _plain(latex: str) -> str:
    return str(Text.from_latex(latex))


def by_pybtex(text: str) -> Found:
    ((_, record),) = parse_string(text, "bibtex").entries.items()
    authors = []
    for person in record.persons.get("author", []):
        parts = (
            person.prelast_names + person.last_names,
            person.first_names + person.middle_names,
            person.lineage_names,
        )
        authors.append(", ".join(_plain(" ".join(part)) for part in parts if part))
    return of_bibtex(dict(record.fields) | {"title": _plain(record.fields["title"])}, authors)


def by_rispy(text: str) -> Found:
    (record,) = rispy.loads(text)
    parts = record.get("date", "").split("/")[:3]
    return {
        "title": record["title"],
        "authors": [name.rstrip(",") for name in record.get("authors", [])],
        "date": [int(part) for part in parts if part],
        "url": "".join(record.get("urls", [])),
    }


def each(read: Callable[[str], Found]) -> Callable[[Sequence[str]], list[Found]]:
    return lambda files: list(map(read, files))


def items(read: Callable[..., list[dict[str, Any]]], *form: str) -> Callable[[Sequence[str]], list[Found]]:
    return lambda files: list(map(of_csl, read(files, *form)))


READERS: dict[str, tuple[Callable[..., bytes], Callable[[Sequence[str]], list[Found]]]] = {
    "BibTeX by bibtexparser": (cite_bib, each(by_bibtexparser)),
    "BibTeX by pybtex": (cite_bib, each(by_pybtex)),
    "BibTeX by citation-js": (cite_bib, items(read_by_citation_js, "@bibtex/text")),
    "BibTeX by Pandoc": (cite_bib, items(read_by_pandoc, "bibtex")),
    "RIS by rispy": (cite_ris, each(by_rispy)),
    "RIS by citation-js": (cite_ris, items(read_by_citation_js, "@ris/file")),
    "RIS by astrocite": (cite_ris, items(read_by_astrocite)),
    "RIS by Pandoc": (cite_ris, items(read_by_pandoc, "ris")),
    "CSL-JSON by Pandoc": (cite_json, items(read_by_pandoc, "csljson")),
    "CSL-JSON by citation-js": (cite_json, items(read_by_citation_js)),
    "CSL-JSON by json": (cite_json, each(lambda text: of_csl(json.loads(text)[0]))),
}


def _turned(text: str) -> str:
    return re.sub("[“”‘’]", "'", text)


def _parted_names(found: Found, entry: Entry) -> Found:
    """Return what astrocite finds: it takes recipients for authors, and drops names that have no parts."""
    names = [*entry.authors, *entry.recipients]
    return found | {"authors": ["" if name.literal else name.inverted for name in names]}


def _suffix_second(found: Found, entry: Entry) -> Found:
    names = [re.sub("^(.*), (.*), (.*)$", r"\1, \3, \2", name) for name in found["authors"]]
    return found | {"authors": names}


def _year_alone(found: Found, entry: Entry) -> Found:
    return found | {"date": found["date"][:1]}


def _no_reporter(found: Found, entry: Entry) -> Found:
    return _year_alone(found, entry) | {"authors": []} if entry.cited_as.is_news else found


def _quotes_turned(found: Found, entry: Entry) -> Found:
    return found | {"title": _turned(found["title"])}


def _words_alone(found: Found, entry: Entry) -> Found:
    return found | ({"date": []} if entry.issued and not entry.issued.parts else {})


def _commands_kept(found: Found, entry: Entry) -> Found:
    return found | {"title": re.sub("[{}]", r"\\", found["title"]).replace("$", r"\$")}


WORDS_ALONE = "has words or numbers for a date: processors print both where both are given"
READER_FAULTS: dict[str, tuple[tuple[Callable[[Found, Entry], Found], str], ...]] = {
    "BibTeX by pybtex": ((_commands_kept, "keeps a backslash before a dollar or a brace, and drops the brace"),),
    "BibTeX by Pandoc": ((_quotes_turned, "turns quotation marks as it sees fit"),),
    "CSL-JSON by Pandoc": (
        (_quotes_turned, "turns quotation marks as it sees fit"),
        (_words_alone, WORDS_ALONE),
    ),
    "CSL-JSON by citation-js": ((_words_alone, WORDS_ALONE),),
    "CSL-JSON by json": ((_words_alone, WORDS_ALONE),),
    "RIS by citation-js": ((_no_reporter, "of a news report it reads the year alone, and no author"),),
    "RIS by astrocite": (
        (_parted_names, "takes recipients for authors, and drops names that have no parts"),
        (_suffix_second, "takes the parts of a name in another order than the format has"),
    ),
    "RIS by Pandoc": (
        (_year_alone, "reads the year alone"),
        (_suffix_second, "takes the parts of a name in another order than the format has"),
    ),
}
"""What a reader can't, and why a difference is no fault of the file. The others of its format read it whole."""


@cache
def found_by(reader: str) -> dict[str, Found]:
    write, read = READERS[reader]
    files = [write(*cited(cite_cases.archive(), cite_cases.document(name))).decode() for name in NAMES]
    return dict(zip(NAMES, read(files), strict=True))


@pytest.mark.parametrize("word", ["and", "And", "AND"])
def test_no_word_of_a_name_makes_two_people_of_it(word: str) -> None:
    entry = entry_of(cite_cases.archive(), cite_cases.document("a-letter"))
    name = CitedName("Lund", f"Ida {word} Eva")
    ((_, record),) = parse_string(bibtex_entry(replace(entry, authors=(name,)), "0"), "bibtex").entries.items()
    assert len(record.persons["author"]) == 1


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_read_back_with_equal_title_author_date_and_address(name: str, reader: str) -> None:
    found = found_by(reader)[name]
    entry = entry_of(cite_cases.archive(), cite_cases.document(name))
    expected = wanted(entry)
    for adjust, _ in READER_FAULTS.get(reader, ()):
        expected = adjust(expected, entry)
    if _quotes_turned in [adjust for adjust, _ in READER_FAULTS.get(reader, ())]:
        found = _quotes_turned(found, entry)
    assert found == expected


def test_a_file_for_machines_of_german_pages_mixes_no_languages() -> None:
    def in_german() -> str:
        speak(language("de"))
        return cite_bib(*cited(cite_cases.archive(), cite_cases.document("a-letter-whose-date-is-inferred"))).decode()

    written = copy_context().run(in_german)
    assert "howpublished = {Brief an Ann Lee}" in written
    assert "Datum: [9. Oktober 2020]" in written


@pytest.mark.parametrize("form", ["BibTeX", "RIS", "CSL-JSON"])
def test_every_format_has_three_readers(form: str) -> None:
    assert len([reader for reader in READERS if reader.startswith(form)]) >= 3


HOSTILE = [
    "<script>alert(1)</script>",
    r"100% & $5 #1 a_b ^2 ~x \textbf{b} {a}",
    "an } unbalanced { brace",
    "A -- B --- C ``quoted'' ?` and 'x'",
    "=1+1 @article{x, title = {y}}",
    "TY  - BOOK  ER  -",
    "עברית und Häßliches 😀 e\u0301",
    "a\u00a0b\u2028c",
    "\u202eright to left",
    "x" * 5000,
]


def archive_with(title: str) -> tuple[Archive, Any]:
    document = cite_cases.document("a-statement")
    facts = {**document.facts, "title": (replace(document.facts["title"][0], value=title),)}
    changed = replace(document, facts=facts)
    return Archive(cite_cases.ABOUT, (changed,), cite_cases.ADDRESS), changed


@pytest.mark.parametrize("author", ["Lee, Ann, PhD, MD", "Brown and Sons, Ann", "van der Berg, Jan, Jr."])
def test_bibtex_parts_a_name_where_the_record_does(author: str) -> None:
    document = cite_cases.document("a-statement")
    changed = replace(document, facts={**document.facts, "author": (Fact("author", author, Basis.STATED),)})
    text = cite_bib(*cited(Archive(cite_cases.ABOUT, (changed,), cite_cases.ADDRESS), changed)).decode()
    assert by_pybtex(text)["authors"] == by_bibtexparser(text)["authors"] == [author]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_read_back_by_every_format(title: str) -> None:
    archive, document = archive_with(title)
    shown = " ".join(title.split())
    assert by_rispy(cite_ris(*cited(archive, document)).decode())["title"] == shown
    assert json.loads(cite_json(*cited(archive, document)))[0]["title"] == shown
    text = cite_bib(*cited(archive, document)).decode()
    assert read_by_citation_js([text], "@bibtex/text")[0]["title"] == shown
    assert read_by_citation_js([cite_ris(*cited(archive, document)).decode()], "@ris/file")[0]["title"] == shown
    if not re.search("[{}$^]", title):  # the two others change these, each in its own way
        assert by_pybtex(text)["title"].replace("\u00a0", " ") == shown.replace("\u00a0", " ")
        assert by_bibtexparser(text)["title"] == shown


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_any_title_leaves_one_entry_whose_other_fields_are_whole(title: str) -> None:
    archive, document = archive_with(title)
    (record,) = bibtexparser.parse_string(cite_bib(*cited(archive, document)).decode()).entries
    assert record.fields_dict["url"].value == "https://archive.example/documents/a-statement/"
    (found,) = rispy.loads(cite_ris(*cited(archive, document)).decode())
    assert found["urls"] == ["https://archive.example/documents/a-statement/"]
    assert found["title"] == " ".join(title.split())


@given(st.text(st.sampled_from("{}\\%$a -'`^~_&#"), max_size=30))
def test_bibtex_counts_as_many_braces_open_as_closed(text: str) -> None:
    depth = 0
    for character in escaped(text):
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 0


def test_a_bound_is_no_date_in_any_file() -> None:
    for write in (cite_bib, cite_ris, cite_json):
        assert "2020" not in write(*cited(cite_cases.archive(), cite_cases.document(BOUNDED))).decode()


BOUNDED = "a-news-report-nobody-signed-or-dated"
DATES = {
    "a-letter": ("PY  - 2020", "DA  - 2020/10/09/", "year = {2020}", "month = oct", "day = {9}"),
    "a-letter-whose-date-is-inferred": ("PY  - 2020", "DA  - 2020/10/09/[9 October 2020]", "Date: [9 October 2020]"),
    "a-date-that-is-approximate": ("PY  - 1919", "DA  - 1919///[about 1919]", "year = {1919}", "Date: [about 1919]"),
    "a-date-of-a-season": ("PY  - 2001", "DA  - 2001///Spring", "year = {2001}", "month = {Spring}"),
    "a-date-of-a-season-that-is-inferred": ("PY  - 2001", "DA  - 2001///[Winter 2001]", "month = {Winter}"),
    "a-date-of-a-quarter-of-a-year": (
        "PY  - 2001",
        "DA  - 2001///first quarter of 2001",
        "Date: first quarter of 2001",
    ),
    "a-date-of-a-week": ("PY  - 2020", "DA  - 2020///9 October 2020 to 16 October 2020", "year = {2020}"),
    "a-date-of-a-decade": ("DA  - ///1910s", "year = {1910s}"),
    "a-date-of-a-day-or-earlier": ("DA  - ///up to 4 May 1920", "year = {up to 4 May 1920}"),
    "a-decade-that-is-inferred": ("DA  - ///[1920s]", "year = {[1920s]}"),
    "a-day-before-the-common-era": ("PY  - 44 BCE", "DA  - ///[15 March 44 BCE]"),
    "a-date-before-the-common-era": ("PY  - 44 BCE", "DA  - ///44 BCE", "year = {44 BCE}"),
    "a-date-of-a-year-of-three-digits": ("PY  - 0800", "DA  - 0800///800 CE", "year = {800}", "Date: 800 CE"),
}


@pytest.mark.parametrize("name", DATES)
def test_a_date_has_its_year_and_the_words_for_what_numbers_can_not_say(name: str) -> None:
    files = b"".join(
        write(*cited(cite_cases.archive(), cite_cases.document(name))) for write in (cite_bib, cite_ris)
    ).decode()
    assert [line for line in DATES[name] if line not in files] == []
    assert ("PY  -" in files) == any(line.startswith("PY") for line in DATES[name])


BEFORE = {
    "0000": ("1 BCE", "PY  - 1 BCE"),
    "0000-12-31": ("31 December 1 BCE", "PY  - 1 BCE"),
    "-0043-03-15": ("15 March 44 BCE", "PY  - 44 BCE"),
    "Y-20000": ("20001 BCE", "PY  - 20001 BCE"),
    "-0099/-0050": ("100 BCE to 51 BCE", ""),
    "-0001/0001": ("2 BCE to 1 CE", ""),
}


@pytest.mark.parametrize("date", BEFORE)
def test_a_year_before_the_common_era_is_in_every_export_as_it_is_counted(date: str) -> None:
    words, of_the_year = BEFORE[date]
    facts = f"facts:\n  date: {{value: '{date}', external: 'https://example.org/', checked: '2026-01-02'}}\n"
    archive = archive_of({"a.txt": "Of old age\n", "a.yml": facts})
    (document,) = archive.documents
    bib, ris, csl = (write(*cited(archive, document)).decode() for write in (cite_bib, cite_ris, cite_json))
    assert f"year = {{{words}}}" in bib
    assert f"DA  - ///{words}\n" in ris.replace("\r\n", "\n")
    assert of_the_year in ris
    assert ("PY  -" in ris) == bool(of_the_year)
    assert json.loads(csl)[0]["issued"] == {"literal": words}
    assert json.loads(record_json(archive, document))["facts"]["date"][0]["value"] == date
    assert f", {words}" in llms(archive).decode()
    (row,) = csv.DictReader(io.StringIO(catalogue_csv(archive).decode("utf-8-sig")))
    assert row["date"].removeprefix("'") == date


@pytest.mark.parametrize("kind", ["letter", "interview"])
def test_an_archive_without_a_title_is_cited_by_no_name(kind: str) -> None:
    archive = archive_of({"a.txt": "Of old age\n", "a.yml": f"facts:\n  kind: {{value: {kind}, editor: x}}\n"})
    (document,) = archive.documents
    entry, _ = cited(archive, document)
    files = [write(entry, document).decode() for write in (cite_bib, cite_ris, cite_json)]
    styles = [cite_cases.as_read(found) for found in dict(cite_entries([entry])).values()]
    head = str(machine_head(archive, document))
    for text in (*files, *styles, head):
        assert "ntitled" not in text
        assert ", ," not in text
        assert ":\n    \n" not in text, "a style that leaves it out"
        assert "personal communication" not in text, "what a letter in no archive is to APA"
    assert "DB  -" not in files[1]
    for word in ("z:archive", "ispartof", "holdingArchive", "isPartOf"):
        assert word not in head


def test_a_season_that_is_approximate_is_called_by_its_name() -> None:
    source = {"a.txt": "Spring\n", "a.yml": "facts:\n  date: {value: 2001-21~, editor: x}\n"}
    archive = archive_of(source)
    (document,) = archive.documents
    assert b"month = {Spring}" in cite_bib(*cited(archive, document))
    assert b"DA  - 2001///[About spring 2001]" in cite_ris(*cited(archive, document))


def test_csl_json_has_a_season_as_one_and_an_uncertain_date_as_such() -> None:
    season, inferred, quarter = (
        json.loads(cite_json(*cited(cite_cases.archive(), cite_cases.document(name))))[0]["issued"]
        for name in ("a-date-of-a-season", "a-letter-whose-date-is-inferred", "a-date-of-a-quarter-of-a-year")
    )
    assert season == {"date-parts": [[2001]], "season": 1}
    assert inferred == {"date-parts": [[2020, 10, 9]], "circa": True}
    assert quarter == {"literal": "first quarter of 2001"}


@pytest.mark.parametrize("write", [cite_bib, cite_ris, cite_json])
def test_without_a_public_address_no_file_holds_one(write: Callable[..., bytes]) -> None:
    for name in NAMES:
        assert b"http" not in write(*cited(cite_cases.archive(""), cite_cases.document(name)))
