"""The same archive gives the same bytes: twice, and on another machine, another day, in another place."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools.building import TEXTS, Built, Project, tree

A_DAY = "1700000000"
HARD = {
    "größe.txt": "Größe\n\n“A quoted sentence that stands in two texts, word for word, as it was said.”\n".encode(),
    "b.txt": b"Another\n\nA quoted sentence that stands in two texts, word for word, as it was said.\n",
    "10.txt": b"Ten\r\n",
    "9.txt": b"Nine\n",
}
"""Texts whose order depends on how one sorts, and that are linked: beside those of the repository."""


ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "C",
    "PYTHONHASHSEED": "12345",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}


def build(project: Project, **environment: str) -> dict[str, bytes]:
    """Build an archive strictly; return every file of its site."""
    built: Built = project.build(SOURCE_DATE_EPOCH=A_DAY, SITE_URL="https://example.org/a/", **environment)
    assert built.code == 0, built.output
    return tree(built.site)


@pytest.fixture(scope="module")
def project(new_project: Callable[..., Project]) -> Project:
    made: Project = new_project(None)
    for name, content in HARD.items():
        made.write(name, content)
    return made


@pytest.fixture(scope="module")
def first(project: Project) -> dict[str, bytes]:
    return build(project)


def test_a_site_built_twice_in_one_place_is_the_same(first: dict[str, bytes], project: Project) -> None:
    assert_same(build(project), first)


def test_a_site_built_elsewhere_is_the_same(first: dict[str, bytes], project: Project, tmp_path: Path) -> None:
    """Another zone, locale, hash seed, number of threads and umask, a deeper folder, files made in another order."""
    other = Project(tmp_path / "a folder" / "größe" / "archive", {}, own_copy=True)
    files = tree(project.folder / TEXTS)
    for name in sorted(files, reverse=True):
        os.utime(other.write(name, files[name]), (1, 1))
    before = os.umask(0o077)
    try:
        built = build(other, **ELSEWHERE)
    finally:
        os.umask(before)
    assert_same(built, first)


def assert_same(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
