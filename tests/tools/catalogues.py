"""The catalogues of words: what the code says is looked up in it, and each catalogue is brought into step with that.

`make words` does it; `python -m tests.tools.catalogues LANGUAGE` begins a new one.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po
from sourcebook.page_language import CATALOGUES, FILE, catalogues

HOOKS, SETTINGS = (Path(__file__).parents[2] / name for name in ("hooks", "mkdocs.yml"))
METHODS = [("sourcebook/**.py", "python"), ("**/javascripts/**.js", "javascript"), ("**.html", "jinja2")]
OPTIONS = {
    "**.html": {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true"},
    "**/javascripts/**.js": {"parse_template_string": "true"},
}
KEYWORDS = DEFAULT_KEYWORDS | {"marked": None, "parts": None}
_PASSING = re.compile(r'^"(?:Report|POT|PO-Revision|Last-Translator|Language-Team|Generated)[\w-]*:.*\n', re.MULTILINE)
"""Lines of a head that say when and by whom: the history of the repository does."""


def titles(nav: Any) -> Iterator[str]:
    """Yield what the settings call pages: it is put into the language of the pages."""
    for entry in nav if isinstance(nav, list) else ():
        for title, below in entry.items() if isinstance(entry, dict) else ():
            yield title
            yield from titles(below)


def extracted() -> Catalog:
    """Return every message of the settings and the code, with the files that say it."""
    catalog = Catalog(fuzzy=False)
    for title in titles(yaml.safe_load(SETTINGS.read_text(encoding="utf-8"))["nav"]):
        catalog.add(title, locations=[(SETTINGS.name, 1)])
    for file, _, message, comments, context in extract_from_dir(
        str(HOOKS), METHODS, OPTIONS, KEYWORDS, comment_tags=("For translators:",), strip_comment_tags=True
    ):
        catalog.add(message, locations=[(file, 1)], auto_comments=comments, context=context)
    return catalog


def in_step(catalog: Catalog, messages: Catalog) -> str:
    """Return a catalogue as its file should be: with all messages of the code, and no others."""
    catalog.update(messages, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    for message in catalog:
        message.flags.discard("fuzzy")  # Babel says so of plurals of more than two forms, and then leaves them out
    catalog.project, catalog.version = "Sourcebook", ""
    catalog.header_comment = f"# Words of Sourcebook's pages: {catalog.locale and catalog.locale.english_name}."
    written = io.BytesIO()
    write_po(written, catalog, width=120, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    return _PASSING.sub("", written.getvalue().decode())


def main(languages: list[str]) -> None:
    """Write the catalogues of some languages, or of all that there are."""
    messages = extracted()
    for tag in languages or catalogues():
        path = CATALOGUES / tag / FILE
        catalog = Catalog(locale=tag.replace("-", "_"))
        if path.exists():
            with path.open("rb") as file:
                catalog = read_po(file, locale=tag.replace("-", "_"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(in_step(catalog, messages), encoding="utf-8")
        missing = sum(not message.string or not all(message.string) for message in catalog if message.id)
        print(f"{tag}: {len(catalog)} messages, {missing} of them without words of its own")


if __name__ == "__main__":
    main(sys.argv[1:])
