"""publish.py: a build is whole or not at all, and documents stand in their section without being in the navigation."""

import os
import re
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from jinja2 import BytecodeCache

from tests.tools.building import COMPILED, REPOSITORY, TEXTS, Project, tree

TEMPLATES = REPOSITORY / "hooks/sourcebook/render/base/templates"

LETTER = {"letter.txt": b"A letter\n\nDear Sir\n"}


def parsed(folder: Path) -> Element:
    tree: Element = html5lib.parse((folder / "index.html").read_bytes(), namespaceHTMLElements=False)
    return tree


def leavings(project: Project) -> list[str]:
    return [path.name for path in project.folder.glob(".site*")]


@pytest.fixture(scope="module")
def good(new_project: Callable[..., Project]) -> Project:
    project: Project = new_project(LETTER)
    assert project.build().code == 0
    return project


def test_at_its_end_a_program_does_not_look_through_all_that_it_made(new_project: Callable[..., Project]) -> None:
    project = new_project(LETTER)
    project.add_hook("import atexit, gc\natexit.register(lambda: print(gc.get_freeze_count() > len(gc.get_objects())))")
    assert project.build().output.endswith("True\n")


@pytest.fixture
def published(good: Project, tmp_path: Path) -> Project:
    """An archive with a good site, of the test's own."""
    return good.copy(tmp_path / "archive")


PLANTED = """
import sys
sys.path.insert(0, "hooks")
from msgspec.structs import replace
from functools import partial
from sourcebook import pipeline
pages = pipeline.pages
def altered(make, *given):
    for page in make(*given):
        yield replace(page, content=page.content.__class__(str(page.content).replace({before!r}, {after!r})))
def planted(*arguments):
    for draft in pages(*arguments):
        yield replace(draft, name="planted/" + draft.name, make=partial(altered, draft.make))
pipeline.pages = planted
"""
FAULTS: dict[str, tuple[Callable[[Project], object], str]] = {
    "a bad seed": (lambda p: p.write("bad.txt", b"\xff"), "texts/bad.txt:1: byte 0 (0xff) is not UTF-8"),
    "a bad archive.yml": (lambda p: p.write("archive.yml", b"titel: x"), "texts/archive.yml:1: unknown key 'titel'"),
    "no seeds": (lambda p: (p.folder / TEXTS / "letter.txt").unlink(), "texts: the folder holds no text"),
    "a text that differs": (
        lambda p: p.add_hook(PLANTED.format(before="Dear Sir", after="Dear  Sir")),
        "documents/letter/index.html: paragraph p2 differs from its source texts/letter.txt:3",
    ),
    "a dead link": (
        lambda p: p.add_hook(PLANTED.format(before="source.txt", after="sauce.txt")),
        "documents/letter/index.html: a link leads nowhere: 'sauce.txt'",
    ),
    "a dead anchor": (
        lambda p: p.add_hook(PLANTED.format(before='href="#p2"', after='href="#p3"')),
        "documents/letter/index.html: a link leads to an anchor that isn't there: '#p3'",
    ),
    "a link that would run": (
        lambda p: p.add_hook(PLANTED.format(before='href="#p2"', after='href="javascript:alert(1)"')),
        "documents/letter/index.html: a link of an unknown kind: 'javascript:alert(1)'",
    ),
    "a warning, in strict mode": (
        lambda p: p.write("notes.md", b"notes"),
        "In strict mode a warning is an error: the site was not replaced.",
    ),
    "an error of MkDocs": (
        lambda p: p.add_hook(
            "from mkdocs.exceptions import PluginError\ndef on_env(*_, **__): raise PluginError('no')"
        ),
        "no",
    ),
    "a folder that is removed while it is written": (
        lambda p: p.add_hook("import shutil\ndef on_post_build(config): shutil.rmtree(config.site_dir)"),
        "the pages written here are gone",
    ),
    "an error between the archive and the pages": (
        lambda p: p.add_hook(
            "import sys\nsys.path.insert(0, 'hooks')\nfrom sourcebook.building import Build\nBuild.nav = 0"
        ),
        "TypeError: 'int' object is not callable",
    ),
    "an error of anybody's": (
        lambda p: p.add_hook("def on_post_page(*_, **__): raise RuntimeError('anybody')"),
        "RuntimeError: anybody",
    ),
}


@pytest.mark.parametrize(("plant", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_a_build_that_fails_leaves_the_last_good_site_byte_for_byte(
    plant: Callable[[Project], object], message: str, published: Project
) -> None:
    before, seen = tree(published.site), published.site.stat()
    plant(published)
    built = published.build()
    assert built.code == 1
    assert message in built.output
    assert ("Traceback" in built.output) is ("Error: " in message)
    assert tree(published.site) == before
    assert published.site.stat().st_ino == seen.st_ino
    assert leavings(published) == []


@pytest.mark.parametrize("generator", ["mkdocs", "properdocs"])
@pytest.mark.parametrize("warning", ["ours", "of another hook at the very end"])
def test_under_any_generator_a_strict_build_that_warns_replaces_nothing(
    generator: str, warning: str, published: Project
) -> None:
    if warning == "ours":
        published.write("notes.md", b"notes")
    else:
        published.add_hook(
            f"import logging\nfrom {generator}.plugins import event_priority\n@event_priority(-1000)\n"
            f"def on_post_build(**_): logging.getLogger({generator!r} + '.other').warning('late')"
        )
    before, seen = tree(published.site), published.site.stat()
    built = published.build("--strict", generator=generator)
    assert built.code == 1
    assert "In strict mode a warning is an error: the site was not replaced." in built.output
    assert len(built.warnings) == 1
    assert tree(published.site) == before
    assert published.site.stat().st_ino == seen.st_ino
    assert published.build("--no-strict", generator=generator).code == 0


@pytest.mark.parametrize("whose", ["ours", "another's"])
@pytest.mark.parametrize("generator", ["mkdocs", "properdocs"])
def test_a_quiet_build_is_as_strict(whose: str, generator: str, published: Project) -> None:
    before = tree(published.site)
    if whose == "ours":
        published.write("notes.md", b"notes")
    else:
        published.add_hook(f"import logging\ndef on_files(*_, **__): logging.getLogger('{generator}.x').warning('odd')")
    built = published.build("--strict", "--quiet", generator=generator)
    assert built.code == 1
    assert built.warnings == []
    assert tree(published.site) == before


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["build", "--no-directory-urls"], "use_directory_urls: the promised addresses are folders"),
        (
            ["gh-deploy"],
            "gh-deploy: it would publish without comparing the ledger with what was published last. Push, and",
        ),
    ],
)
def test_what_no_archive_can_do_is_refused_in_one_line(command: list[str], told: str, published: Project) -> None:
    before = tree(published.site)
    with published.start(*command) as process:
        output, _ = process.communicate(timeout=60)
    (error,) = [
        line for line in output.splitlines() if line.startswith("ERROR") and "nothing was published" not in line
    ]
    assert (process.returncode, told in error, tree(published.site)) == (1, True, before)


def test_a_warning_stops_nothing_that_is_not_strict(published: Project) -> None:
    published.write("notes.md", b"notes")
    built = published.build("--no-strict")
    assert built.code == 0
    assert built.warnings == [
        "texts/notes.md: neither a text (.txt) nor a file of the archive; left out. Move it elsewhere."
    ]


def test_a_good_build_says_nothing_that_needs_attention(published: Project) -> None:
    built = published.build()
    assert (built.code, built.errors, built.warnings) == (0, [], [])
    assert "skipped" not in built.output  # by MkDocs, of pages that were never meant to be any


def test_what_is_no_longer_in_the_archive_is_no_longer_on_the_site(published: Project) -> None:
    (published.folder / TEXTS / "letter.txt").rename(published.folder / TEXTS / "other.txt")
    assert published.build().code == 0
    assert not (published.site / "documents" / "letter").exists()
    assert (published.site / "documents" / "other" / "index.html").exists()


class Watcher:
    """Someone who looks at a site all the time, and has seen every state of it."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self.faults: list[str] = []
        self.looks = 0
        self.seen: set[bytes] = set()

    def __enter__(self) -> "Watcher":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stopped.is_set():
            self._look()
            self.looks += 1
            time.sleep(0.001)

    def _look(self) -> None:
        """Open the folder once, so that all that is read is of one state of the site."""
        for _ in range(3):
            try:
                handle = os.open(self._site, os.O_RDONLY)
            except OSError as fault:
                self.faults.append(f"no site: {fault}")
                return
            try:
                self.seen.add(self._read(handle, "documents/letter/source.txt"))
                self._read(handle, "404.html")
                return
            except OSError as fault:
                if os.path.samestat(os.fstat(handle), self._site.stat()):
                    self.faults.append(f"half a site: {fault}")
                    return
            finally:
                os.close(handle)
        self.faults.append("a site that changed three times in a blink")

    @staticmethod
    def _read(handle: int, path: str) -> bytes:
        file = os.open(path, os.O_RDONLY, dir_fd=handle)
        with os.fdopen(file, "rb") as opened:
            return opened.read()


def test_killed_at_any_moment_a_build_leaves_a_whole_site(published: Project) -> None:
    old, old_text = tree(published.site), LETTER["letter.txt"]
    new_text = b"A letter\n\nDear Madam\n"
    published.write("letter.txt", new_text)
    started = time.monotonic()
    assert published.build().code == 0
    lasts = time.monotonic() - started
    new = tree(published.site)
    texts, states = {old_text: old, new_text: new}, set()
    moments = [lasts * (part * 4 % 9) / 8 for part in range(1, 9)]  # early, late, and all between
    with Watcher(published.site) as watcher:
        for moment in moments:
            published.write("letter.txt", old_text if tree(published.site) == new else new_text)
            process = published.start("build", "--strict")
            time.sleep(moment)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            assert tree(published.site) in (old, new)
            states.add(process.returncode)
    assert watcher.faults == []
    assert watcher.looks > 50
    assert watcher.seen <= texts.keys()
    assert -signal.SIGKILL in states
    assert published.build().code == 0
    assert leavings(published) == []


def test_two_builds_at_once_leave_a_whole_site(published: Project) -> None:
    (published.folder / "others").mkdir()
    (published.folder / "others" / "other.txt").write_bytes(b"Other\n")
    one, other = published.start("build"), published.start("build", ARCHIVE_SEEDS="others")
    outputs = [process.communicate(timeout=60)[0] for process in (one, other)]
    assert [one.returncode, other.returncode] == [0, 0], outputs
    names = {path.parent.name for path in published.site.glob("documents/*/source.txt")}
    assert names in ({"letter"}, {"other"})
    assert published.build().code == 0
    assert leavings(published) == []


# Many documents.


def links(tree: Element, css_class: str = "", **attributes: str) -> Iterator[Element]:
    for link in tree.iter("a"):
        has_class = css_class in (link.get("class") or "").split() if css_class else True
        if has_class and all(link.get(name) == value for name, value in attributes.items()):
            yield link


def test_the_catalogue_has_pages_of_a_hundred_that_lead_to_each_other(many: Path) -> None:
    pages = ["documents/", "documents/page/2/", "documents/page/3/"]
    listed: list[list[str]] = []
    for page in pages:
        (body,) = parsed(many / page).iter("tbody")
        listed.append([link.get("href", "").rstrip("/").split("/")[-1] for link in body.iter("a")])
        there = {(many / page / (link.get("href") or "")).resolve() for link in parsed(many / page).iter("a")}
        assert there >= {(many / other).resolve() for other in pages if other != page}
    assert [len(ids) for ids in listed] == [100, 100, 50]
    assert [*chain.from_iterable(listed)] == [f"{number:03}" for number in range(250)]
    assert not (many / "documents" / "page" / "4").exists()
    assert not (many / "documents" / "page" / "1").exists()


def test_each_document_leads_to_the_one_before_and_the_one_after_it(many: Path) -> None:
    for number, before, after in ((0, None, "001"), (1, "000", "002"), (249, "248", None)):
        tree = parsed(many / f"documents/{number:03}/")
        assert [link.get("href") for link in links(tree, rel="prev")] == ([f"../{before}/"] if before else [])
        assert [link.get("href") for link in links(tree, rel="next")] == ([f"../{after}/"] if after else [])


def test_documents_are_not_in_the_navigation_yet_their_section_is_marked(many: Path) -> None:
    for page, section in (("documents/100/", "Documents"), ("documents/page/2/", "Documents"), ("about/", "About")):
        marked = set()
        for nav in parsed(many / page).iter("nav"):
            if nav.get("aria-label") == "Archive":
                entries = list(nav.iter("a"))
                assert len(entries) > 2
                assert not [link for link in entries if re.search(r"/\d\d\d/$", link.get("href") or "")]
                marked |= {"".join(link.itertext()).strip() for link in entries if link.get("aria-current")}
        assert section in marked
        assert not marked & ({"Documents", "About"} - {section})


def test_no_shell_is_left_on_the_site(many: Path) -> None:
    assert not [path for path in many.rglob("*") if "shell" in path.name]
    assert not [path for path in many.rglob("*.html") if b"%%sourcebook" in path.read_bytes()]


def test_templates_are_kept_compiled_also_those_of_pages_that_mkdocs_makes(good: Project) -> None:
    for name in ("home.html", "document.html"):
        key = BytecodeCache().get_cache_key(name, str(TEMPLATES / name))
        assert [*COMPILED.glob(f"*-{key}")], name


def test_what_is_kept_between_builds_changes_nothing_and_where_it_cannot_be_kept_the_site_is_the_same(
    published: Project,
) -> None:
    first = tree(published.site)
    assert published.build().code == 0
    assert tree(published.site) == first
    shutil.rmtree(published.folder / ".cache")
    (published.folder / ".cache").write_text("in the way")
    assert published.build().code == 0
    assert tree(published.site) == first
