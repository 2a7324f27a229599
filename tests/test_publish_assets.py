"""publish/assets.py: scripts and styles in few files, each under a name that changes with its content."""

import gzip
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from sourcebook.problems import ArchiveError
from sourcebook.publish.assets import BUNDLES, OF_THE_PREVIEW, PAGE, bundle_assets, stylesheet

from tests.tools import letters
from tests.tools.building import REPOSITORY
from tests.tools.runtimes import node, npm_package

THEME = REPOSITORY / "hooks/theme"
BUNDLER = REPOSITORY / "tests/tools/bundles.mjs"
MODULES = {
    "frame/load": (THEME / "assets/javascripts/frame/load.js").read_text(encoding="utf-8"),
    PAGE: 'import { shared } from "../a/shared.js"\nshared.push("page")\nimport("../a/now.js")\n',
    "a/shared": "// Kept.\nexport const shared = window.shared\nexport const unused = 1\n",
    "a/now": """import { shared } from "./shared.js"
import { shared as same } from "./shared.js"
export async function now() {
  const { later } = await import("../b/later.js")
  return same === shared && later(shared)
}
""",
    "b/later": "/** @param {string[]} all */\nexport const later = all => all.length\n",
    OF_THE_PREVIEW: "export const curate = 1\n",
}


def bundles(theme: Path) -> str:
    """Bundle the scripts of a theme as `make bundles` does; what is written."""
    npm_package("esbuild")
    target = theme / BUNDLES
    ended = subprocess.run(
        [node(), BUNDLER, theme / "assets", target], capture_output=True, encoding="utf-8", check=False, timeout=60
    )
    assert ended.returncode == 0, ended.stderr
    return target.read_text(encoding="utf-8")


def scripts(theme: Path) -> Path:
    """A theme whose scripts are few and small."""
    for name, text in MODULES.items():
        path = theme / f"assets/javascripts/{name}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copytree(THEME / "assets/stylesheets", theme / "assets/stylesheets")
    return theme


def test_what_is_published_was_made_of_the_scripts_that_lie_here(tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(THEME, theme)
    (theme / BUNDLES).unlink()
    assert bundles(theme) == (THEME / BUNDLES).read_text(encoding="utf-8"), "run make bundles"
    assert letters.written() == letters.FILE.read_text(encoding="utf-8"), "run make bundles"


def test_a_first_query_loads_few_bytes_of_scripts() -> None:
    sizes = {asset.name: len(gzip.compress(asset.content)) for asset in bundle_assets(THEME)}
    for place in ("search/box", "search/page"):
        assert sizes[place] + sizes["search/results"] <= 12_000, place


def test_a_change_that_was_not_bundled_is_told(tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(THEME, theme)
    (theme / "assets/javascripts/search/new.js").write_text("export const one = 1\n", encoding="utf-8")
    with pytest.raises(ArchiveError, match=r"since this was made of them\. Run `make bundles`"):
        bundle_assets(theme)
    (theme / BUNDLES).write_text("<<<<<<< ours\n{}\n", encoding="utf-8")
    with pytest.raises(ArchiveError, match=r"since this was made of them\. Run `make bundles`"):
        bundle_assets(theme)
    (theme / BUNDLES).unlink()
    with pytest.raises(ArchiveError, match=r"bundles\.json can't be read"):
        bundle_assets(theme)


def test_what_is_imported_later_is_a_script_that_the_page_finds_by_name(tmp_path: Path) -> None:
    theme = scripts(tmp_path)
    bundles(theme)
    page, *others, _ = bundle_assets(theme)
    assert page.name == PAGE
    assert [other.name for other in others] == ["a/now", "b/later"], "the preview's is in no site"
    files = {other.name: Path(other.address).name for other in others}
    assert all(f'"{name}": "{file}"' in page.content.decode() for name, file in files.items())
    assert b"Kept" not in page.content
    code = """
    globalThis.window = globalThis
    window.shared = []
    const [folder, page, files] = JSON.parse(process.argv[1])
    const run = file => require("vm").runInThisContext(require("fs").readFileSync(`${folder}/${file}`, "utf8"))
    const asked = []
    globalThis.document = {
      currentScript: { src: "http://x.invalid/assets/javascripts/page.js" },
      createElement: () => ({ addEventListener(name, call) { if (name === "load") this.call = call } }),
      head: { append: made => setTimeout(() => [asked.push(made.src), run(made.src.split("/").pop()), made.call()]) },
    }
    run(page)
    const tell = length => console.log(JSON.stringify([length, shared, asked.length]))
    sourcebook.load("a/now").then(({ now }) => now()).then(tell)
    """
    for asset in (page, *others):
        (tmp_path / Path(asset.address).name).write_bytes(asset.content)
    told = json.dumps([tmp_path.as_posix(), Path(page.address).name, files])
    ended = subprocess.run([node(), "-e", code, told], capture_output=True, encoding="utf-8", check=True, timeout=60)
    assert json.loads(ended.stdout) == [1, ["page"], 2]


def test_a_name_changes_with_what_the_file_holds_and_with_nothing_else(tmp_path: Path) -> None:
    theme = scripts(tmp_path)
    bundles(theme)
    before = {asset.name: asset.address for asset in bundle_assets(theme)}
    assert {asset.name: asset.address for asset in bundle_assets(theme)} == before
    (theme / "assets/javascripts/b/later.js").write_text("export const later = () => 7\n", encoding="utf-8")
    bundles(theme)
    after = {asset.name: asset.address for asset in bundle_assets(theme)}
    assert {name for name in before if before[name] != after[name]} == {PAGE, "b/later"}, "the page names the others"


def test_the_stylesheet_holds_what_it_imports_in_layers(tmp_path: Path) -> None:
    (tmp_path / "base.css").write_text("p { color: red; }\n")
    (tmp_path / "index.css").write_text('@import "base.css" layer(base);\n')
    sheet = stylesheet(tmp_path)
    assert sheet.content == b"@layer base {\np { color: red; }\n}\n"
    (tmp_path / "base.css").write_text("p { color: blue; }\n")
    assert stylesheet(tmp_path).address != sheet.address


@pytest.mark.parametrize("line", ['@import "base.css";', '@import "missing.css" layer(base);'])
def test_an_import_that_is_not_read_is_told(line: str, tmp_path: Path) -> None:
    (tmp_path / "base.css").write_text("")
    (tmp_path / "index.css").write_text(line + "\n")
    with pytest.raises(ArchiveError, match=r"index\.css: (an @import that is not read|missing\.css can't be read)"):
        stylesheet(tmp_path)


def test_no_built_page_knows_the_curators_lines(site: Path) -> None:
    files = [path for path in site.rglob("*") if path.suffix in {".html", ".js", ".json", ".css"}]
    assert [
        path for path in files if b"~curation" in path.read_bytes() or b"For the curator" in path.read_bytes()
    ] == []
    assert not any("curat" in path.name for path in files)
