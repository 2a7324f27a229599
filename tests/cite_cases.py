"""The golden cases of citing: a folder a case, with a text, its sidecar, and the citations to be printed."""

from functools import cache
from pathlib import Path

from sourcebook.cite.citing import cite_entries
from sourcebook.describe import describe_source
from sourcebook.model import About, Archive, Citation, Document, Sidecar, Source
from sourcebook.problems import Findings
from sourcebook.text.paragraphs import split_paragraphs
from sourcebook.vocabulary.citable import entry_of

FOLDER = Path(__file__).parent / "golden/cite"
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
ADDRESS = "https://archive.example/"
ABOUT = About(title="The Example Archive")


@cache
def document(name: str) -> Document:
    """Return the document of a case; the case's name is its id."""
    raw = (FOLDER / name / "text.txt").read_bytes()
    source = Source(name, "text.txt", f"{name}/text.txt", raw.decode(), split_paragraphs(raw.decode()))
    sidecar = Sidecar(f"{name}/text.yml", (FOLDER / name / "text.yml").read_bytes())
    findings = Findings()
    described = describe_source(source, sidecar if sidecar.raw.strip() else None, ABOUT, findings, {source.id})
    findings.raise_if_any()
    assert described
    return described


@cache
def archive(site_url: str = ADDRESS) -> Archive:
    """Return an archive of all cases."""
    return Archive(ABOUT, tuple(map(document, NAMES)), site_url)


@cache
def citations(site_url: str = ADDRESS) -> dict[str, tuple[Citation, ...]]:
    """Return the citations of all cases by name."""
    whole = archive(site_url)
    return dict(cite_entries([entry_of(whole, found) for found in whole.documents]))


def as_read(of: tuple[Citation, ...]) -> str:
    """Return citations as a golden file has them: *italics*, and the place of a paragraph's number as ¶."""
    lines = []
    for citation in of:
        lines.append(f"{citation.label}:\n    {_marked(citation.runs)}")
        if citation.pinpoint:
            lines.append(
                f"{citation.label}, citing a paragraph:\n    {_marked(citation.pinpoint, citation.paragraph[0])}"
            )
    return "\n".join(lines) + "\n"


def _marked(runs: tuple, word: str = "") -> str:  # type: ignore[type-arg]
    return "".join(f"{word} 12" if run.is_locator else f"*{run.text}*" if run.is_italic else run.text for run in runs)
