"""A static web server on the loopback address that answers as GitHub Pages does."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class _Pages(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections are kept, as hosts do
    disable_nagle_algorithm = True  # or a short answer waits for the browser's receipt of the one before
    site: Path
    prefix: str

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments, directory=str(self.site))  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.prefix):
            return str(self.site / "outside the site")
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        page = (self.site / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)

    def end_headers(self) -> None:
        # GitHub Pages lets everything be kept so long. Tests change pages; to ask for their parts again costs the most.
        self.send_header("Cache-Control", "max-age=600" if "/assets/" in self.path else "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # A browser opens many connections at once, and goes away without a word.
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def serving(site: Path, prefix: str = "/") -> Iterator[str]:
    """Serve a site's folder below the path `prefix`; give the address of its root, with a slash at its end."""
    handler = type("Pages", (_Pages,), {"site": site, "prefix": prefix})
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()
