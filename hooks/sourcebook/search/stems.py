"""Which words belong together: Snowball's rules for stems, at the build and, in JavaScript, in the reader's browser.

The browser needs them for a word that no text has: only what is in the archive is in its vocabulary.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from importlib.metadata import distribution
from pathlib import Path

import Stemmer
from babel import Locale

_CARRIER = "Sphinx"
"""The package that carries what Snowball makes in JavaScript; nothing else of it is used."""
_SCRIPTS = "sphinx/search/minified-js"
_BASE = "base-stemmer.js"


def stemmer(language: str) -> Callable[[str], str]:
    """Return what takes a word of a language to its stem; the word itself where nobody has written such rules.

    Args:
        language: BCP 47, or nothing.
    """
    try:
        stem: Callable[[str], str] = Stemmer.Stemmer(_primary(language)).stemWord
    except KeyError:
        return str
    return stem


def write_stemmers(languages: Iterable[str], target: Path) -> dict[str, str]:
    """Copy the scripts with the rules of some languages into a folder.

    Args:
        languages: BCP 47, or nothing.
        target: the folder, made if there is a script to put into it.

    Returns:
        For each language that has rules the name that its script and its class go by, as in `german-stemmer.js`.
    """
    folder = Path(str(distribution(_CARRIER).locate_file(_SCRIPTS)))
    found = {}
    for language in sorted(set(languages)):
        name = str(Locale("en").languages.get(_primary(language), "")).lower()
        script = folder / f"{name}-stemmer.js"
        if name and script.is_file():
            target.mkdir(parents=True, exist_ok=True)
            for path in (folder / _BASE, script):
                shutil.copyfile(path, target / path.name)
            found[language] = name
    return found


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
