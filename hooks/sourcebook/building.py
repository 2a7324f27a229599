"""Building: one build of an archive, from reading it to the site in its place, for the hook of any generator.

The generator makes the pages that people write, and the theme's page around ours. The archive is read and checked
whole before it begins; the site is written beside the published one, and takes its place when every check has passed.
"""

import json
import re
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Set
from functools import partial
from pathlib import Path
from typing import Any, ClassVar
from wsgiref.types import WSGIApplication

from jinja2 import Environment
from msgspec import Struct

from sourcebook import addresses, pipeline, remembered
from sourcebook.files import files_below
from sourcebook.page_language import catalogues, spoken
from sourcebook.pipeline.curation import Curation
from sourcebook.problems import ArchiveError, Findings, Problem, readable, refusal
from sourcebook.progress import Progress
from sourcebook.project import OUR_PAGES, OUR_THEME, OURS
from sourcebook.publish import hosts, reuse, unchanged
from sourcebook.publish.assets import bundle_assets
from sourcebook.publish.preview import Curating, allow_live_reload
from sourcebook.publish.staging import Staging
from sourcebook.read.guide_markup import check_own_page
from sourcebook.read.own_files import check_own_files
from sourcebook.render.base.compiler import Translated
from sourcebook.render.base.environment import keep_compiled
from sourcebook.render.base.navigation import empty_sections
from sourcebook.render.base.shell import Shell
from sourcebook.render.head.policy import content_policy
from sourcebook.render.prose.written import guide_file, guide_nav, written_content
from sourcebook.visibility.leaks import check_copied
from sourcebook.wording import gettext

GUIDE = "guide/index.md"
"""In its place in the navigation stand the archive's editorial pages."""
SECTION = "documents/index.md"
"""The page of the navigation that documents stand under."""
SECTIONS = (SECTION, "passages/index.md", "names/index.md", "timeline/index.md", "by/index.md")
"""Pages of the navigation that pages of ours stand under."""
MANUAL = "manual/"
"""The manual of Sourcebook itself, which is no part of an archive."""
DEEPEST = 5
"""Folders below the site's root in which a page of ours stands, at most: `/by/kind/letter/page/2/`."""
_UP = re.compile(rf'(?<!content)(?<!title)="(?:\.\./){{{DEEPEST - 1}}}\.\.')
"""The way from there to the root, where it is no words."""
SCHEME = "partials/scheme.html"
"""The one script that stands in a page: it runs before anything is drawn."""
_FRAME = json.dumps({"template": "shell.html", "title": "%%sourcebook:title%%"})
# Without front matter of ours a first line such as `Subject: x` would be taken for it, and lost.
_NO_FRONT_MATTER = '{"hide": []}'


class Paths(Struct, frozen=True):
    """Where a build reads and writes."""

    seeds: Path
    label: str
    """The seeds folder as messages name it."""
    site: Path
    stays: bool
    """Whether the site does when the program has ended: then the program builds it once."""
    kept: tuple[Path, ...]
    """What is read, and no site may take the place of."""
    cache: Path | None
    """The folder for what is kept from one build to the next; nothing where it can't be written."""
    digest: str = ""
    """Of all that the site is made from; nothing where no other program will ask for it."""


class Build:
    """What one build knows; a new one is made for each."""

    FRAMES: ClassVar = {f"{'shell/' * (DEEPEST - 1)}shell-{n}.md": section for n, section in enumerate(SECTIONS)}
    """Pages that become the theme's around ours, each as deep as the deepest of them: its section, by its source."""

    def __init__(self, paths: Paths, site_url: str, progress: Progress) -> None:
        """Read and check the archive, and make a folder beside the site; an error leaves everything as it was.

        Raises:
            ArchiveError: with every problem there is.
        """
        self.paths, self._progress = paths, progress
        self._memory = remembered.begin(again=not paths.stays)
        self._frames: dict[tuple[str, int], Shell] = {}
        self._own: dict[str, str] = {}
        """Files that the archive has in docs/, by their paths below the site's folder."""
        try:
            changes = not paths.stays and reuse.changes_in_place(paths.cache, paths.site)
            self._staging = Staging(paths.site, paths.kept, changes=changes)
            self._is_soon = changes and self._memory.waits
            try:
                self.archive, warnings = pipeline.read_archive(
                    paths.seeds, paths.label.rstrip("/"), site_url, paths.cache, progress
                )
                self._context = pipeline.context_of(self.archive, paths.cache, progress)
                self._compiled = keep_compiled(paths.cache) if paths.cache else None  # before any page is filled
                self._assets = bundle_assets(OUR_THEME, spoken().of_scripts())
            except BaseException:
                self._staging.discard()
                raise
        finally:
            progress.end()
        self.folder = self._staging.folder
        """Where the site is written."""
        self.warnings = list(readable(warnings))
        self.notes = list(readable((*self.archive.notes, *pipeline.notes_on_pages(self._context))))
        self.content = partial(written_content, self._context)
        """Returns what stands on a page that people wrote."""

    def nav(self, nav: list[Any]) -> list[Any]:
        """Return a navigation in the language of the pages, with the archive's editorial pages in their place."""
        guide = guide_nav(self.archive.guide)
        places = [guide if isinstance(one, dict) and GUIDE in one.values() else [_in_words(one)] for one in nav]
        return [entry for place in places for entry in place]

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files that any site has, by their paths in it: scripts, styles, the licence."""
        yield from ((asset.address, asset.content) for asset in self._assets)
        yield addresses.LICENCE, (OURS / "LICENSE").read_bytes()

    def pages_of_any_archive(self) -> Iterator[tuple[str, Path]]:
        """Yield the pages that any archive has, each with the folder of its file: that of its language, or docs/.

        Their English stands in docs/, and in docs/<language>/ what others have of them.
        """
        in_words = {path: OUR_PAGES / tag for tag in spoken().fallbacks for path in _pages(OUR_PAGES / tag)}
        for uri in _pages(OUR_PAGES):
            if not uri.startswith((MANUAL, *(f"{tag}/" for tag in catalogues()))):
                yield uri, in_words.get(uri, OUR_PAGES)

    def check_files(self, files: Collection[tuple[str, str, str]], made: Collection[str], docs: Path) -> list[str]:
        """Refuse files in docs/ that may not be copied as they are, or that would be lost; return what is to be noted.

        Args:
            files: each with its name in docs/, where it lies, and its path below the site's folder.
            made: the paths of what is in the site anyhow.
            docs: their folder.

        Raises:
            ArchiveError: with all that may not be.
        """
        findings = Findings()
        check_own_files(((uri, path) for uri, path, _ in files), docs, self.paths.seeds, self.paths.label, findings)
        for uri, _, target in files:
            if target in self._own:
                what = f"its address /{addresses.of_file(target)} is that of {self._own[target]} too"
                findings.error(f"docs/{uri}", 0, what, "Rename one of the two")
            self._own[target] = f"docs/{uri}"
        of_texts = tuple(addresses.document(id) for id in self.archive.holdings)
        notes = []
        if not findings.errors:  # each is a file that can be read
            from sourcebook.intake.extract import words_in  # noqa: PLC0415  what few builds need

            named, why = {f"docs/{uri}": Path(path) for uri, path, _ in files}, "the site would go on showing them"
            notes = check_copied(self.archive, self.paths.seeds, named, why, words_in, findings)
        self._check_addresses({*made, *(target for target in self._own if target.startswith(of_texts))}, findings)
        findings.raise_if_any()
        return notes

    def _check_addresses(self, made: Set[str], findings: Findings) -> None:
        """Tell of each file in docs/ whose place another would take."""
        for target in self._own.keys() & made:
            what = f"its address /{addresses.of_file(target)} is taken: the archive has a page or file of its own there"
            findings.error(self._own[target], 0, what, "Rename it, or name it in mkdocs.yml under exclude_docs")

    def check_pages(self, pages: Iterable[tuple[str, Path]], body_of: Callable[[str], str]) -> Iterator[Problem]:
        """Hold the pages that an archive has of its own in docs/ to what its guide is held to; yield the warnings.

        `body_of` returns the text of a page without its front matter.

        Raises:
            ArchiveError: with all that may not be in one, after the warnings.
        """
        findings = Findings()
        for uri, path in pages:
            check_own_page(path.read_bytes(), f"docs/{uri}", body_of, findings)
        yield from readable(findings.warnings)
        findings.raise_if_any()

    def editorial_pages(self) -> Iterator[tuple[str, str]]:
        """Yield the Markdown of the archive's editorial pages, by the files that they are to the generator."""
        yield from ((guide_file(page), _with_front_matter(_NO_FRONT_MATTER, page.text)) for page in self.archive.guide)

    def frames(self) -> Iterator[tuple[str, str]]:
        """Yield the empty pages that the theme fills, and `keep_frame` takes."""
        yield from ((uri, _with_front_matter(_FRAME)) for uri in self.FRAMES)

    def keep_frame(self, uri: str, html: str) -> None:
        """Keep the theme's page around ours, for every depth at which one may stand."""
        section = self.FRAMES[uri].removesuffix("index.md")
        for depth in range(1, DEEPEST + 1):
            self._frames[section, depth] = Shell(_UP.sub('="' + "/".join([".."] * depth), html))

    def equip(self, env: Environment) -> None:
        """Give the theme our assets' names, the sections it leaves out, and the policy with its inline script's hash.

        The hash is taken where no content is. Templates are kept compiled: the preview shows a change sooner.
        """
        env.bytecode_cache = self._compiled
        env.add_extension(Translated)
        policy = content_policy([env.get_template(SCHEME).render()])
        env.globals["content_policy"] = lambda: policy
        env.globals["asset"] = {asset.name: asset.address for asset in self._assets}.__getitem__
        env.globals["is_empty"] = empty_sections(self.archive).__contains__

    def write(self) -> None:
        """Write the archive beside the pages that the generator has written, and check the whole site against it.

        Raises:
            ArchiveError: if a page differs from its source, a link leads nowhere, or the system refuses a file.
        """
        if not (self.folder / addresses.file_of(addresses.HOME)).is_file():
            what = "the pages written here are gone: something removed them, or the folder, during the build"
            raise refusal(str(self.folder), what, "Let nothing remove or exclude (exclude_docs) it, and build again")
        self._theirs = [*files_below(self.folder)]
        self._made = self._published(texts_alone=self._is_soon)
        findings = Findings()
        self._check_addresses(self._made.files, findings)
        findings.raise_if_any()

    def _published(self, *, texts_alone: bool) -> reuse.Reuse:
        with self._staging.faults_told():
            place = reuse.Place(self._staging.folder, self.paths.cache, self.paths.site)
            return pipeline.publish_archive(self._context, self._frames, place, self._progress, texts_alone=texts_alone)

    def take_place(self, *, is_clean: bool) -> Iterator[str]:
        """Put the site in the place of the old one; yield what there is to say of it.

        `is_clean`: nobody was warned; a site with warnings is built again, so that they are told again.

        Raises:
            ArchiveError: if the old one can't be replaced.
        """
        paths = self.paths
        self._progress.end()
        self._staging.take_place(None if self._is_soon else self._made.left)
        self._memory.table("curation")["shown"] = Curation(self.archive)
        self._made.keep(paths.site, stays=paths.stays, is_part=self._is_soon)
        if self._is_soon:
            self._memory.holds("curation")
            self._memory.holds("sites")
            self._memory.rest = self._follow
        else:
            self._memory.went_well()
        if paths.stays:
            yield from hosts.will_not_fit(*hosts.size_of(paths.site))
        if paths.cache and paths.digest and is_clean:
            unchanged.remember(paths.cache, paths.site, paths.digest)

    def _follow(self) -> None:
        """Make what no reader of a page waits for: lists, data and search; and check the whole site.

        Raises:
            ArchiveError: as `write` and `take_place` do.
        """
        site, self._staging = self.paths.site, Staging(self.paths.site, self.paths.kept, changes=True)
        try:
            with self._staging.faults_told():
                for file in self._theirs:
                    place = self._staging.folder / file
                    place.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(site / file, place)
            made = self._published(texts_alone=False)
            self._staging.take_place(made.left)
            made.keep(site, stays=False)
            self._memory.went_well()
        finally:
            self.end()

    def follow(self) -> bool:
        """Make what the last build of this program has left for later; say whether there was anything.

        Raises:
            ArchiveError: if that can't be made.
        """
        rest, self._memory.rest = self._memory.rest, None
        if rest:
            rest()
        return rest is not None

    def not_written(self, fault: OSError) -> ArchiveError:
        """Return the error that says why the site can't be written, and what to do."""
        return ArchiveError([self._staging.not_written(fault)])

    def previewed(self, app: WSGIApplication) -> WSGIApplication:
        """Return what serves the pages for `app`: with live reload, and lines for what a curator may write.

        From now on a build makes at once what a reader waits for, and leaves the rest to `follow`.
        """
        self._memory.waits = True
        curating = Curating(OUR_THEME, self._shown)
        return curating.around(allow_live_reload(app))

    def _shown(self) -> Curation | None:
        """Return what says of the last good build of this program what a curator may write."""
        table = self._memory.last.get("curation")
        return table.get("shown") if table else None

    def end(self) -> None:
        """Leave nothing of what was not put in its place."""
        self._progress.end()
        self._staging.discard()


def _pages(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))


def _with_front_matter(meta: str, text: str = "") -> str:
    return f"---\n{meta}\n---\n{text}"


def _in_words(nav: Any) -> Any:
    """Return a part of the navigation with its titles in the language of the pages."""
    if isinstance(nav, list):
        return [_in_words(entry) for entry in nav]
    return {gettext(title): _in_words(below) for title, below in nav.items()} if isinstance(nav, dict) else nav
