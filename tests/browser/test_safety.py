"""Nothing that stands in an archive runs as script, and nothing but the site itself is asked for anything."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.tools.building import Built
from tests.tools.watching import Faults

CANARY = "document.documentElement.dataset.canary='dead'"
ATTACKS = {
    "script": f"<script>{CANARY}</script>",
    "handler": f'<img src=x onerror="{CANARY}">',
    "svg": f"<svg onload={CANARY}>",
    "out of a title": f"</title><script>{CANARY}</script>",
    "out of a script": f"</script><script>{CANARY}</script>",
    "out of a style": f"</style><script>{CANARY}</script>",
    "out of a comment": f"--><script>{CANARY}</script><!--",
    "out of double quotes": f'"><script>{CANARY}</script>',
    "out of single quotes": f"'><script>{CANARY}</script>",
    "into an attribute": f'" autofocus onfocus="{CANARY}" x="',
    "javascript address": f"javascript:{CANARY}",
    "markdown link": f"[click](javascript:{CANARY})",
    "refresh": f'<meta http-equiv="refresh" content="0;url=javascript:{CANARY}">',
    "base": '<base href="https://evil.test/">',
    "frame": f'<iframe srcdoc="<script>parent.{CANARY}</script>"></iframe>',
    "jinja": "{{ config.__class__.__init__.__globals__ }}{% for x in range(9) %}JINJA{% endfor %}",
    "slot": "%%sourcebook:content%%%%sourcebook:nonsense%%%%sourcebook:head%%",
    "escaped already": "&lt;script&gt;&#60;script&#62;",
    "unicode": "\u2028\u2029\u202e</\u017fcript>\ufeff",
    "policy": '<meta http-equiv="Content-Security-Policy" content="script-src *">',
    "format": "%s %(name)s {0} {name} $name ${name} \\1 \\g<0>",
}
INVISIBLE = re.compile("[\u202e\ufeff]")
"""What a title leaves out, so that nobody takes it for another."""
INVISIBLE_IN_NAMES = re.compile("[\u2028-\u202e\ufeff]")
TITLES = """async address => {
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html')
  return [page.title, ...Array.from(page.querySelectorAll('h1'), one => one.textContent)]
}"""
ALIVE = "document.documentElement.dataset.canary === undefined"


WORST = "".join(
    ATTACKS[name]
    for name in ("handler", "out of a title", "out of double quotes", "out of single quotes", "jinja", "slot")
)
"""What the archive is named: whatever stands before it, something in it gets out, if anything can."""


def seeds() -> dict[str, bytes]:
    """Return texts whose titles, bodies and file names attack, each in its turn; a slash can't stand in a name."""
    found: dict[str, bytes] = {}
    for number, attack in enumerate(ATTACKS.values()):
        name = "" if INVISIBLE_IN_NAMES.search(attack) else attack.replace("/", "∕")
        found[f"{number:02}{name}.txt"] = f"{attack}\n\n{attack}\n".encode()
    keys = ("title", "introduction", "rights_note")
    archive = "".join(f"{key}: {json.dumps(WORST, ensure_ascii=False)}\n" for key in keys)
    return found | {"archive.yml": archive.encode()}


@pytest.fixture(scope="module")
def attacked(build: Callable[..., Built]) -> Built:
    built = build(seeds())
    assert built.code == 0, built.output
    return built


def pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html"))


def test_nothing_runs_on_any_page(attacked: Built, serve: Callable[..., str], page: Page) -> None:
    address = serve(attacked.site)
    for name in pages(attacked.site):
        page.goto(address + name)
        assert page.evaluate(ALIVE), name
        assert page.url.startswith(address), name
        assert (
            page.evaluate("document.querySelectorAll('base, iframe, object, embed, [onerror], [onload]').length") == 0
        )


def test_nothing_runs_without_the_policy_either(
    attacked: Built, browser_without_policy: Page, serve: Callable[..., str]
) -> None:
    """The policy is the second lock: the first is that nothing gets into a page as mark-up."""
    page = browser_without_policy
    address = serve(attacked.site)
    for name in pages(attacked.site):
        page.goto(address + name)
        assert page.evaluate(ALIVE), name
        assert page.title().endswith(" ".join(WORST.split())), name
        assert page.locator("[data-source-text]").count() == bool(re.search(r"^documents/\d\d[^/]*/$", name)), name


@pytest.fixture
def browser_without_policy(new_page: Callable[..., Page]) -> Page:
    return new_page(bypass_csp=True)


def test_a_title_is_shown_as_the_words_it_is(attacked: Built, serve: Callable[..., str], page: Page) -> None:
    page.goto(serve(attacked.site))
    for number, (name, attack) in enumerate(ATTACKS.items()):
        (folder,) = (attacked.site / "documents").glob(f"{number:02}*")
        title, *headings = page.evaluate(TITLES, f"documents/{folder.name}/")
        seen = " ".join(INVISIBLE.sub("", attack).split()).rstrip(",:;")
        if name in {"handler", "refresh", "policy"}:  # no words for a title: the text goes by the name of its file
            seen = f"{number:02}{seen}.txt"
        assert [heading.strip() for heading in headings] == [seen]
        assert title.startswith(seen)


POLICY = re.compile(r'<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
INLINE = re.compile(r"<script(?![^>]*\bsrc=)([^>]*)>(.*?)</script>", re.DOTALL)
DATA = ('type="application/json"', 'type="application/ld+json"')
"""Scripts that hold data and never run."""


def test_every_page_has_the_policy_first_and_no_script_of_its_own(attacked: Built, site: Path) -> None:
    scripts: set[str] = set()
    for folder in (site, attacked.site):
        for path in folder.rglob("*.html"):
            html = path.read_text(encoding="utf-8")
            head = html[: html.index("</head>")]
            (policy,) = POLICY.findall(head)
            assert head.index("http-equiv") < min(at for at in (head.find("<script"), head.find("<link")) if at >= 0)
            assert "unsafe-inline" not in policy
            assert "unsafe-eval" not in policy
            running = [body for attributes, body in INLINE.findall(html) if not any(d in attributes for d in DATA)]
            assert not [body for body in running if "canary" in body]
            scripts |= {re.sub(r'new URL\("[^"]*"', "new URL(", body) for body in running}
    assert len(scripts) <= 3, "more inline scripts than the theme's own"


def test_the_policy_stops_what_would_get_in(
    site: Path, tmp_path: Path, serve: Callable[..., str], page: Page, faults: Faults
) -> None:
    """Proves that the watching page sees a violation, and that the policy of a built page is in force."""
    html = (site / "index.html").read_text(encoding="utf-8")
    (tmp_path / "index.html").write_text(html.replace("</body>", f"<script>{CANARY}</script></body>"), encoding="utf-8")
    (tmp_path / "assets").symlink_to(site / "assets")
    page.goto(serve(tmp_path))
    assert page.evaluate(ALIVE)
    assert [fault for fault in faults.found if fault.startswith("policy violated: script-src")]
    assert [fault for fault in faults.found if fault.startswith("console error")]
    faults.allow("policy violated: script-src")
    faults.allow("console error")


def test_a_request_to_another_host_is_noticed(
    site: Path, tmp_path: Path, serve: Callable[..., str], page: Page, faults: Faults
) -> None:
    (tmp_path / "index.html").write_text('<!doctype html><title>x</title><img src="http://other.test/x.png" alt="">')
    page.route("http://other.test/**", lambda route: route.abort())
    page.goto(serve(tmp_path))
    assert "request to another host: http://other.test/x.png" in faults.found
    faults.allow("other.test")
    faults.allow("Failed to load resource")
