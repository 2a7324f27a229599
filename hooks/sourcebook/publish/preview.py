"""The preview of `mkdocs serve`: under the strict content policy, with lines for the curator beside what they speak of.

The server puts an inline script for live reload into each page it sends. The policy would refuse it, so the script's
hash is added to the policy of that one answer; the built pages know nothing of it. The lines are handed out from
memory, under addresses that no site has, and pages get the script that shows them as they are sent.
"""

import gc
import re
from collections.abc import Callable, Iterable
from contextvars import copy_context
from pathlib import Path
from threading import Timer
from typing import Any, Protocol
from urllib.parse import quote
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from sourcebook.publish.assets import OF_THE_PREVIEW, bundled
from sourcebook.render.head.policy import hash_source

_LIVE_RELOAD = re.compile(rb"<script>((?:(?!<script).)*?livereload\(\d+, \d+\);\s*)</script>\s*</body>", re.DOTALL)
_ANNOUNCEMENT = re.compile(rb"\s*console\.log\('Enabled live reload'\);")
_SCRIPTS_ALLOWED = b"script-src 'self'"
ADDRESS = "/~curation/"
"""No text has it: an id has neither a tilde nor a capital."""
SCRIPT = "curate.js"
_PAGE = re.compile(r"/(?:documents/(?P<id>[^/]+)|names)/(?:index\.html)?$")


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


class Following:
    """What no reader waits for, done in a thread of its own, once nothing has changed for a moment."""

    PAUSE = 0.3
    """Seconds in which a browser asks for its page again."""

    def __init__(self, do: Callable[[], None]) -> None:
        self._do = do
        self._timer: Timer | None = None

    def begin(self) -> None:
        """Do it soon, in a copy of this context."""
        self._timer = Timer(self.PAUSE, copy_context().run, [self._follow])
        self._timer.daemon = True
        self._timer.start()

    def _follow(self) -> None:
        self._do()
        gc.collect()  # what builds have left, which is never looked for among what lives as long as they

    def end(self) -> None:
        """Don't do it if it hasn't begun, and wait until it is done if it has."""
        if self._timer:
            self._timer.cancel()
            self._timer.join()


class CurationLines(Protocol):
    """What makes the lines of a page."""

    def of_document(self, id: str) -> bytes | None:
        """Return those of a document's page, as JSON; None if there is none."""

    def of_names(self) -> bytes:
        """Return those of the list of names."""


class Curating:
    """Serves pages with what the curator can say of them.

    Args:
        theme: the folder of the theme.
        shown: returns what makes the lines of the pages that are shown now, or None.
    """

    def __init__(self, theme: Path, shown: Callable[[], CurationLines | None]) -> None:
        self._script = bundled(theme)[OF_THE_PREVIEW].encode()
        self._shown = shown

    def around(self, app: WSGIApplication) -> WSGIApplication:
        """Return `app` with our script in the pages of documents and the list of names, and with what it asks for."""

        def curating(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            path = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "replace")
            if path.startswith(ADDRESS):
                return self._answer(path.removeprefix(ADDRESS), start_response)
            page = _PAGE.search(path)
            if page is None:
                return app(environ, start_response)
            lines = f"{ADDRESS}{quote(page['id'] or '')}.json"
            tag = f'<script src="{ADDRESS}{SCRIPT}" data-lines="{lines}" defer></script></body>'.encode()
            return changed(app, environ, start_response, lambda html: html.replace(b"</body>", tag, 1))

        return curating

    def _answer(self, name: str, start_response: StartResponse) -> list[bytes]:
        if name == SCRIPT:
            content: bytes | None = self._script
            kind = "text/javascript; charset=utf-8"
        else:
            id, kind = name.removesuffix(".json"), "application/json"
            lines = self._shown()
            content = (lines.of_document(id) if id else lines.of_names()) if lines else None
        if content is None:
            start_response("404 Not Found", [("Content-Length", "0")])
            return []
        headers = [("Content-Type", kind), ("Content-Length", str(len(content))), ("Cache-Control", "no-store")]
        start_response("200 OK", headers)
        return [content]
