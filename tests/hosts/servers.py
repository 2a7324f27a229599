"""The examples in hosting/, each on the real server: what it says of every kind of file, packs, and does without one.

Not part of `make test`, since the servers are programs of the system: `make test-hosts` installs and asks them.
"""

import gzip
import json
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from tests.tools.building import FIVE, REPOSITORY, Built, Project
from tests.tools.debian import install_one_of
from tests.tools.runtimes import node, npm_package

HOSTING = REPOSITORY / "hosting"
LETTER = "documents/e7e7ceed7dc75719/"
FOR_EVER = "public, max-age=31536000, immutable"
PLAIN = "text/plain; charset=utf-8"
TYPES = {
    "": "text/html",
    LETTER: "text/html",
    f"{LETTER}source.txt": PLAIN,
    f"{LETTER}record.json": "application/json",
    f"{LETTER}cite.bib": "application/x-bibtex; charset=utf-8",
    f"{LETTER}cite.ris": "application/x-research-info-systems; charset=utf-8",
    "data/catalogue.csv": "text/csv; charset=utf-8",
    "data/links.json": "application/json",
    "data/texts.zip": "application/zip",
    "data/SHA256SUMS": PLAIN,
    "robots.txt": PLAIN,
    "llms.txt": PLAIN,
    "feed.xml": "application/atom+xml",
    "opensearch.xml": "application/opensearchdescription+xml",
    "sitemap.xml": "/xml",
    "assets/images/favicon.svg": "image/svg+xml",
    f"{LETTER}original-p1.webp": "image/webp",
}
POLICIES = {
    "content-security-policy": "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
APACHE_MODULES = ("mpm_event", "authz_core", "dir", "mime", "headers", "deflate", "filter")


class Answer(NamedTuple):
    """What a server answers."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(address: str, **headers: str) -> Answer:
    try:
        with urlopen(Request(address, headers=headers)) as answer:  # noqa: S310  our own server
            return Answer(answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read())
    except HTTPError as refused:
        with refused:
            return Answer(refused.code, {k.lower(): v for k, v in refused.headers.items()}, refused.read())


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


def found(program: str, package: str) -> str:
    path = shutil.which(program, path="/usr/sbin:/usr/bin:/usr/local/bin")
    if not path:
        install_one_of([package])
        path = shutil.which(program, path="/usr/sbin:/usr/bin:/usr/local/bin")
    assert path, f"{program} is not here and could not be installed: apt-get install {package}"
    return path


@contextmanager
def running(command: list[str], address: str, folder: Path) -> Iterator[str]:
    environment = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        for _ in range(100):
            assert server.poll() is None, (folder / "log").read_text()
            try:
                ask(address)
                break
            except URLError:
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def nginx(site: Path, folder: Path, port: int) -> list[str]:
    ours = (HOSTING / "nginx.conf").read_text(encoding="utf-8")
    ours = ours.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/var/www/archive", str(site))
    kept = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    head = f"daemon off; user root; pid {folder}/pid; error_log stderr; events {{}}"
    whole = f"{head} http {{ access_log off; {kept}\n{ours}\n}}"
    (folder / "nginx.conf").write_text(whole, encoding="utf-8")
    return [found("nginx", "nginx-light"), "-c", str(folder / "nginx.conf")]


def caddy(site: Path, folder: Path, port: int) -> list[str]:
    ours = (HOSTING / "Caddyfile").read_text(encoding="utf-8")
    ours = ours.replace("archive.example.org {", f"http://127.0.0.1:{port} {{").replace("/var/www/archive", str(site))
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\n\n{ours}", encoding="utf-8")
    return [found("caddy", "caddy"), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


def apache(site: Path, folder: Path, port: int) -> list[str]:
    program = found("apache2", "apache2")
    modules = "\n".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in APACHE_MODULES)
    (folder / "mime").write_text("text/html html\napplication/xml xml\napplication/zip zip\ntext/css css\n")
    whole = f"""{modules}
        ServerName localhost
        Listen 127.0.0.1:{port}
        PidFile {folder}/pid
        ErrorLog /dev/stderr
        TypesConfig {folder}/mime
        DocumentRoot {site}
        <Directory {site}>
        Require all granted
        AllowOverride None
        {(HOSTING / "apache.conf").read_text(encoding="utf-8")}
        </Directory>"""
    (folder / "apache.conf").write_text(whole, encoding="utf-8")
    return [program, "-D", "FOREGROUND", "-f", str(folder / "apache.conf")]


@pytest.fixture(scope="module")
def built(new_project: Callable[..., Project]) -> Built:
    found: Built = new_project(None).build(SITE_URL="https://archive.example.org/")
    assert found.code == 0, found.output
    (found.site / LETTER / "original-p1.webp").write_bytes(b"RIFF")  # the picture of a page, as an archive may have one
    return found


@pytest.fixture(scope="module", params=[nginx, caddy, apache], ids=lambda one: one.__name__)
def host(request: pytest.FixtureRequest, built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("host"), free_port()
    for path in (*folder.parents, *built.site.parents):
        if path.is_relative_to("/tmp") and path != Path("/tmp"):  # noqa: S108  pytest's own: servers drop their rights
            path.chmod(0o755)
    with ExitStack() as stack:
        yield stack.enter_context(running(request.param(built.site, folder, port), f"http://127.0.0.1:{port}/", folder))


@pytest.mark.parametrize("path", TYPES)
def test_every_kind_of_file_has_its_type_and_the_policies(path: str, host: str) -> None:
    answer = ask(host + path)
    assert answer.status == 200
    assert TYPES[path] in answer.headers["content-type"].lower()
    assert answer.headers["cache-control"] == "no-cache"
    assert {name: answer.headers.get(name) for name in POLICIES} == POLICIES


def test_what_is_named_by_its_content_is_kept_for_ever(host: str, built: Built) -> None:
    for pattern in ("assets/javascripts/*", "assets/stylesheets/*", "search/index/*/*"):
        path = next(path for path in sorted(built.site.glob(pattern)) if path.is_file()).relative_to(built.site)
        assert ask(host + path.as_posix()).headers["cache-control"] == FOR_EVER, path
    for path in sorted(built.site.glob("search/index/*")):
        if path.is_file():  # it says which build's files are to be asked for
            assert ask(host + path.relative_to(built.site).as_posix()).headers["cache-control"] == "no-cache"


def test_a_script_is_one_under_nosniff(host: str, built: Built) -> None:
    (script,) = built.site.glob("assets/javascripts/page.*.js")
    answer = ask(host + script.relative_to(built.site).as_posix())
    assert answer.headers["content-type"].partition(";")[0] in {"text/javascript", "application/javascript"}


@pytest.mark.parametrize("path", [LETTER, f"{LETTER}source.txt", f"{LETTER}record.json", "data/links.json"])
def test_what_is_text_comes_packed(path: str, host: str) -> None:
    packed = ask(host + path, **{"Accept-Encoding": "gzip"})
    assert packed.headers.get("content-encoding") == "gzip"
    assert gzip.decompress(packed.body) == ask(host + path).body
    assert "accept-encoding" in packed.headers["vary"].lower()


def test_a_page_that_is_unchanged_costs_a_short_answer(host: str) -> None:
    first = ask(host + LETTER)
    again = ask(host + LETTER, **{"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")


def test_a_missing_page_is_the_sites_own(host: str) -> None:
    answer = ask(f"{host}documents/nowhere/")
    assert answer.status == 404
    assert b"There is no page at this address" in answer.body


def test_a_text_is_what_was_received(host: str) -> None:
    (seed,) = (FIVE).glob("*_e7e7ceed7dc75719.txt")
    assert ask(f"{host}{LETTER}source.txt").body == seed.read_bytes()


READ = """
import { parseAllHeaders } from PARSER
const { headers, errors } = await parseAllHeaders({ headersFiles: [FILE], minimal: true })
console.log(JSON.stringify({ headers, errors: errors.map(String) }))
"""


def test_netlify_reads_its_headers_as_they_are_meant() -> None:
    parser = npm_package("@netlify/headers-parser") / "lib/index.js"
    script = READ.replace("PARSER", json.dumps(str(parser))).replace("FILE", json.dumps(str(HOSTING / "_headers")))
    ended = subprocess.run(
        [node(), "--input-type=module", "-e", script], capture_output=True, encoding="utf-8", check=False
    )
    assert ended.returncode == 0, ended.stderr
    read = json.loads(ended.stdout)
    assert read["errors"] == []
    rules = {rule["for"]: {k.lower(): v for k, v in rule["values"].items()} for rule in read["headers"]}
    assert rules["/*"] == POLICIES
    assert rules["/assets/javascripts/*"] == rules["/search/index/:build/*"] == {"cache-control": FOR_EVER}
    assert rules["/documents/:id/source.txt"] == {"content-type": PLAIN}


def test_each_example_stands_in_the_list_of_them() -> None:
    listed = re.findall(
        r"^\| \[`([^`]+)`\]\(([^)]+)\)", (HOSTING / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert {name for name, path in listed if name == path} == {path.name for path in HOSTING.iterdir()} - {"README.md"}
