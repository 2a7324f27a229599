"""The built site before judges that aren't ours: lychee follows its links, the Nu checker reads its HTML."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools.building import Built
from tests.tools.html import faults_of

LYCHEE = Path(sys.executable).parent / "lychee"


def lychee(site: Path) -> subprocess.CompletedProcess[str]:
    flags = ["--offline", "--include-fragments", "--index-files", "index.html", "--no-progress", "--root-dir", site]
    return subprocess.run([LYCHEE, *flags, site], capture_output=True, text=True, check=False)


def test_lychee_finds_no_broken_link_or_anchor(site: Path) -> None:
    answer = lychee(site)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "0 Errors" in answer.stdout


def test_lychee_would_find_one(site: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    page = copy / "about" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("</main>", '<a href="../#nowhere">x</a></main>'))
    assert lychee(copy).returncode != 0


HARD = {
    "hard.txt": '‘Hard’ <b>& "so"\n\n\u00a0x\u2028y \u202e z\n\n👩\u200d🚀 e\u0301\n'.encode(),
    "right-to-left.txt": "שלום עולם\n\nمرحبا\n".encode(),
    "archive.yml": b"title: 'A <b> & \"c\"'\nintroduction: 'One.'\ncontact: a@host.test\n",
}


@pytest.fixture(scope="module")
def pages(site: Path, build: Callable[..., Built], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every page of the archive, those of a hard one, and one with a planted fault."""
    built = build(HARD, SITE_URL="https://example.org/a/")
    assert built.code == 0, built.output
    folder = tmp_path_factory.mktemp("pages")
    shutil.copytree(site, folder / "own")
    shutil.copytree(built.site, folder / "hard")
    (folder / "planted").mkdir()
    html = (site / "index.html").read_text(encoding="utf-8")
    (folder / "planted" / "index.html").write_text(
        html.replace("</main>", "<li id='a b'></p></main>"), encoding="utf-8"
    )
    return folder


def test_the_html_of_every_page_is_right(pages: Path) -> None:
    found = faults_of(pages)
    assert [fault for fault in found if fault.startswith("planted/")], "the checker finds nothing at all"
    ours = [fault for fault in found if not fault.startswith("planted/")]
    assert not ours, "\n".join(ours)
