"""export/record.py: record.json as CONTRIBUTING.md promises it, and every offset in it cuts the text it speaks of."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.tools.building import FIVE, Built
from tests.tools.texts import paragraphs_of

SEEDS = sorted((FIVE).glob("*.txt"))
PROMISED = ["id", "url", "version", "status", "facts", "text", "paragraphs", "roles", "names", "links"]


def record(site: Path, id: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "documents" / id / "record.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("seed", SEEDS, ids=[seed.stem for seed in SEEDS])
class TestRecord:
    def test_it_holds_what_is_promised_and_measures_the_text(self, seed: Path, site: Path) -> None:
        id = seed.stem[-16:]
        found, raw = record(site, id), seed.read_bytes()
        assert list(found) == PROMISED
        assert (found["id"], found["version"], found["status"]) == (id, 1, "published")
        assert found["url"] == f"documents/{id}/"
        assert found["text"] == {
            "sha256": hashlib.sha256(raw).hexdigest(),
            "bytes": len(raw),
            "characters": len(raw.decode("utf-8")),
            "words": len(raw.decode("utf-8").split()),
        }

    def test_the_offsets_of_the_paragraphs_cut_them_out_of_the_seed(self, seed: Path, site: Path) -> None:
        text = seed.read_bytes().decode("utf-8")
        paragraphs = record(site, seed.stem[-16:])["paragraphs"]
        assert [text[p["start"] : p["end"]] for p in paragraphs] == paragraphs_of(seed.read_bytes())
        assert [p["id"] for p in paragraphs] == [f"p{n}" for n in range(1, len(paragraphs) + 1)]

    def test_the_offsets_of_facts_cut_out_the_words_they_rest_on(self, seed: Path, site: Path) -> None:
        text = seed.read_bytes().decode("utf-8")
        found = record(site, seed.stem[-16:])
        spans = {p["id"]: (p["start"], p["end"]) for p in found["paragraphs"]}
        facts = [fact for several in found["facts"].values() for fact in several]
        assert facts
        for fact in facts:
            assert fact["value"]
            assert fact["basis"] in {"stated", "derived", "inferred", "external", "editor"}
            assert ("quote" in fact) == ("start" in fact) == ("end" in fact)
            if "quote" in fact:
                assert text[fact["start"] : fact["end"]] == fact["quote"]
                start, end = spans[fact["paragraph"]]
                assert start <= fact["start"] < end
            assert fact["basis"] != "stated" or "quote" in fact

    def test_roles_lie_within_the_text(self, seed: Path, site: Path) -> None:
        found = record(site, seed.stem[-16:])
        assert all(0 <= role["start"] < role["end"] <= found["text"]["characters"] for role in found["roles"])


ODD = "\ufeffTitle 🙂\r\nstill\r\n\r\n  nai\u0308ve\u00a0words\t\r\n \t\r\nlast"


@pytest.fixture(scope="module")
def odd(build: Callable[..., Built]) -> Built:
    built = build({"odd.txt": ODD.encode(), "plain.txt": b"Plain\n"}, SITE_URL="https://example.org/a")
    assert built.code == 0, built.output
    return built


def test_offsets_count_code_points_of_the_seed_with_nothing_changed(odd: Built) -> None:
    found = record(odd.site, "odd")
    cut = [ODD[p["start"] : p["end"]] for p in found["paragraphs"]]
    assert cut == ["Title 🙂\r\nstill", "  nai\u0308ve\u00a0words\t", "last"]
    assert (found["text"]["characters"], found["text"]["bytes"]) == (len(ODD), len(ODD.encode()))
    assert found["text"]["words"] == len(ODD.split())


def test_the_url_is_the_hosted_one_where_the_site_knows_it(odd: Built) -> None:
    assert record(odd.site, "odd")["url"] == "https://example.org/a/documents/odd/"


def test_without_a_sidecar_only_the_title_is_known(odd: Built) -> None:
    facts = record(odd.site, "plain")["facts"]
    assert [fact["value"] for fact in facts.pop("title")] == ["Plain"]
    assert facts == {}


def test_source_txt_is_the_seeds_bytes(odd: Built, site: Path) -> None:
    assert (odd.site / "documents" / "odd" / "source.txt").read_bytes() == ODD.encode()
    for seed in SEEDS:
        assert (site / "documents" / seed.stem[-16:] / "source.txt").read_bytes() == seed.read_bytes()
