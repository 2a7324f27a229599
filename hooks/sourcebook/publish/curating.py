"""What the preview of `mkdocs serve` adds for the curator: lines to copy, beside what they speak of.

The server hands them out from memory, under addresses that no site has; pages get the script that shows them as they
are sent. Nothing of it is ever written into a site's folder.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol
from urllib.parse import quote
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from sourcebook.publish.assets import OF_THE_PREVIEW, bundled
from sourcebook.publish.preview import changed

ADDRESS = "/~curation/"
"""No text has it: an id has neither a tilde nor a capital."""
SCRIPT = "curate.js"
_PAGE = re.compile(r"/(?:documents/(?P<id>[^/]+)|names)/(?:index\.html)?$")


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
        self._theme = theme
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
            content: bytes | None = bundled(self._theme)[OF_THE_PREVIEW].encode()
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
