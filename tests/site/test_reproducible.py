"""The same archive gives the same bytes: twice, and on another machine, another day, in another place."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools.building import Built, Project, tree

A_DAY = "1700000000"
SEEDS = {
    "größe.txt": "Größe\n\n“A quoted sentence that stands in two texts, word for word, as it was said.”\n".encode(),
    "b.txt": b"Another\n\nA quoted sentence that stands in two texts, word for word, as it was said.\n",
    "10.txt": b"Ten\r\n",
    "9.txt": b"Nine\n",
}


@pytest.fixture(scope="module")
def first(new_project: Callable[..., Project]) -> Built:
    built: Built = new_project(None).build(SOURCE_DATE_EPOCH=A_DAY, SITE_URL="https://example.org/a/")
    assert built.code == 0, built.output
    return built


OTHERS: dict[str, dict[str, str]] = {
    "again": {},
    "in another time zone": {"TZ": "Pacific/Kiritimati"},
    "in another locale": {"LC_ALL": "C", "LANG": "C"},
    "with another hash seed": {"PYTHONHASHSEED": "12345"},
    "with one thread": {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
}


@pytest.mark.parametrize("environment", OTHERS.values(), ids=OTHERS.keys())
def test_the_same_bytes(environment: dict[str, str], first: Built, new_project: Callable[..., Project]) -> None:
    built = new_project(None).build(SOURCE_DATE_EPOCH=A_DAY, SITE_URL="https://example.org/a/", **environment)
    assert built.code == 0, built.output
    assert_same(tree(built.site), tree(first.site))


def test_the_same_bytes_with_another_umask_in_a_deeper_folder_and_files_made_in_another_order(
    first: Built, tmp_path: Path
) -> None:
    project = Project(tmp_path / "a folder" / "größe" / "archive", own_copy=True)
    texts = project.folder / "texts"
    files = tree(texts)
    shutil.rmtree(texts)
    for name in sorted(files, reverse=True):
        os.utime(project.write(name, files[name]), (1, 1))
    before = os.umask(0o077)
    try:
        built = project.build(SOURCE_DATE_EPOCH=A_DAY, SITE_URL="https://example.org/a/")
    finally:
        os.umask(before)
    assert built.code == 0, built.output
    assert_same(tree(built.site), tree(first.site))


def test_a_site_built_twice_in_one_place_is_the_same(new_project: Callable[..., Project]) -> None:
    project: Project = new_project(SEEDS)
    assert project.build(SOURCE_DATE_EPOCH=A_DAY).code == 0
    before = tree(project.site)
    assert project.build(SOURCE_DATE_EPOCH=A_DAY).code == 0
    assert_same(tree(project.site), before)


def assert_same(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
