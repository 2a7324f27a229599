"""vocabulary/languages.py: a default is told to machines only of texts that may be in that language."""

import json

import pytest
from selectolax.lexbor import LexborHTMLParser
from sourcebook.export.citations import cite_json
from sourcebook.export.ris import cite_ris
from sourcebook.model.asked import made
from sourcebook.pipeline import pages
from sourcebook.render.base.context import Context
from sourcebook.render.base.facets import Facets
from sourcebook.vocabulary.citable import entry_of
from sourcebook.vocabulary.languages import lang_of

from tests.reading_cases import archive_of

TEXTS = {
    "he": "שלום לכולם, זה מכתב ארוך מאוד.\n",
    "zh": "孔子曰學而時習之不亦說乎。\n",
    "ja": "東京都千代田区の手紙です。\n",
    "ko": "안녕하세요 편지입니다\n",
    "ru": "Дорогой друг, пишу тебе.\n",
    "bn": "প্রিয় বন্ধু\n",
    "fr": "Cher ami, où étiez-vous ?\n",
    "none": "1234 5678\n",
    "law": "第一條　大日本帝國ハ萬世一系ノ天皇之ヲ統治ス\n",
    "mixed": "吾等는 玆에 我朝鮮의 獨立國임과 朝鮮人의 自主民임을 宣言하노라\n",
    "named": "去年十月在漢城見金先生，其店名曰「가나」，生意甚好，人皆稱之，今又設分店於仁川，"
    "余甚喜之，特書此以告諸友，望諸友皆安好。\n",
}


@pytest.mark.parametrize(
    ("default", "told"),
    [
        (
            "en",
            {
                "he": "und-Hebr",
                "zh": "und-Hani",
                "ja": "und-Jpan",
                "ko": "und-Kore",
                "ru": "und-Cyrl",
                "bn": "und-Beng",
            },
        ),
        ("zh-Hant", {"he": "und-Hebr", "zh": "zh-Hant", "ja": "und-Jpan", "fr": "", "none": "zh-Hant"}),
        ("ja", {"ja": "ja", "law": "ja", "zh": "und-Hani", "ko": "und-Kore", "fr": ""}),
        ("ko", {"mixed": "ko", "named": "und-Hani", "zh": "und-Hani", "ja": "und-Jpan"}),
        ("zh", {"mixed": "und-Kore", "named": "zh", "law": "und-Jpan"}),
        ("sr-Latn", {"fr": "sr-Latn", "ru": "und-Cyrl"}),
        ("", {"he": "und-Hebr", "fr": "", "none": ""}),
    ],
)
def test_a_default_is_the_language_of_no_text_in_another_script(default: str, told: dict[str, str]) -> None:
    seeds = {f"{id}.txt": TEXTS[id] for id in told} | ({"archive.yml": f"language: {default}\n"} if default else {})
    assert {document.id: lang_of(document) for document in archive_of(seeds).documents} == told


def test_pages_and_exports_say_no_language_that_a_script_rules_out_but_what_a_sidecar_says() -> None:
    seeds = {"he.txt": TEXTS["he"], "own.txt": TEXTS["ru"], "fr.txt": TEXTS["fr"], "archive.yml": "language: en\n"}
    archive = archive_of(seeds | {"own.yml": "facts: {language: {value: en, editor: in Russian letters}}\n"})
    found = {page.address: page for page in made(pages(Context(archive)))}
    told = {}
    for document in archive.documents:
        page = found[f"documents/{document.id}/"]
        text = LexborHTMLParser(str(page.content)).css_first("[data-source-text]")
        cited = entry_of(archive, document), document
        (csl,) = json.loads(cite_json(*cited))
        in_ris = b"LA  - " in cite_ris(*cited)
        told[document.id] = (text and text.attributes["lang"], csl.get("language"), in_ris, '"inLanguage"' in page.head)
    assert told == {
        "fr": ("en", "en", True, True),
        "he": ("und-Hebr", None, False, False),
        "own": ("en", "en", True, True),
    }
    assert [document.id for value in Facets(archive).values["language"] for document in value.documents] == [
        "fr",
        "own",
    ]
    assert "English" in found["documents/he/"].content, "its record says what the archive’s default is"
