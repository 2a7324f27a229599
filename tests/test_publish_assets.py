"""publish/assets.py: scripts and styles in few files, each under a name that changes with its content."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from sourcebook.problems import ArchiveError
from sourcebook.publish.assets import LOADER, PAGE, script_bundles, stylesheet

from tests.tools.scripts import run_in


def scripts(folder: Path, files: Mapping[str, str]) -> Path:
    """A folder of scripts, with a loader and a page that do nothing unless given."""
    for name, text in ({LOADER: "export const load = name => name\n", PAGE: ""} | dict(files)).items():
        path = folder / f"{name}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def named(folder: Path) -> dict[str, str]:
    return {bundle.name: bundle.address for bundle in script_bundles(folder)}


MODULES = {
    "text/one": 'export const one = 1\nexport function twice(n) {\n  return n * 2\n}\nconst hidden = "one"\n',
    "text/two": 'import { one, twice as double } from "./one.js"\n\nexport class Two {\n  value = double(one)\n}\n',
    "other/three": (
        'import {\n  Two,\n} from "../text/two.js"\nimport "../text/one.js"\n\nconst hidden = "three"\n'
        "export async function three() {\n  return new Two().value + hidden\n}\n"
    ),
}


def test_modules_see_what_they_import_and_nothing_else(tmp_path: Path) -> None:
    code = """
    const { Two } = sourcebook["text/two"]
    return [Object.keys(sourcebook), new Two().value, typeof hidden, typeof double]
    """
    assert run_in(scripts(tmp_path, MODULES), ["other/three"], code, None) == [
        ["text/one", "text/two", "other/three"],
        2,
        "undefined",
        "undefined",
    ]


def test_a_module_runs_once_however_many_bundles_have_it(tmp_path: Path) -> None:
    folder = scripts(tmp_path, {"a/count": "window.runs = (window.runs ?? 0) + 1\n", "a/b": 'import "./count.js"\n'})
    assert run_in(folder, ["a/b", "a/count"], "return runs", None) == 1


def test_what_is_imported_later_is_a_bundle_that_the_page_finds_by_name(tmp_path: Path) -> None:
    later = 'export async function go() {\n  const { deep } = await import("../b/later.js")\n  return deep\n}\n'
    folder = scripts(
        tmp_path,
        {
            PAGE: 'import "../a/shared.js"\nconst bring = () => import("../a/now.js")\n',
            "a/shared": "export const shared = 1\n",
            "a/now": f'import {{ shared }} from "./shared.js"\n{later}',
            "b/later": "export const deep = 3\n",
        },
    )
    page, *others = script_bundles(folder)
    assert page.name == PAGE
    assert [bundle.name for bundle in others] == ["a/now", "b/later"]
    for bundle in others:
        assert f'"{bundle.name}": "{Path(bundle.address).name}"' in page.content.decode()
        assert b'sourcebook["a/shared"] ??=' not in bundle.content, "every page has it"
    assert 'sourcebook["frame/load"].load("b/later")' in others[0].content.decode()


def test_a_name_changes_with_what_the_file_holds_and_with_nothing_else(tmp_path: Path) -> None:
    files = {PAGE: 'const bring = () => import("../a/one.js")\nconst other = () => import("../a/two.js")\n'}
    files |= {"a/one": "export const one = 1\n", "a/two": "export const two = 2\n"}
    before = named(scripts(tmp_path, files))
    assert named(scripts(tmp_path, files)) == before
    after = named(scripts(tmp_path, files | {"a/one": "export const one = 7\n"}))
    assert after["a/one"] != before["a/one"]
    assert after["a/two"] == before["a/two"]
    assert after[PAGE] != before[PAGE], "the page names the others"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('\nimport x from "./x.js"\n', "x.js:2: an import or export that is not read: 'import x from \"./x.js\"'"),
        ("export default 1\n", "x.js:1: an import or export that is not read: 'export default 1'"),
        ("const a = 1\nexport { a }\n", "x.js:2: an import or export"),
        ("export let a = 1\n", "x.js:1: an import or export"),
        ("import { a } from './x.js'\n", "x.js:1: an import or export"),
        ('import "./missing.js"\n', "missing.js can't be read (No such file or directory)"),
        ('import "./x.js"\n', "modules that need each other: frame/page → a/x → a/x"),
    ],
)
def test_another_form_is_told_with_its_place(text: str, told: str, tmp_path: Path) -> None:
    folder = scripts(tmp_path, {PAGE: 'import "../a/x.js"\n', "a/x": text})
    with pytest.raises(ArchiveError) as error:
        script_bundles(folder)
    assert told in str(error.value.problems[0])


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


def test_types_and_other_comments_are_not_published(tmp_path: Path) -> None:
    told = "// One.\n/** Two. */\n/**\n * Three.\n *\n * @param {string} word\n */\n  /** @type {number[]} */\n"
    inline = "export const words = /** @type {string[]} */ (window.words) ?? /** @type {string} */ ([1])\n"
    (page, *_) = script_bundles(scripts(tmp_path, {PAGE: f'{told}{inline}const kept = "// four" // five\n'}))
    code = page.content.decode()
    assert [word for word in ("One", "Two", "Three", "@param", "@type", "/**", "*/") if word in code] == []
    assert "const words = (window.words) ?? ([1])\n" in code
    assert 'const kept = "// four" // five\n' in code


def test_no_built_page_knows_the_curators_lines(site: Path) -> None:
    files = [path for path in site.rglob("*") if path.suffix in {".html", ".js", ".json", ".css"}]
    assert [
        path for path in files if b"~curation" in path.read_bytes() or b"For the curator" in path.read_bytes()
    ] == []
    assert not any("curat" in path.name for path in files)
