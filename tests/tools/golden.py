"""Writes what the cases of citing, describing and linking expect: `make golden`; `git diff` shows what to judge."""

from collections.abc import Iterator
from pathlib import Path

from tests import cite_cases, link_cases, test_describe_golden, test_link_cases


def golden() -> Iterator[tuple[Path, str]]:
    """Yield each file that a golden case expects, with what the code now makes of the case."""
    for name, citations in cite_cases.citations().items():
        yield cite_cases.FOLDER / name / "citations.txt", cite_cases.as_read(citations)
    for name in test_describe_golden.NAMES:
        case = test_describe_golden.CASES / name
        yield from ((case / file, text) for file, text in test_describe_golden.found_in(case).items())
    for folder in test_link_cases.FOLDERS:
        yield folder / "links.txt", link_cases.in_words(test_link_cases.links_of(folder))


def write() -> None:
    """Write the files that are not as the code has them, and tell which."""
    for path, text in golden():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


if __name__ == "__main__":
    write()
