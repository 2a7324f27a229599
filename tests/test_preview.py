"""preview.py: live reload passes the content policy of the one answer it stands in, and nothing else does."""

import base64
import gc
import hashlib
import re
import weakref
from collections.abc import Iterable
from threading import Event
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from sourcebook.publish import preview
from sourcebook.publish.preview import Curating, Following, allow_live_reload

from tests.tools.building import REPOSITORY

POLICY = "default-src 'none'; script-src 'self' 'sha256-AAAA'; style-src 'self'"
PAGE = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}"><body>text{{}}</body>'
SCRIPT = "\nvar livereload = function() {\n    console.log('Enabled live reload');\n}\nlivereload(12, 34);\n"


def answer(body: str, content_type: str = "text/html", status: str = "200 OK") -> tuple[str, dict[str, str], str]:
    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response(status, [("Content-Type", content_type), ("Content-Length", str(len(body.encode())))])
        return iter([body.encode()])

    told: list[tuple[str, dict[str, str]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: object = None, /) -> object:
        told.append((status, dict(headers)))
        return lambda _: None

    content = b"".join(allow_live_reload(app)({}, start_response))  # type: ignore[arg-type]
    (begun,) = told
    return *begun, content.decode()


def hashes(page: str) -> list[str]:
    return re.findall(r"'sha256-([^']+)'", page)


def test_the_script_of_live_reload_is_allowed_by_its_hash_and_says_nothing() -> None:
    _, headers, page = answer(PAGE.format(f"<script>{SCRIPT}</script>"))
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert "console.log" not in script
    assert "livereload(12, 34);" in script
    assert hashes(page) == [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(), "AAAA"]
    assert headers["Content-Length"] == str(len(page.encode()))


def test_no_other_script_is_allowed() -> None:
    smuggled = PAGE.format("<script>alert(1)</script>")
    assert answer(smuggled)[2] == smuggled
    both = PAGE.format(f"<script>alert(1)</script><p>and</p><script>{SCRIPT}</script>")
    page = answer(both)[2]
    assert len(hashes(page)) == 2
    assert base64.b64encode(hashlib.sha256(b"alert(1)").digest()).decode() not in hashes(page)


def test_a_text_about_live_reload_opens_nothing() -> None:
    page = PAGE.format("&lt;script&gt;livereload(1, 2);&lt;/script&gt;")
    assert answer(page)[2] == page


def test_what_is_no_page_passes_untouched() -> None:
    body = PAGE.format(f"<script>{SCRIPT}</script>")
    assert answer(body, "text/plain") == (
        "200 OK",
        {"Content-Type": "text/plain", "Content-Length": str(len(body))},
        body,
    )


def test_a_missing_page_stays_missing() -> None:
    assert answer(PAGE.format(""), status="404 Not Found")[0] == "404 Not Found"


def test_the_curators_script_is_read_once_and_no_request_asks_for_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Curating(REPOSITORY / "hooks/theme", lambda: None).around(lambda *_: [])
    monkeypatch.setattr(preview, "bundled", lambda _: {}[""])  # what would go wrong does so in the server's thread
    begun: list[str] = []
    start: StartResponse = lambda status, *_: begun.append(status) or (lambda _: None)  # type: ignore[assignment, misc]  # noqa: E731
    content = b"".join(app({"PATH_INFO": "/~curation/curate.js"}, start))
    assert begun == ["200 OK"]
    assert content


def test_what_builds_have_left_is_cleared_away_once_nothing_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    class Left:
        itself: "Left"

    monkeypatch.setattr(Following, "PAUSE", 0)
    left, done = Left(), Event()
    left.itself, there = left, weakref.ref(left)
    gc.disable()
    try:
        del left
        following = Following(done.set)
        following.begin()
        assert done.wait(60)
        following.end()
        assert there() is None
    finally:
        gc.enable()
