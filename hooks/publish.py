"""The MkDocs hook: the only module that knows MkDocs. It hands over what MkDocs has, and puts in place what comes back.

A build reads and checks the whole archive before MkDocs starts (`on_config`), writes beside the published site, and
takes its place in one step when every check has passed (`on_post_build`).
"""

from __future__ import annotations

import json
import logging
import math
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.util import LazyLoader, find_spec, module_from_spec
from itertools import chain, product
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import click
from jinja2 import BytecodeCache, Environment, TemplateNotFound
from markupsafe import Markup, escape
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler, get_theme_dir
from mkdocs.utils.meta import get_data
from sourcebook import addresses, remembered
from sourcebook.direction import without_controls
from sourcebook.problems import ArchiveError, Findings, readable, refusal, shown
from sourcebook.progress import Progress
from sourcebook.publish.provenance import commit_of
from sourcebook.publish.unchanged import built_from, digest_of, remember
from sourcebook.wording import catalogues, gettext, spoken

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer
    from sourcebook import pipeline, render
    from sourcebook.model import Archive
    from sourcebook.publish import assets, curating, hosts, preview, reuse, staging
    from sourcebook.read import decoding, guide_markup
    from sourcebook.read import folder as reading
else:

    def _later(name: str) -> ModuleType:
        """Return a module that is imported once something of it is used: an archive that hasn't changed needs none."""
        if name in sys.modules:
            return sys.modules[name]
        spec = find_spec(name)
        spec.loader = LazyLoader(spec.loader)
        module = sys.modules[name] = module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    pipeline, render = _later("sourcebook.pipeline"), _later("sourcebook.render")
    decoding, guide_markup = _later("sourcebook.read.decoding"), _later("sourcebook.read.guide_markup")
    reading = _later("sourcebook.read.folder")
    parts = ("assets", "curating", "hosts", "preview", "reuse", "staging")
    assets, curating, hosts, preview, reuse, staging = (_later(f"sourcebook.publish.{name}") for name in parts)

GENERATOR = MkDocsConfig.__module__.partition(".")[0]
"""The generator that runs this hook: MkDocs, or one that takes its place under another name."""

log = logging.getLogger(f"{GENERATOR}.sourcebook")

HOME = next(folder for folder in Path(__file__).resolve().parents if (folder / "mkdocs.yml").exists())
"""Where settings, theme and the pages that any archive has lie: a clone, or the package as it is installed."""

SEEDS = "seeds"
CACHE = ".cache"
"""What takes long is kept here, beside mkdocs.yml; it can be removed at any time."""
MANUAL = "manual/"
"""The manual of Sourcebook itself, which is no part of an archive."""
GUIDE = "guide/index.md"
"""In its place in the navigation stand the archive's editorial pages."""
SECTION = "documents/index.md"
"""The page of the navigation that documents stand under."""
SECTIONS = (SECTION, "passages/index.md", "names/index.md", "timeline/index.md", "by/index.md")
"""Pages of the navigation that pages of ours stand under."""
FRAGMENTS = {
    "index.md": "home",
    SECTION: "catalogue_start",
    "search.md": "search_page",
    "check.md": "check_page",
    "passages/index.md": "passages_start",
    "names/index.md": "names_start",
    "timeline/index.md": "timeline_start",
    "by/index.md": "facets_start",
    "about/links.md": "link_rules",
    "about/index.md": "made_from",
    "about/addresses.md": "copies",
    "about/rights.md": "contact",
}
"""Pages on which a part made from the archive follows what people wrote: the function of `render` that makes it."""
SITEMAP = "sitemap.xml"
SHELL = "%%sourcebook:{}%%"
SHELLS = {
    "/".join(["shell"] * depth) + f"-{number}.md": (section, depth)
    for (number, section), depth in product(enumerate(SECTIONS), range(1, 6))
}
"""Pages that become the frames of ours: by its source, the section of each, and how deep in the site it stands."""
SCHEME = "partials/scheme.html"
"""The one script that stands in a page: it runs before anything is drawn."""
SHARED = "assets/images/share.png"
"""What other sites show beside a link to any page: a picture without words."""
ASSETS = "assets/"
"""What the theme that we build upon has here is asked for by no page of ours, and left out."""


@dataclass
class Build:
    """What one build knows; a new one is made for each."""

    archive: Archive
    staging: staging.Staging
    counter: CountHandler
    """Counts warnings: a site that was built with one is built again, so that it is told again."""
    digest: str
    """Of all that it is made from; nothing where no other program will ask for it."""
    progress: Progress
    cache: Path | None
    """The folder for what is kept from one build to the next; nothing where it can't be written."""
    assets: list[assets.Asset]
    """The scripts and styles of the theme, as they are published."""
    has_warned: bool
    """Whether the archive has: a quiet build counts none."""
    compiled: BytecodeCache | None
    """Keeps the templates compiled."""
    shells: dict[tuple[str, int], render.Shell] = field(default_factory=dict)
    """By the address of the section, and the depth of the page's own."""


_builds: list[Build] = []
"""The build under way, or nothing. MkDocs calls functions of a module: there is nowhere else to keep it."""


_shown: list[pipeline.Curation] = []
"""What the pages shown by `mkdocs serve` were made from: that of the last good build."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the archive, and point MkDocs at a folder beside the site's. An error here leaves everything as it was."""
    label = os.environ.get("ARCHIVE_SEEDS") or SEEDS
    folder = Path(config.config_file_path).parent / label
    _refuse(config, folder, label)
    _complete(config)
    _lend_nothing(config)
    site_url = os.environ.get("SITE_URL", "")
    cache = _cache(config)
    site = Path(os.path.realpath(config.site_dir))
    digest = _digest(config, folder) if _stays(site) else ""
    if cache and digest and built_from(cache, site) == digest:
        log.info("Nothing has changed since %s was built, and every file of it is as it was.", site)
        sys.exit(0)
    remembered.begin(again=not _stays(site))
    progress = Progress(sys.stderr if log.isEnabledFor(logging.INFO) else None, log.info)
    try:
        changes = not _stays(site) and reuse.changes(cache, site)
        beside = staging.Staging(Path(config.site_dir), _read_by_a_build(config, folder), changes=changes)
        try:
            archive, warnings = pipeline.read_archive(folder, label.rstrip("/"), site_url, cache, progress)
            compiled = render.keep_compiled(cache) if cache else None  # before any page is filled
            bundles = assets.bundle_assets(HOME / "hooks/theme", spoken().of_scripts())
        except BaseException:
            beside.discard()
            raise
        finally:
            progress.end()
    except ArchiveError as error:
        raise _told(error) from None
    logging.getLogger(f"{GENERATOR}.commands.build").addFilter(_is_news)
    counter = CountHandler()
    counter.setLevel(logging.WARNING)
    logging.getLogger(GENERATOR).addHandler(counter)
    told = list(readable(warnings))
    for warning in told:
        log.warning("%s", warning)
    for note in readable(archive.notes):
        log.info("%s", note)
    title = without_controls(archive.about.title)
    config.site_name = escape(title).replace("%%", Markup("&#37;%"))  # no title is a slot of the shell
    config.site_url = archive.site_url
    config.nav = _with_guide(_in_words(config.nav or []), render.guide_nav(archive.guide))
    config.watch.append(str(folder))
    _builds.append(Build(archive, beside, counter, digest, progress, cache, bundles, bool(told), compiled))
    config.site_dir = str(beside.folder)
    return config


def _refuse(config: MkDocsConfig, folder: Path, label: str) -> None:
    """Refuse what MkDocs can be asked for and no archive can do; told before anything is read."""
    findings = Findings()
    if reading.holds_everything(folder):
        findings.error(label, 0, *reading.EVERYTHING)
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
        raise _told(ArchiveError(findings.errors))


def _complete(config: MkDocsConfig) -> None:
    """Give an archive that uses Sourcebook as a package the settings that its own mkdocs.yml leaves out."""
    if config.theme.custom_dir:  # a clone says all of it
        return
    ours = load_config(str(HOME / "mkdocs.yml"), hooks=[])
    config.theme.dirs.insert(0, str(HOME / "hooks/theme"))
    for name in ours.theme:
        config.theme[name] = ours.theme[name]
    for key in ("extra", "markdown_extensions", "mdx_configs", "validation"):
        config[key] = ours[key]
    config.nav = config.nav or ours.nav


def _lend_nothing(config: MkDocsConfig) -> None:
    """Leave out the files of the theme that we build upon: fourteen thousand, and no page of ours asks for one."""
    theirs = get_theme_dir(config.theme.name) if config.theme.name else ""
    config.theme.dirs[:] = [folder for folder in config.theme.dirs if folder != theirs]


def _digest(config: MkDocsConfig, seeds: Path) -> str:
    """Return a digest of all that a build draws on."""
    paths = [*_read_by_a_build(config, seeds), HOME / "docs", HOME / "mkdocs.yml", HOME / "hooks", HOME / "sourcebook"]
    hooks = (Path(config.config_file_path).parent / name for name in config.hooks)
    return digest_of(dict.fromkeys([*paths, *hooks]), [commit_of(seeds)])


def _stays(site: Path) -> bool:
    """Say whether a site stays when the program has ended: the preview's is a temporary folder."""
    return not site.name.startswith(f"{GENERATOR}_")


def _read_by_a_build(config: MkDocsConfig, seeds: Path) -> Iterator[Path]:
    """Yield what a build reads, which no site may take the place of."""
    yield from (seeds, Path(config.docs_dir), Path(config.config_file_path), Path(__file__).parent)
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


def _with_guide(nav: list[Any], pages: list[Any]) -> list[Any]:
    """Return the navigation with the archive's editorial pages in the place that mkdocs.yml keeps for them."""
    places = [[entry] if not isinstance(entry, dict) or GUIDE not in entry.values() else pages for entry in nav]
    return [entry for place in places for entry in place]


def _in_words(nav: Any) -> Any:
    """Return the navigation with its titles in the language of the pages."""
    if isinstance(nav, list):
        return [_in_words(entry) for entry in nav]
    return {gettext(title): _in_words(below) for title, below in nav.items()} if isinstance(nav, dict) else nav


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the archive's pages, those that any archive has, the empty ones that become our shells, and our assets."""
    for file in list(files):
        if (
            file.src_uri.startswith(ASSETS)
            and file.src_dir in config.theme.dirs
            and file.src_uri not in _images(config)
        ):
            files.remove(file)
    for asset in _builds[-1].assets:
        files.append(File.generated(config, asset.address, content=asset.content))
    files.append(File.generated(config, addresses.LICENCE, content=(HOME / "LICENSE").read_bytes()))
    _add_pages(files, config)
    _check_pages(files)
    for page in _builds[-1].archive.guide:
        # Without front matter of ours a first line such as `Subject: x` would be taken for it, and lost.
        files.append(File.generated(config, render.guide_file(page), content=f'---\n{{"hide": []}}\n---\n{page.text}'))
    for uri in SHELLS:
        meta = {"template": "shell.html", "title": SHELL.format("title")}
        file = File.generated(config, uri, content=f"---\n{json.dumps(meta)}\n---\n")
        file.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(file)
    return files


def _add_pages(files: Files, config: MkDocsConfig) -> None:
    """Add the pages that any archive has, in the language of the pages or else in English.

    They stand in docs/, and in docs/<language>/ in other languages. An archive may have pages of its own instead.
    """
    docs = HOME / "docs"
    others = (MANUAL, *(f"{tag}/" for tag in catalogues()))
    for file in list(files):
        if file.abs_src_path and Path(file.abs_src_path).resolve().is_relative_to(docs):
            files.remove(file)
    in_words = {path: docs / tag for tag in spoken().fallbacks for path in _pages(docs / tag)}
    for uri in _pages(docs):
        if not uri.startswith(others) and not files.get_file_from_path(uri):
            folder = in_words.get(uri, docs)
            files.append(File(uri, str(folder), config.site_dir, config.use_directory_urls))


def _check_pages(files: Files) -> None:
    """Hold the pages that an archive has of its own in docs/ to what its guide is held to."""
    findings = Findings()
    for file in files.documentation_pages():
        path = Path(file.abs_src_path or HOME / "docs")
        if path.resolve().is_relative_to(HOME / "docs") or not (raw := path.read_bytes()).strip():
            continue
        label = f"docs/{file.src_uri}"
        text = (decoding.decode(raw, label, findings) or "").removeprefix("\ufeff").replace("\r\n", "\n")
        page, _ = get_data(text)
        above = text.removesuffix(page).count("\n")  # front matter
        guide_markup.check_markup("\n" * above + page, label, findings)
    for warning in readable(findings.warnings):
        log.warning("%s", warning)
    if findings.errors:
        raise _told(ArchiveError(findings.errors))


def _pages(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))


def _images(config: MkDocsConfig) -> tuple[str, ...]:
    """Return the theme's images that pages ask for; only where a site has an address, what others show of its pages."""
    return (str(config.theme["favicon"]), *([SHARED] if config.site_url else []))


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Put the shells, and so the documents, under their section without adding them to the navigation."""
    for uri, (section, _) in SHELLS.items():
        parent = files.get_file_from_path(section)
        file = files.get_file_from_path(uri)
        if file and parent:
            Page(None, file, config).parent = parent.page  # type: ignore[assignment]  # lights up as a parent does
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the theme the names of our assets, the sections it leaves out, and the policy with its inline script's hash.

    The hash is taken where no content is. Templates are kept compiled: `mkdocs serve` shows a change sooner.
    """
    archive = _builds[-1].archive
    env.bytecode_cache = _builds[-1].compiled
    env.add_extension(render.Translated)
    policy = render.content_policy([env.get_template(SCHEME).render()])
    env.globals["content_policy"] = lambda: policy
    env.globals["asset"] = {asset.name: asset.address for asset in _builds[-1].assets}.__getitem__
    env.globals["is_empty"] = render.empty_sections(archive).__contains__
    return env


def _is_in_english(page: Page) -> bool:
    """Say whether a page is one of ours that nobody has put into the language of the archive's pages."""
    return spoken().catalogue is not None and page.file.src_dir == str(HOME / "docs")


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give a page that stays English a title in the language of the others, and let the theme know."""
    if _is_in_english(page):
        page.meta.update(title=gettext(str(page.meta.get("title", ""))), is_english=True)
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let what is made from the archive follow what people wrote."""
    archive = _builds[-1].archive
    for written in archive.guide:
        if render.guide_file(written) == page.file.src_uri:
            page.title = without_controls(str(page.title))
            return render.guide_content(archive, written, html)
    html = _said_to_be_english(html, page)
    fragment = FRAGMENTS.get(page.file.src_uri)
    return html + str(getattr(render, fragment)(archive)) if fragment else html  # no Markup: it would be escaped


def _said_to_be_english(html: str, page: Page) -> str:
    """Return what stands on one of our pages; in another language's archive under its title, and said to be English."""
    if not _is_in_english(page) or "</h1>" not in html:
        return html
    words = html.partition("</h1>")[2].strip()
    said = f'<p class="fine">{render.in_english()}</p>\n<div lang="en" dir="ltr">{words}</div>\n' if words else ""
    return f"<h1>{escape(page.title)}</h1>\n{said}"


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Keep the shells, which are not pages of the site."""
    if page.file.src_uri not in SHELLS:
        return output
    section, depth = SHELLS[page.file.src_uri]
    _builds[-1].shells[section.removesuffix("index.md"), depth] = render.Shell(output)
    return ""


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Leave out MkDocs' sitemap, which knows no document; ours is among the files of the archive."""
    return "" if template_name == SITEMAP else output


@event_priority(-math.inf)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the archive, check the whole site against it, and put it in the place of the old one. Last of all hooks."""
    build = _builds[-1]
    try:
        with staging.faults_told(build.staging.site):
            site = build.staging.site
            parts = pipeline.publish_archive(
                build.archive, build.shells, build.staging.folder, build.cache, build.progress, site
            )
        if config.strict and _has_warned():
            raise PluginError("In strict mode a warning is an error: the site was not replaced.")
        build.progress.end()
        build.staging.take_place(parts.left)
        _shown[:] = [pipeline.Curation(build.archive)]
        parts.keep(site, stays=_stays(site))
        remembered.went_well()
        for note in hosts.will_not_fit(*hosts.size_of(site)) if _stays(site) else ():
            log.info("%s", note)
        if build.cache and build.digest and not _has_warned():
            remember(build.cache, site, build.digest)
    except ArchiveError as error:
        raise _told(error) from None
    _end()


def on_build_error(error: Exception) -> None:
    """Leave the last good site, and nothing of the failed one; what the system refused is told in one line."""
    sites = [build.staging.site for build in _builds]
    _end()
    if sites and isinstance(error, TemplateNotFound):  # which is an OSError too
        what, remedy = f"there is no template {shown(str(error))}", "Correct `template:` at the top of the page"
        raise Abort(str(_told(refusal("docs", what, remedy)))) from None
    if sites and isinstance(error, OSError):
        raise Abort(str(_told(ArchiveError([staging.not_written(sites[0], error)])))) from None


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> LiveReloadServer:
    """Keep the last good pages up when a build fails, and let live reload pass the content policy."""

    def build_or_live_on() -> None:
        try:
            builder()
        except (SystemExit, Exception) as fault:  # what is in a template or a hook may fail in any way
            if not isinstance(fault, SystemExit):
                log.error("The build failed.", exc_info=fault)
            log.error("The pages shown are those of the last good build.")

    server.builder = build_or_live_on
    curator = curating.Curating(HOME / "hooks/theme", _shown)
    server.set_app(curator.around(preview.allow_live_reload(server.serve_request)))
    return server


def _is_news(record: logging.LogRecord) -> bool:
    """Say whether a line of MkDocs' tells the curator anything: not that it left out a shell, or its own sitemap."""
    told = record.getMessage()
    return "skipped: " not in told or not any(f"'{name}'" in told for name in (*SHELLS, SITEMAP))


def _has_warned() -> bool:
    """Say whether there was a warning: the archive's own, or one that the generator counted to be strict."""
    handlers = chain.from_iterable(logging.getLogger(name).handlers for name in (GENERATOR, None))
    counted = any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))
    return counted or any(build.has_warned for build in _builds)


def _told(error: ArchiveError) -> PluginError:
    """Log each problem, and return the error that ends the build."""
    for problem in error.problems:
        log.error("%s", problem)
    count = "1 problem" if error.count == 1 else f"{error.count:,} problems"
    return PluginError(f"{count}; nothing was published, and what was published before is unchanged.")


def _end() -> None:
    while _builds:
        build = _builds.pop()
        build.progress.end()
        build.staging.discard()
        logging.getLogger(GENERATOR).removeHandler(build.counter)
    logging.getLogger(f"{GENERATOR}.commands.build").removeFilter(_is_news)
