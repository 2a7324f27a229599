"""The folder in which an archive is built, by the names of what is in it, and where what any archive uses lies."""

from collections.abc import Iterable
from pathlib import Path

SETTINGS = "mkdocs.yml"
SEEDS = "seeds"
SEEDS_VARIABLE = "ARCHIVE_SEEDS"
"""Of the environment: names another folder of texts."""
CACHE = ".cache"
"""What takes long is kept here, beside the settings; it can be removed at any time."""


def project_among(folders: Iterable[Path]) -> Path | None:
    """Return the first of some folders that holds settings; None if none does."""
    return next((folder for folder in folders if (folder / SETTINGS).is_file()), None)


OURS = next(folder for folder in Path(__file__).resolve().parents if (folder / SETTINGS).is_file())
"""Where our own settings, our theme and the pages that any archive has lie: a clone, or the package as installed."""
OUR_PAGES = OURS / "docs"
OUR_THEME = OURS / "hooks" / "theme"


def is_our_page(path: Path) -> bool:
    """Say whether a file is one of the pages that any archive has."""
    return path.resolve().is_relative_to(OUR_PAGES)
