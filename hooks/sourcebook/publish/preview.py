"""The preview of `mkdocs serve` under the strict content policy.

The server puts an inline script for live reload into each page it sends. The policy would refuse it, so the script's
hash is added to the policy of that one answer; the built pages know nothing of it.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from sourcebook.render.head.policy import hash_source

_LIVE_RELOAD = re.compile(rb"<script>((?:(?!<script).)*?livereload\(\d+, \d+\);\s*)</script>\s*</body>", re.DOTALL)
_ANNOUNCEMENT = re.compile(rb"\s*console\.log\('Enabled live reload'\);")
_SCRIPTS_ALLOWED = b"script-src 'self'"


def allow_live_reload(app: WSGIApplication) -> WSGIApplication:
    """Return `app` with the policy of each page opened for the live reload script that the server put into it."""

    def allowing(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return changed(app, environ, start_response, _opened)

    return allowing


def changed(
    app: WSGIApplication, environ: WSGIEnvironment, start_response: StartResponse, change: Callable[[bytes], bytes]
) -> Iterable[bytes]:
    """Answer with what `app` answers; a page of HTML as `change` makes it."""
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def hold(status: str, headers: list[tuple[str, str]], exc_info: Any = None, /) -> Callable[[bytes], object]:
        started.append((status, headers))
        return lambda _: None

    answer = app(environ, hold)
    status, headers = started[0]
    if ("Content-Type", "text/html") in headers:
        page = change(b"".join(answer))
        answer = [page]
        headers = [(n, v) for n, v in headers if n != "Content-Length"] + [("Content-Length", str(len(page)))]
    start_response(status, headers)
    return answer


def _opened(page: bytes) -> bytes:
    found = _LIVE_RELOAD.search(page)
    if not found:
        return page
    script = _ANNOUNCEMENT.sub(b"", found[1])  # the console is for what goes wrong
    page = page[: found.start(1)] + script + page[found.end(1) :]
    allowed = f"{_SCRIPTS_ALLOWED.decode()} '{hash_source(script.decode())}'"
    return page.replace(_SCRIPTS_ALLOWED, allowed.encode(), 1)
