"""addresses.py: the id that a file's name gives, and the ways from one page to another."""

import unicodedata
from urllib.parse import quote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourcebook import addresses

IDS = {
    # A number and 16 hexadecimal digits: the digits, as they stand.
    "000_6d8dab86a4624216": "6d8dab86a4624216",
    "12345_0000000000000000": "0000000000000000",
    # Nearly so, and therefore a name like any other.
    "000_6D8DAB86A4624216": "000-6d8dab86a4624216",
    "000_6d8dab86a462421": "000-6d8dab86a462421",
    "000_6d8dab86a46242167": "000-6d8dab86a46242167",
    "x_6d8dab86a4624216": "x-6d8dab86a4624216",
    "٠٠٠_6d8dab86a4624216": "٠٠٠-6d8dab86a4624216",
    "000_6d8dab86a4624216\n": "000-6d8dab86a4624216",
    # Names: lower case, runs of what is neither letter nor digit made one hyphen, ends trimmed.
    "Letter to the Mayor": "letter-to-the-mayor",
    "  2020-10-09 — Letter (final), v.2  ": "2020-10-09-letter-final-v-2",
    "a__b--c..d": "a-b-c-d",
    "index": "index",
    "<script>alert(1)</script>": "script-alert-1-script",
    "../../etc/passwd": "etc-passwd",
    "a%2Fb?c#d&e": "a-2fb-c-d-e",
    # Letters and digits of any script.
    "Größe Ärger": "größe-ärger",
    "Gro\u0308ße": "größe",
    "Письмо мэру": "письмо-мэру",
    "ΤΕΛΟΣ Σ": "τελος-σ",
    "رسالة إلى العمدة": "رسالة-إلى-العمدة",
    "致市长的信 第２封": "致市长的信-第２封",
    "市長への手紙": "市長への手紙",
    "서울 편지": "서울-편지",
    "①②": "①②",
    # Marks of any script stay: vowel signs, signs above and below, points.
    "किताब": "किताब",
    "काताब": "काताब",
    "हिन्दी किताब": "हिन्दी-किताब",
    "ไทย กี่": "ไทย-กี่",
    "ட்டு": "ட்டு",
    "မြန်မာ": "မြန်မာ",
    "ភាសាខ្មែរ": "ភាសាខ្មែរ",
    "שָׁלוֹם": "שָׁלוֹם",
    "J\u030c": "ǰ",
    "q\u0301": "q\u0301",
    # But for what can't be seen, and what has nothing to stand on.
    "a❤\ufe0fb": "a-b",
    "葛\U000e0100城": "葛城",
    "- \u0301x": "x",
    "❤\ufe0f": "",
    "İstanbul": "istanbul",
    # Nothing of these can stand in an address.
    "": "",
    "---": "",
    "???": "",
    "🙂": "",
    "\u202e": "",
}


@pytest.mark.parametrize(("stem", "id"), IDS.items())
def test_id_of_a_name(stem: str, id: str) -> None:
    assert addresses.document_id(stem) == id


@given(st.text())
def test_an_id_is_made_of_letters_and_digits_in_one_normal_form(stem: str) -> None:
    id = addresses.document_id(stem)
    assert all(letter.isalnum() or letter == "-" or unicodedata.category(letter)[0] == "M" for letter in id)
    assert not id or id[0].isalnum()
    assert "--" not in id
    assert id == id.strip("-")
    assert id == unicodedata.normalize("NFC", id)
    assert id == addresses.document_id(unicodedata.normalize("NFD", stem))
    assert id == addresses.document_id(id)


IDS_OF_ANY_KIND = st.text().map(addresses.document_id).filter(bool)
PAGES = st.one_of(
    st.just(addresses.HOME),
    st.just(addresses.DOCUMENTS),
    st.just(addresses.TAKEDOWN),
    IDS_OF_ANY_KIND.map(addresses.document),
    st.integers(1, 300).map(lambda number: addresses.paged(addresses.DOCUMENTS, number)),
)
FILES = st.one_of(
    st.sampled_from([addresses.CATALOGUE_JSON, addresses.CATALOGUE_CSV, addresses.TEXTS]),
    IDS_OF_ANY_KIND.map(addresses.source_text),
    IDS_OF_ANY_KIND.map(addresses.record),
)


@given(PAGES, st.one_of(PAGES, FILES), st.sampled_from(["https://example.org/", "https://example.org/a/b/"]))
def test_a_way_leads_where_it_should_below_any_root(origin: str, target: str, root: str) -> None:
    assert urljoin(root + quote(origin), addresses.relative_url(origin, target)) == root + quote(target)


@given(PAGES, PAGES, st.text(min_size=1))
def test_a_way_to_an_anchor_names_it_percent_encoded(origin: str, target: str, anchor: str) -> None:
    path, mark, fragment = addresses.relative_url(origin, target, anchor).partition("#")
    assert (mark, fragment) == ("#", quote(anchor))
    assert (path == "") is (origin == target)


@pytest.mark.parametrize(
    ("origin", "target", "fragment", "way"),
    [
        ("", "", "", "./"),
        ("", "documents/", "", "documents/"),
        ("documents/x/", "", "", "../../"),
        ("documents/x/", "documents/", "", "../"),
        ("documents/x/", "documents/y/", "p7", "../y/#p7"),
        ("documents/x/", "documents/x/", "p7", "#p7"),
        ("documents/x/", "documents/x/source.txt", "", "source.txt"),
        ("documents/x/", "data/texts.zip", "", "../../data/texts.zip"),
        ("documents/", "documents/größe/", "", "gr%C3%B6%C3%9Fe/"),
    ],
)
def test_ways(origin: str, target: str, fragment: str, way: str) -> None:
    assert addresses.relative_url(origin, target, fragment) == way


@given(st.one_of(PAGES, FILES))
def test_a_file_answers_for_its_address_and_for_no_other(address: str) -> None:
    assert addresses.of_file(addresses.file_of(address)) == address


@given(PAGES)
def test_depth_counts_the_folders_of_a_pages_file(address: str) -> None:
    assert addresses.depth(address) == addresses.file_of(address).count("/")


def test_the_pages_of_a_list_follow_its_first() -> None:
    assert [addresses.paged(addresses.DOCUMENTS, n) for n in (1, 2, 10)] == [
        "documents/",
        "documents/page/2/",
        "documents/page/10/",
    ]


def test_an_absolute_address_is_below_the_sites_or_from_its_root() -> None:
    assert addresses.absolute("https://example.org/a/", "documents/ä/") == "https://example.org/a/documents/%C3%A4/"
    assert addresses.absolute("", "documents/ä/") == "documents/%C3%A4/"


def test_no_document_can_take_a_place_that_the_site_needs() -> None:
    first_folders = {addresses.paged(addresses.DOCUMENTS, 2).split("/")[1], addresses.file_of("").removesuffix(".html")}
    assert first_folders <= addresses.RESERVED


@pytest.mark.parametrize(
    "name",
    [
        "con",
        "CON",
        "con.txt",
        "Con.v2.txt",
        "aux.yml",
        "NUL.tar.gz",
        "prn ",
        "com1",
        "COM¹.txt",
        "lpt0",
        "conin$",
        "aux.",
    ],
)
def test_names_that_windows_keeps_for_devices(name: str) -> None:
    assert addresses.is_device(name)


@pytest.mark.parametrize("name", ["console", "con-1", "com", "com10", "lpta", "auxiliary.txt", "a.con", "", "nul-text"])
def test_names_that_are_none(name: str) -> None:
    assert not addresses.is_device(name)
