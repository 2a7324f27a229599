"""publish/reuse.py: whatever changes, and whatever becomes of the cache, a site is what it would be without one."""

import os
import random
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextvars import copy_context
from pathlib import Path
from unittest.mock import patch

import pytest
from jinja2 import Environment
from sourcebook import addresses, halves, pipeline, remembered
from sourcebook.check.links import Links
from sourcebook.problems import ArchiveError
from sourcebook.publish import reuse
from sourcebook.publish.staging import Staging
from sourcebook.render.base.environment import keep_compiled
from sourcebook.render.base.shell import SLOTS, Shell

from tests.tools.building import REPOSITORY, Project, tree

QUOTED = "the northern breakwater will crumble before the second winter is over, whatever the harbour board may say"
SEEDS = {
    "letter.txt": f"Dear Sir,\n\nI wrote that {QUOTED}.\n\nAnna Weber\n",
    "letter.yml": "facts:\n  author: {value: 'Weber, Anna', editor: x}\n  date: {value: 1921-03-05, editor: x}",
    "report.txt": f"Harbour news\n\nMs Weber said “{QUOTED}”.\n\nFollow us\n",
    "report.yml": "facts:\n  publisher: {value: Gazette, editor: on the sheet, type: organisation}\n",
    "minutes.txt": "Minutes\n\nThe board met, and Anna Weber was heard.\n",
    "other.txt": "A menu\n\nSoup, fish, a pudding.\n",
    "secret.txt": "Kept\n\nThis may be read later.\n",
    "secret.yml": "publish: {status: embargoed, until: 1970-02-01, reason: asked}\n",
    "names.yml": "names:\n  - {id: weber, type: person, label: 'Weber, Anna', aliases: [Anna Weber]}\n",
    "guide/about.md": "# What this is\n\nOf [the letter](doc:letter#p2) more is known.\n",
    "archive.yml": "title: Harbour papers\nstyles: [apa]\n",
}
VETO = f'vetoes:\n  - {{documents: [letter, report], words: "{QUOTED}"}}\n'
SHELLS = {
    (section, depth): Shell("".join(f"%%sourcebook:{slot}%%\n" for slot in SLOTS) + f"{section} {depth}")
    for section in ("documents/", "passages/", "names/", "timeline/", "by/")
    for depth in range(1, 6)
}


class Builds:
    """Builds of an archive with one cache, each in the place of the last, as a new program would make them."""

    def __init__(self, folder: Path) -> None:
        self.seeds, self.cache, self.site = folder / "seeds", folder / "cache", folder / "site"
        self.environment = {"SITE_URL": ""}
        self.made = 0
        """How many parts the last build had to make."""
        self.remembered: dict[str, int] = {}
        """How much is remembered of the last build, by table."""

    def write(self, name: str, text: str) -> None:
        (self.seeds / name).parent.mkdir(parents=True, exist_ok=True)
        (self.seeds / name).write_text(text, encoding="utf-8")

    def built(self, cache: Path | None, shells: Mapping[tuple[str, int], Shell] = SHELLS) -> dict[str, bytes]:
        """Build beside the site, take its place, and return its files."""
        copy_context().run(self._build, cache, shells)
        return tree(self.site)

    def _build(self, cache: Path | None, shells: Mapping[tuple[str, int], Shell]) -> None:
        remembered.begin(again=False)
        beside = self.site.with_name("beside")
        beside.mkdir()
        archive, _ = pipeline.read_archive(self.seeds, "seeds", self.environment["SITE_URL"], cache)
        parts = pipeline.publish_archive(pipeline.context_of(archive, cache), shells, reuse.Place(beside, cache))
        shutil.rmtree(self.site, ignore_errors=True)
        beside.rename(self.site)
        parts.keep(self.site, stays=True)
        self.made = parts.made

    def cold(self) -> dict[str, bytes]:
        """Build elsewhere, without a cache, and in two processes, as a large archive is built."""
        site, self.site = self.site, self.site.with_name("cold")
        try:
            with patch.object(halves, "FEW", 0):
                return self.built(None)
        finally:
            self.site = site

    def previewed(self) -> dict[str, bytes]:
        """Build as the preview does again and again, in the place of the last site, and return its files.

        After the first time the pages of texts come first, and what no reader waits for follows.
        """
        memory = remembered.begin(again=True)
        changes = reuse.changes_in_place(self.cache, self.site)
        archive, _ = pipeline.read_archive(self.seeds, "seeds", self.environment["SITE_URL"], self.cache)
        context = pipeline.context_of(archive, self.cache)
        self.made = 0
        for is_soon in (True, False)[not changes :]:
            place = Staging(self.site, changes=changes)
            try:
                parts = pipeline.publish_archive(
                    context, SHELLS, reuse.Place(place.folder, self.cache, self.site), texts_alone=is_soon
                )
                place.take_place(None if is_soon else parts.left)
            finally:
                place.discard()
            parts.keep(self.site, stays=False, is_part=is_soon)
            self.made += parts.made
        memory.went_well()
        self.remembered = {name: len(table) + len(table.before) for name, table in memory.last.items()}
        return tree(self.site)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builds]:
    """An archive that was built once."""
    with pytest.MonkeyPatch.context() as monkey:
        monkey.setenv("SOURCE_DATE_EPOCH", "0")
        monkey.setattr(Links, "check", lambda *_: None)  # there is no page of MkDocs' here to lead to
        builds = Builds(tmp_path_factory.mktemp("first") / "archive")
        for name, text in SEEDS.items():
            builds.write(name, text)
        builds.built(builds.cache)
        yield builds


@pytest.fixture
def builds(first: Builds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Builds:
    """An archive of the test's own, as it was left by its first build."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    shutil.copytree(first.seeds.parent, tmp_path / "archive")
    return Builds(tmp_path / "archive")


CHANGES: dict[str, Callable[[Builds], object]] = {
    "a text": lambda b: b.write("letter.txt", SEEDS["letter.txt"].replace("wrote", "said")),
    "a text that nothing leads to": lambda b: b.write("other.txt", "A menu\n\nSoup, and no fish.\n"),
    "a text more": lambda b: b.write("new.txt", f"New\n\nSomebody knew that {QUOTED}.\n"),
    "a text less": lambda b: [(b.seeds / f"report.{ending}").unlink() for ending in ("txt", "yml")],
    "a text under another name": lambda b: (b.seeds / "other.txt").rename(b.seeds / "another.txt"),
    "a correction": lambda b: b.write("other.v2.txt", "A menu\n\nSoup, fish, and two puddings.\n"),
    "a date": lambda b: b.write("report.yml", "facts:\n  date: {value: 1921-03-07, editor: on the sheet}\n"),
    "a title": lambda b: b.write("report.yml", SEEDS["report.yml"] + "  title: {value: News, editor: it has none}\n"),
    "a kind": lambda b: b.write("other.yml", "facts:\n  kind: {value: letter, editor: x}\n"),
    "a language": lambda b: b.write("other.yml", "facts:\n  language: {value: de, editor: x}\n"),
    "a role": lambda b: b.write("report.yml", "roles:\n  - {role: furniture, text: Follow us}\n"),
    "a name": lambda b: b.write("names.yml", SEEDS["names.yml"].replace("[Anna Weber]", "[Anna Weber, Ms Weber]")),
    "a name less": lambda b: b.write("names.yml", "names: []\n"),
    "a veto": lambda b: b.write("links.yml", VETO),
    "a guide page": lambda b: b.write("guide/about.md", "# What that is\n\n[The menu](doc:other#p2) is short.\n"),
    "the archive's title": lambda b: b.write("archive.yml", "title: Harbour letters\nstyles: [apa]\n"),
    "a status": lambda b: b.write("letter.yml", "publish: {status: excerpt-only, reason: asked}\n"),
    "the day, where nothing is recorded": lambda b: os.environ.update(SOURCE_DATE_EPOCH=str(86400)),
    "the day of an embargo": lambda b: os.environ.update(SOURCE_DATE_EPOCH=str(40 * 86400)),
    "the environment": lambda b: b.environment.update(SITE_URL="https://harbour.example/"),
}


@pytest.fixture(scope="module")
def row(first: Builds, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Builds, Builds]]:
    """Builds of the same texts, one change after another: by a new program each, and by one that previews."""
    anew = Builds(Path(shutil.copytree(first.seeds.parent, tmp_path_factory.mktemp("row") / "archive")))
    preview = Builds(anew.seeds.parent / "preview")
    preview.seeds, preview.environment = anew.seeds, anew.environment
    preview.cache.mkdir(parents=True)
    preview.previewed()
    yield anew, preview
    remembered.begin(again=False)


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_a_site_is_as_it_would_be_without_a_cache(
    change: str, first: Builds, row: tuple[Builds, Builds], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    anew, preview = row
    shutil.rmtree(anew.seeds)
    shutil.copytree(first.seeds, anew.seeds)
    anew.environment["SITE_URL"] = ""
    CHANGES[change](anew)
    last = tree(preview.site)
    changed, shown = anew.built(anew.cache), preview.previewed()
    made = anew.made, preview.made
    assert shown == changed == anew.cold() != last
    assert all((parts < anew.made) is (change != "the environment") for parts in made)


def test_a_build_that_fails_under_the_preview_harms_neither_the_pages_nor_what_is_remembered(builds: Builds) -> None:
    shutil.rmtree(builds.site)
    first = builds.previewed()
    builds.write("letter.yml", "facts:\n  title: {value: Nobody said so}\n")
    for _ in range(2):
        with pytest.raises(ArchiveError):
            builds.previewed()
        assert tree(builds.site) == first
    builds.write("letter.yml", SEEDS["letter.yml"])
    assert builds.previewed() == first
    assert builds.made == 0


def test_what_becomes_of_the_site_that_the_preview_shows_is_mended(builds: Builds) -> None:
    shutil.rmtree(builds.site)
    first = builds.previewed()
    pages = [builds.site / addresses.file_of(addresses.document(id)) for id in ("letter", "report", "minutes")]
    for page in pages:
        page.unlink()
    pages[0].write_text("Something else", encoding="utf-8")
    pages[1].symlink_to(pages[0])
    (builds.site / "more").mkdir()
    (builds.site / "more/page.html").write_text("More", encoding="utf-8")
    assert builds.previewed() == first


def test_no_more_is_remembered_than_one_build_makes(builds: Builds) -> None:
    shutil.rmtree(builds.site)
    sizes = []
    for text in ("once", "twice", "once", "twice"):
        builds.write("other.txt", f"A menu\n\nSoup, {text}.\n")
        builds.previewed()
        sizes.append(builds.remembered)
    assert sizes[1] == sizes[2] == sizes[3]  # the first has also what was kept on the disk


def test_after_a_change_and_back_a_site_is_the_same_again(first: Builds, builds: Builds) -> None:
    builds.write("letter.txt", "Dear Sir,\n\nI wrote nothing.\n\nAnna Weber\n")
    assert builds.built(builds.cache) != tree(first.site)
    builds.write("letter.txt", SEEDS["letter.txt"])
    assert builds.built(builds.cache) == tree(first.site)
    assert builds.built(builds.cache) == tree(first.site)
    assert builds.made == 0


def test_another_frame_of_the_theme_makes_every_page_again(builds: Builds) -> None:
    builds.built(builds.cache)
    shells = {place: Shell(f"{shell.html}.") for place, shell in SHELLS.items()}
    changed = builds.built(builds.cache, shells)
    assert all(content.endswith(b".") for name, content in changed.items() if name.endswith(".html"))


def _cut(content: bytes, at: random.Random) -> bytes:
    return content[: at.randrange(len(content))]


def _other_bit(content: bytes, at: random.Random) -> bytes:
    place = at.randrange(len(content))
    return content[:place] + bytes([content[place] ^ 1 << at.randrange(8)]) + content[place + 1 :]


def _other_digit(content: bytes, at: random.Random) -> bytes:
    place = at.choice([n for n, byte in enumerate(content) if chr(byte).isdigit()] or [0])
    return content[:place] + str((content[place] - 47) % 10).encode() + content[place + 1 :]


def _halves_exchanged(content: bytes, at: random.Random) -> bytes:
    place = at.randrange(len(content))
    return content[place:] + content[:place]


DAMAGE: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "cut": _cut,
    "a bit": _other_bit,
    "a digit": _other_digit,
    "halves exchanged": _halves_exchanged,
    "nothing": lambda content, at: b"",
    "zeros": lambda content, at: bytes(len(content)),
    "twice": lambda content, at: content * 2,
    "another value": lambda content, at: at.choice([b"[]", b"{}", b"null", b"[" * 99_999, b'{"site": 1}']),
    "noise": lambda content, at: at.randbytes(1000),
}


def _damaged(folder: Path, number: int) -> None:
    """Damage some files of a folder or all of them, each in one of many ways."""
    at = random.Random(number)  # noqa: S311  the same ways in every run
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    for place, file in enumerate(files if number % 2 else at.sample(files, min(9, len(files)))):
        content = file.read_bytes()
        file.unlink()
        match (number + place) % (len(DAMAGE) + 2):
            case 0:
                file.mkdir()
            case 1:
                file.symlink_to(at.choice(files))
            case way:
                file.write_bytes(list(DAMAGE.values())[way - 2](content, at))


@pytest.mark.parametrize("number", range(22))
def test_a_damaged_cache_changes_nothing(number: int, first: Builds) -> None:
    site, kept = tree(first.site), first.cache.with_name("kept")
    if not kept.exists():
        shutil.copytree(first.cache, kept)
    shutil.rmtree(first.cache)
    shutil.copytree(kept, first.cache)
    _damaged(first.site if number % 5 == 4 else first.cache, number)
    assert first.built(first.cache) == site


def test_a_damaged_template_is_compiled_again(tmp_path: Path) -> None:
    for number in range(9):
        compiled, environment = keep_compiled(tmp_path / str(number)), Environment()  # noqa: S701  nothing is rendered
        bucket = compiled.get_bucket(environment, "x", None, "{{ 1 }}")
        bucket.code = compile("1", "x", "eval")
        compiled.set_bucket(bucket)
        assert compiled.get_bucket(environment, "x", None, "{{ 1 }}").code is not None
        _damaged(tmp_path / str(number), number)
        assert compiled.get_bucket(environment, "x", None, "{{ 1 }}").code is None


HOUSE = {
    "a template": ("hooks/sourcebook/render/base/templates/document.html", "<", "<!-- x --><"),
    "a stylesheet": ("hooks/theme/assets/stylesheets/index.css", "@import", ":root { --x: 1 }\n@import"),
    "a setting": ("mkdocs.yml", "- Documents:", "- Papers:"),
}


def test_what_a_clone_changes_in_the_house_is_seen(new_project: Callable[..., Project]) -> None:
    project: Project = new_project({"letter.txt": b"A letter\n\nDear Sir\n"}, own_copy=True)
    before = tree(project.build().site)
    for file, old, new in HOUSE.values():
        path = project.folder / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    changed = tree(project.build().site)
    shutil.rmtree(project.folder / ".cache")
    assert project.build("--site-dir", "cold").code == 0
    assert tree(project.folder / "cold") == changed
    page = changed["documents/letter/index.html"].decode()
    assert "<!-- x -->" in page
    assert "Papers" in page
    assert {name for name in changed if name.endswith(".css")} != {name for name in before if name.endswith(".css")}


def test_what_is_derived_for_pages_is_asked_for() -> None:
    """A value that a page finds made already is a question it has asked, too: so nothing is kept in another way."""
    allowed = {"time/calendar.py"}  # made for one part of the site, and kept no longer
    rooms = REPOSITORY / "hooks/sourcebook/render"
    found = {path for path in rooms.rglob("*.py") if "cached_property" in path.read_text(encoding="utf-8")}
    assert {path.relative_to(rooms).as_posix() for path in found} == allowed
