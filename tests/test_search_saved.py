"""What is saved of a search: of every text found, how often it has what was looked for. In Node.js."""

from pathlib import Path

import pytest
from sourcebook.model import About, Archive, Basis, Document, Fact, Source
from sourcebook.search import lists, write_search
from sourcebook.text.paragraphs import split_paragraphs

from tests.tools.scripts import index_of, run

TEXTS = {
    "phrase": "The harbour repairs were harbour repairs.",
    "apart": "The repairs of the harbour, the harbour.",
    "forms": "Harbours and a repair.",
    "frequent": "The the the.",
}
SAVED: dict[str, dict[str, int | None]] = {
    "harbour repairs": {"phrase": 2, "apart": 3, "forms": 2},
    '"harbour repairs" OR "repair"': {"phrase": 2, "forms": 1},
    "harb*": {"phrase": 2, "apart": 2, "forms": 1},
    '"the"': {"phrase": None, "apart": None, "frequent": None},
    '"the" OR "repair"': {"phrase": None, "apart": None, "frequent": None, "forms": 1},
}
"""Phrases are counted, else words as typed, else other forms; a frequent word's places nobody has."""
SAVE = """return (async () => {
  let saved
  URL.createObjectURL = blob => (saved = blob)
  location.href = "http://x.invalid/search/"
  document.createElement = () => ({ append() {}, setAttribute() {}, click() {} })
  const search = await sourcebook["search/results"].open()
  const told = []
  for (const query of given) {
    const answer = await search.ask(query)
    const found = { search, answer, order: answer.levels.flat() }
    await sourcebook["search/download"].download(found, query, "json")
    const { texts } = JSON.parse(await saved.text())
    await sourcebook["search/download"].download(found, query, "csv")
    const [, ...lines] = (await saved.text()).trim().split("\\r\\n").map(line => line.split(","))
    if (lines.some((cells, at) => cells[6] !== String(texts[at].hits ?? ""))) throw new Error("CSV has other numbers")
    told.push(Object.fromEntries(texts.map(({ id, hits }) => [id, hits])))
  }
  return told
})()"""


def test_every_text_says_how_often_it_has_what_was_looked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lists, "FREQUENT", 6)
    title = {"title": (Fact("title", "Untitled", Basis.EDITOR),)}
    documents = tuple(
        Document(Source(id, f"{id}.txt", f"{id}.txt", text, split_paragraphs(text)), title)
        for id, text in TEXTS.items()
    )
    write_search(Archive(About(), documents), tmp_path)
    answers = run([index_of(tmp_path), "search/results", "search/download"], SAVE, list(SAVED))
    assert isinstance(answers, list)
    assert dict(zip(SAVED, answers, strict=True)) == SAVED
