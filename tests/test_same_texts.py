"""derive/same.py: a text that is here twice is said to be, by the build and on both pages."""

from pathlib import Path

from sourcebook.model.asked import made
from sourcebook.pipeline import pages, read_archive
from sourcebook.render.base.context import Context

LETTER = "The harbour has no pilot.\n\nWe must act before the winter.\n"


def read(folder: Path, **texts: str) -> tuple[dict[str, str], list[str]]:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    archive, _ = read_archive(folder, "seeds")
    shown = {page.address: str(page.content) for page in made(pages(Context(archive)))}
    return shown, [str(note) for note in archive.notes if "the same text" in note.what]


def test_the_same_bytes_and_the_same_text_but_for_spaces(tmp_path: Path) -> None:
    spaced = "\ufeff" + LETTER.replace(" has", "  has").replace("\n", "\r\n").replace("winter.", "win\u00a0ter.")
    shown, notes = read(tmp_path, a=LETTER, b=LETTER, c=spaced, d=LETTER + "P.S.")
    assert notes == [
        "seeds/b.txt: the same text as seeds/a.txt. Keep both if both are meant to be here, or remove one.",
        "seeds/c.txt: the same text as seeds/a.txt, but for white space. "
        "Keep both if both are meant to be here, or remove one.",
    ]
    for one, others in (("a", "bc"), ("b", "ac"), ("c", "ab")):
        page = shown[f"documents/{one}/"]
        assert "The same text as" in page
        copies = page[page.index("The same text as") :].partition("</dd>")[0]
        assert [f'href="../{other}/"' in copies for other in others] == [True, True]
    assert "The same text as" not in shown["documents/d/"]


def test_the_same_text_but_for_what_nobody_sees(tmp_path: Path) -> None:
    composed = "Le café du port n’a pas de pilote.\n"
    decomposed = composed.replace("é", "e\u0301").replace("pilote", "pi\u00adlo\u200bte")
    decomposed = f"\u200e{decomposed}".replace("port", "\u2066port\u2069")
    shown, notes = read(tmp_path, a=composed, b=decomposed, c=composed.replace("é", "e"))
    assert [note.partition(". ")[0] for note in notes] == [
        "seeds/b.txt: the same text as seeds/a.txt, but for characters that can't be seen, or look alike"
    ]
    assert ["The same text as" in shown[f"documents/{name}/"] for name in "abc"] == [True, True, False]
