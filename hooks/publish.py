"""The MkDocs hook: the only module that knows MkDocs. It hands over what MkDocs has, and puts in place what comes back.

A build reads and checks the whole archive before MkDocs starts (`on_config`), writes beside the published site, and
takes its place in one step when every check has passed (`on_post_build`). MkDocs calls functions of a module; what a
build knows belongs to no module, so `on_config` gives MkDocs an object for the other events of that build.
"""

from __future__ import annotations

import gc
import logging
import math
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click
from jinja2 import Environment, TemplateNotFound
from markdown.extensions.toc import slugify
from markupsafe import Markup, escape
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler
from mkdocs.utils.meta import get_data
from mkdocs.utils.yaml import get_yaml_loader, yaml_load
from sourcebook import addresses
from sourcebook.direction import without_controls
from sourcebook.page_language import spoken
from sourcebook.problems import ArchiveError, Findings, refusal, shown
from sourcebook.progress import Progress
from sourcebook.project import CACHE, OUR_PAGES, OUR_THEME, OURS, SEEDS, SEEDS_VARIABLE, SETTINGS, is_our_page
from sourcebook.publish.provenance import commit_of
from sourcebook.publish.unchanged import built_from, digest_of
from sourcebook.read.folder import wrong_folder
from sourcebook.read.own_files import is_left_by_a_tool
from sourcebook.wording import gettext

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer
    from sourcebook.building import Build
    from sourcebook.publish.preview import Following

GENERATOR = MkDocsConfig.__module__.partition(".")[0]
"""The generator that runs this hook: MkDocs, or one that takes its place under another name."""

log = logging.getLogger(f"{GENERATOR}.sourcebook")

SHARED = "assets/images/share.png"
"""What other sites show beside a link to any page of a site with an address: a picture without words."""
ASSETS = "assets/"
"""What the theme that we build upon has here is asked for by no page of ours, and left out."""
_GARBAGE = 50_000
"""Objects that are made before unused ones are looked for, and among these alone: an archive is millions, which live as
long as their build."""
_ELSEWHERE = re.compile(rb"\bINHERIT\b|!ENV\b|snippets|include")
"""In mkdocs.yml: settings of another file, or of a variable of the environment; extensions that read other files."""


def on_startup(**_: object) -> None:
    """Let warnings that a quiet build doesn't tell be counted: it is as strict as one that tells them."""
    logger = logging.getLogger(GENERATOR)
    if logger.level > logging.WARNING:
        for handler in logger.handlers:
            handler.setLevel(logger.level)
        logger.setLevel(logging.WARNING)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the archive, and point MkDocs at a folder beside the site's. An error here leaves everything as it was."""
    if not config.config_file_path:
        what = "nobody says where it lies: it was read from standard input, or that is closed"
        raise _logged(refusal(SETTINGS, what, f"Say it: mkdocs build -f {SETTINGS} </dev/null"))
    label = os.environ.get(SEEDS_VARIABLE) or SEEDS
    seeds = Path(config.config_file_path).parent / label
    _refuse(config, seeds, label)
    _complete(config)
    _lend_nothing(config)
    cache = _cache(config)
    site = Path(os.path.realpath(config.site_dir))
    stays = not site.name.startswith(f"{GENERATOR}_")  # the preview's is a temporary folder
    if not stays:
        from sourcebook.locks import hold_until_the_end  # noqa: PLC0415  what most builds need later, or never

        hold_until_the_end(site, f"{GENERATOR}_")
    digest = _digest(config, seeds) if stays else ""
    if cache and digest and built_from(cache, site) == digest:
        log.info("Nothing has changed since %s was built, and every file of it is as it was.", site)
        sys.exit(0)
    gc.set_threshold(_GARBAGE, _GARBAGE)
    from sourcebook.building import Build, Paths  # noqa: PLC0415  an archive that hasn't changed needs none of it

    paths = Paths(seeds, label, site, stays, tuple(_read_by_a_build(config, seeds)), cache, digest)
    progress = Progress(sys.stderr if log.isEnabledFor(logging.INFO) else None, log.info)
    with _told():
        build = Build(paths, os.environ.get("SITE_URL", ""), progress)
    config.plugins["sourcebook"] = Events(build)  # type: ignore[assignment]  # asked for its events alone
    _warn(build.warnings)
    about = build.archive.about
    for note in build.notes:
        log.info("%s", note)
    config.site_name = escape(without_controls(about.title)).replace("%%", Markup("&#37;%"))  # no title is a slot
    config.site_url = build.archive.site_url
    config.nav = build.nav(config.nav or [])
    config.mdx_configs.setdefault("toc", {}).setdefault("slugify", _anchor)
    config.watch.append(str(seeds))
    config.site_dir = str(build.folder)
    return config


class Events:
    """The events of one build after its settings are read."""

    def __init__(self, build: Build) -> None:
        """Begin to count warnings: a site that was built with one is built again, so that it is told again."""
        self._build = build
        self._following: Following | None = None
        logging.getLogger(f"{GENERATOR}.commands.build").addFilter(self._is_news)
        self._counter = CountHandler()
        self._counter.setLevel(logging.WARNING)
        logging.getLogger(GENERATOR).addHandler(self._counter)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the archive's pages, those that any archive has, the empty ones that become frames, and our assets."""
        asked_for = {config.theme["favicon"], *([SHARED] if config.site_url else ())}
        lent = config.theme.dirs[_place_of_our_theme(config) :]
        for file in list(files):
            is_theirs = file.src_uri.startswith(ASSETS) and file.src_dir in lent
            is_ours = bool(file.abs_src_path) and is_our_page(Path(str(file.abs_src_path)))
            if is_ours or (is_theirs and file.src_uri not in asked_for) or is_left_by_a_tool(file.src_uri):
                files.remove(file)
        own = [file for file in files if _is_own(file, lent)]
        for uri, content in self._build.assets():
            files.append(File.generated(config, uri, content=content))
        for uri, folder in self._build.pages_of_any_archive():
            if not files.get_file_from_path(uri):  # an archive may have pages of its own instead
                files.append(File(uri, str(folder), config.site_dir, config.use_directory_urls))
        for uri, text in self._build.editorial_pages():
            files.append(File.generated(config, uri, content=text))
        for uri, text in self._build.frames():
            files.append(File.generated(config, uri, content=text, inclusion=InclusionLevel.NOT_IN_NAV))
        are_own = {id(file) for file in own}
        made = {*config.theme.static_templates, *(file.dest_uri for file in files if id(file) not in are_own)}
        with _told():
            named = [(file.src_uri, str(file.abs_src_path), file.dest_uri) for file in own]
            for note in self._build.check_files(named, made, Path(config.docs_dir)):
                log.info("%s", note)
            pages = [(file.src_uri, Path(str(file.abs_src_path))) for file in own if file.is_documentation_page()]
            _warn(self._build.check_pages(pages, lambda text: get_data(text)[0]))
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Put the frames, and so the documents, under their section without adding them to the navigation."""
        for uri, section in self._build.FRAMES.items():
            parent, file = files.get_file_from_path(section), files.get_file_from_path(uri)
            if file and parent:
                Page(None, file, config).parent = parent.page  # type: ignore[assignment]  # lights up as a parent does
        return nav

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Give the theme what its templates ask for."""
        self._build.equip(env)
        return env

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give a page that stays English a title in the language of the others, and let the theme know."""
        if _is_in_english(page):
            page.meta.update(title=gettext(str(page.meta.get("title", ""))), is_english=True)
        return markdown

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Let what is made from the archive follow what people wrote."""
        page.title = without_controls(str(page.title))
        return self._build.content(page.file.src_uri, html, page.title, is_english=_is_in_english(page))

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Keep the frames, which are not pages of the site."""
        if page.file.src_uri not in self._build.FRAMES:
            return output
        with _told():
            self._build.keep_frame(page.file.src_uri, output)
        return ""

    def on_post_template(self, output: str, template_name: str, config: MkDocsConfig) -> str:
        """Leave out MkDocs' sitemap, which knows no document; ours is among the files of the archive."""
        return "" if template_name == addresses.SITEMAP else output

    @event_priority(-math.inf)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write the archive, check the whole site, and put it in the place of the old one. Last of all hooks."""
        with _told():
            self._build.write()
            if config.strict and self._has_warned():
                raise PluginError("In strict mode a warning is an error: the site was not replaced.")
            for note in self._build.take_place(is_clean=not self._has_warned()):
                log.info("%s", note)
        self._end()

    def on_build_error(self, error: Exception) -> None:
        """Leave the last good site, and nothing of the failed one; what the system refused is told in one line."""
        self._end()
        if isinstance(error, TemplateNotFound):  # which is an OSError too
            what, remedy = (
                f"there is no template {shown(str(error.name))}",
                "Correct `template:` at the top of the page, or leave out what asks for it in mkdocs.yml or a template",
            )
            raise Abort(str(_logged(refusal("docs", what, remedy)))) from None
        if isinstance(error, OSError):
            raise Abort(str(_logged(self._build.not_written(error)))) from None

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Keep the last good pages up when a build fails, and let live reload pass the content policy."""
        from sourcebook.publish.preview import Following  # noqa: PLC0415  as `building`

        def live_on(build: Callable[[], None], what_stays: str) -> None:
            try:
                build()
            except (SystemExit, Exception) as fault:  # what is in a template or a hook may fail in any way
                if not isinstance(fault, SystemExit | PluginError):
                    log.error("The build failed.", exc_info=fault)
                log.error(what_stays)

        def follow() -> None:
            with _told():
                if self._build.follow():
                    log.info("Lists, data and search have followed.")

        last = "Lists, data and search are those of the last good build."
        following = self._following = Following(lambda: live_on(follow, last))

        def build_and_follow() -> None:
            following.end()
            live_on(builder, "The pages shown are those of the last good build.")
            following.begin()

        server.builder = build_and_follow
        server.set_app(self._build.previewed(server.serve_request))
        return server

    def on_shutdown(self) -> None:
        """Leave alone what may be removed now; what the program still has goes with it."""
        if self._following:
            self._following.end()
        gc.freeze()  # else Python would look through all of it, several times, for what nobody uses

    def _is_news(self, record: logging.LogRecord) -> bool:
        """Say whether a line of MkDocs' is news to the curator: not that it left out a frame, or its own sitemap."""
        told = record.getMessage()
        return "skipped: " not in told or not any(
            f"'{name}'" in told for name in (*self._build.FRAMES, addresses.SITEMAP)
        )

    def _has_warned(self) -> bool:
        """Say whether there was a warning, of anybody's."""
        handlers = chain.from_iterable(logging.getLogger(name).handlers for name in (GENERATOR, None))
        return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))

    def _end(self) -> None:
        self._build.end()
        logging.getLogger(GENERATOR).removeHandler(self._counter)
        logging.getLogger(f"{GENERATOR}.commands.build").removeFilter(self._is_news)


def _refuse(config: MkDocsConfig, folder: Path, label: str) -> None:
    """Refuse what MkDocs can be asked for and no archive can do; told before anything is read."""
    findings = Findings()
    if "sourcebook" in config.plugins:
        findings.error(SETTINGS, 0, "hooks: names Sourcebook's twice", "Leave one of them out")
    if wrong := wrong_folder(folder):
        findings.error(label, 0, *wrong)
    for asked in map(str, (config.theme.get("favicon"), *config.extra_css)):
        if "//" in asked:
            what = f"{shown(asked)} is of another host, and readers' browsers ask none"
            findings.error(SETTINGS, 0, what, "Put the file into docs/, and name it as it is called there")
    if not config.use_directory_urls:
        what = "the promised addresses are folders (documents/letter/), and can't be files"
        findings.error("use_directory_urls", 0, what, "Leave it out, and --no-directory-urls")
    context = click.get_current_context(silent=True)
    if context and context.info_name == "gh-deploy":
        what = "it would publish without comparing the ledger with what was published last"
        remedy = (
            "Push, and let the workflow publish; or publish site/ yourself, after: sourcebook check --base REVISION"
        )
        findings.error("gh-deploy", 0, what, remedy)
    if findings.errors:
        raise _logged(ArchiveError(findings.errors))


def _is_own(file: File, lent: Collection[str]) -> bool:
    """Say whether a file that MkDocs would copy, or read as a page, is the archive's; `lent`: the theme's folders."""
    return bool(file.abs_src_path) and file.inclusion is not InclusionLevel.EXCLUDED and file.src_dir not in lent


def _complete(config: MkDocsConfig) -> None:
    """Give an archive that uses Sourcebook as a package the settings that its own mkdocs.yml leaves out."""
    if _place_of_our_theme(config) < len(config.theme.dirs):  # a clone says all of it
        return
    ours = load_config(str(OURS / SETTINGS), hooks=[])
    with open(config.config_file_path, "rb") as file:  # noqa: PTH123  what it inherits lies beside a file of that name
        theirs = yaml_load(file, get_yaml_loader(config=config))
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(OUR_THEME))  # the archive's own templates first
    config.theme.static_templates |= ours.theme.static_templates
    if "favicon" not in (theirs.get("theme") or ""):  # all that a template of ours asks for
        config.theme["favicon"] = ours.theme["favicon"]
    config.markdown_extensions = [*dict.fromkeys((*ours.markdown_extensions, *config.markdown_extensions))]
    config.mdx_configs = {**ours.mdx_configs, **config.mdx_configs}
    config.validation = config.validation if "validation" in theirs else ours.validation
    config.nav = config.nav or ours.nav


def _anchor(heading: str, separator: str) -> str:
    """Return the anchor of a heading: Markdown’s of Latin letters, else with the letters and marks of its script."""
    letters = filter(str.isalpha, unicodedata.normalize("NFKD", heading))
    return slugify(heading, separator) if all(map(str.isascii, letters)) else addresses.document_id(heading)


def _place_of_our_theme(config: MkDocsConfig) -> int:
    """Return which of the folders that templates are looked for in is ours, or how many there are if none is."""
    folders = [os.path.realpath(folder) for folder in config.theme.dirs]
    return folders.index(str(OUR_THEME)) if str(OUR_THEME) in folders else len(folders)


def _lend_nothing(config: MkDocsConfig) -> None:
    """Leave out the files of the theme that we build upon: fourteen thousand, and no page of ours asks for one."""
    ours = {config.theme.custom_dir, str(OUR_THEME)}
    if config.theme.name:
        config.theme.dirs.remove(next(folder for folder in config.theme.dirs if folder not in ours))


def _digest(config: MkDocsConfig, seeds: Path) -> str:
    """Return a digest of all that a build draws on; nothing where settings, plugins or hooks may draw on more."""
    if len(config.plugins) > 1 or _ELSEWHERE.search(Path(config.config_file_path).read_bytes()):
        return ""
    paths = [*_read_by_a_build(config, seeds), OUR_PAGES, OURS / SETTINGS, OURS / "hooks", OURS / "sourcebook"]
    return digest_of(dict.fromkeys(paths), [commit_of(seeds)])


def _read_by_a_build(config: MkDocsConfig, seeds: Path) -> Iterator[Path]:
    """Yield what a build reads, which no site may take the place of."""
    yield from (seeds, Path(config.docs_dir), Path(config.config_file_path), Path(__file__).parent)
    project = Path(config.config_file_path).parent
    for hook in (project / name for name in config.hooks):
        yield hook.parent if project in hook.parent.parents else hook  # those of an archive have a folder of their own
    if config.theme.custom_dir:
        yield Path(config.theme.custom_dir)


def _cache(config: MkDocsConfig) -> Path | None:
    """Return the folder for what is kept, or nothing where it can't be written: then the build takes longer."""
    folder = Path(config.config_file_path).parent / CACHE
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


def _is_in_english(page: Page) -> bool:
    """Say whether a page is one of ours that nobody has put into the language of the archive's pages."""
    return spoken().catalogue is not None and page.file.src_dir == str(OUR_PAGES)


def _warn(warnings: Iterable[object]) -> None:
    for warning in warnings:
        log.warning("%s", warning)


@contextmanager
def _told() -> Iterator[None]:
    """Log each problem, and end the build."""
    try:
        yield
    except ArchiveError as error:
        raise _logged(error) from None


def _logged(error: ArchiveError) -> PluginError:
    """Log each problem, and return the error that ends the build."""
    for problem in error.problems:
        log.error("%s", problem)
    count = "1 problem" if error.count == 1 else f"{error.count:,} problems"
    return PluginError(f"{count}; nothing was published, and what was published before is unchanged.")
