"""What the tests of the link engine share: documents made of a few words, and links told in plain words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sourcebook.link.engine import Linked, link_archive
from sourcebook.model import Basis, Difference, Document, Fact, Link, LinkEnd, LinkSettings, Role, Source
from sourcebook.problems import Findings
from sourcebook.text.paragraphs import split_paragraphs

CASES = Path(__file__).parent / "golden" / "link"
_SAYS = {
    "insert": "adds “{1}”",
    "delete": "leaves out “{0}”",
    "replace": "“{0}” becomes “{1}”",
    "spacing": "“{0}” is written “{1}”",
    "moved-into-marks": "has “{1}” inside its marks, which the source has not",
}


def document(id: str, text: str, **facts: str | Fact) -> Document:
    """Return a document of `text`; each fact given as words is one that the text states."""
    found = {name: (value if isinstance(value, Fact) else _stated(name, value, text),) for name, value in facts.items()}
    source = Source(id, f"{id}.txt", f"seeds/{id}.txt", text, split_paragraphs(text))
    return Document(source, found)


def _stated(name: str, value: str, text: str) -> Fact:
    """Return a stated fact, with its place if the text has the words (of a person, the family name)."""
    value, _, office = value.partition(" | ")
    start = text.find(value.split(",")[0])
    return Fact(
        name,
        value,
        Basis.STATED,
        start=start,
        end=start + len(value.split(",")[0]) if start >= 0 else -1,
        office=office,
    )


def found(documents: Sequence[Document], settings: LinkSettings | None = None) -> Linked:
    """Return what the engine finds between documents; the settings must have no fault."""
    findings = Findings()
    result = link_archive(documents, settings or LinkSettings(), findings)
    findings.raise_if_any()
    return result


def linked(documents: Sequence[Document], settings: LinkSettings | None = None) -> tuple[Link, ...]:
    """Return the links between documents; the settings must have no fault."""
    return found(documents, settings).links


def read_case(folder: Path) -> list[Document]:
    """Read a golden case: its texts, and `facts.txt` with a line for each fact, `text: field: value`."""
    facts: dict[str, dict[str, str]] = {}
    roles: dict[str, list[tuple[str, str]]] = {}
    file = folder / "facts.txt"
    for line in file.read_text().splitlines() if file.exists() else ():
        name, field, value = (part.strip() for part in line.split(":", 2))
        if field.startswith("role "):
            roles.setdefault(name, []).append((field.removeprefix("role "), value))
        else:
            facts.setdefault(name, {})[field] = value
    documents = []
    for path in sorted(folder.glob("*.txt")):
        if path.name in ("facts.txt", "links.txt"):
            continue
        text = path.read_bytes().decode()
        made = document(path.stem, text, **facts.get(path.stem, {}))
        documents.append(Document(made.source, made.facts, tuple(_roles(text, roles.get(path.stem, ())))))
    return documents


def _roles(text: str, roles: Iterable[tuple[str, str]]) -> Iterator[Role]:
    for role, words in roles:
        match = re.search(r"\s+".join(map(re.escape, words.split())), text)
        assert match, words
        yield Role(role, *match.span())


def in_words(links: Iterable[Link]) -> str:
    """Tell links in plain words: what the golden cases hold."""
    return "\n".join(_in_words(link) for link in links) or "No links.\n"


def _in_words(link: Link) -> str:
    verbs = {
        "quotation": "is quoted in",
        "reuse": "has words used without quotation marks in",
        "shared-passage": "shares a passage with",
        "reference": "is mentioned in",
    }
    lines = [f"{_place(link.source)} {verbs[link.kind]} {_place(link.target)} ({link.rule})"]
    if link.kind != "reference":
        lines[0] += f": {link.words.matched} of {link.words.source} words the same"
    source, target = (" ".join(end.exact.split()) for end in (link.source, link.target))
    lines.append(f"    {source}")
    if target != source:
        lines.append(f"    {target}")
    lines += [f"    - {_difference(difference)}" for difference in link.differences]
    return "\n".join(lines) + "\n"


def _place(end: LinkEnd) -> str:
    return f"{end.document} {'–'.join((end.paragraphs[0], end.paragraphs[-1])[: len(end.paragraphs)])}"


def _difference(difference: Difference) -> str:
    words = [" ".join(extent.text.split()) for extent in (difference.source, difference.target)]
    return _SAYS[difference.type].format(*words)
