"""Archives for the tests of pages about links: a letter, two reports of it, and a text that has nothing of it."""

import tempfile
from pathlib import Path

from sourcebook import pipeline
from sourcebook.model import Archive

LETTER = """To the council

5 March 1921

The bridge over the river has been closed for eleven weeks, and no engineer has come to look at it. We ask the council
to send one before the summer floods arrive.

The ferry carries forty people at a time across the current on calm days, and nobody at all in a storm.

Anna Weber
"""
GAZETTE = """Bridge still closed

In a letter to the council Anna Weber wrote: "The bridge over the river has been closed for eleven long weeks, and no
engineer has come to look at it."

She added that "the ferry carries forty people at a time across the current on calm days, and nobody at all in a storm."
"""
HERALD = """No engineer in sight

Readers may know the letter. "We hear that the bridge over the river has been closed for eleven weeks, and no engineer
has come to look at it," it says.

A man called it "a disgrace to every honest taxpayer".
"""
COOKBOOK = """Soup

Peel the potatoes and boil them gently with leeks until they are soft.
"""
SIDECAR = """facts:
  kind: {value: letter, editor: "as it stands"}
  title: {value: "Letter to the council", editor: "it bears none"}
  author: {value: "Weber, Anna", stated: "Anna Weber"}
  date: {value: 1921-03-05, stated: "5 March 1921"}
"""
PUBLISHED = """facts:
  kind: {value: news report, editor: "as it stands"}
  publisher: {value: Gazette, type: organisation, editor: "as its head says"}
"""
GUIDE = """# What these texts are

Anna Weber [wrote a letter](doc:letter). It says that [the ferry](doc:letter#p4) carries forty people. Nothing else.

`[no link](doc:nowhere#p1)` stands in code.
"""
SEEDS = {
    "letter.txt": LETTER,
    "letter.yml": SIDECAR,
    "gazette.txt": GAZETTE,
    "gazette.yml": PUBLISHED,
    "herald.txt": HERALD,
    "cookbook.txt": COOKBOOK,
    "guide/what.md": GUIDE,
}


def archive_of(seeds: dict[str, str]) -> Archive:
    """Read an archive from its files by name."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in seeds.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content.encode())
        return pipeline.read_archive(Path(folder), "seeds")[0]
