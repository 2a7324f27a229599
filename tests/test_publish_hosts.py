"""publish/hosts.py: a site that a host will not take is told, with the figures."""

from pathlib import Path

from sourcebook.publish.hosts import size_of, will_not_fit


def test_a_site_that_fits_everywhere_is_not_spoken_of() -> None:
    assert [*will_not_fit(20_000, 10**9)] == []


def test_a_site_that_is_too_large_is_told_for_each_host_with_both_figures() -> None:
    assert [*will_not_fit(120_448, 1_490_000_000)] == [
        "The site has 1.49 GB; GitHub Pages takes 1 GB at most.",
        "The site has 1.49 GB; GitLab Pages takes 1 GB at most.",
        "The site has 120,448 files; Cloudflare Pages, free plan takes 20,000 at most.",
        "The site has 120,448 files; Cloudflare Pages, paid plans takes 100,000 at most.",
    ]


def test_files_are_counted_at_any_depth(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "one").write_bytes(b"12345")
    (tmp_path / "a/b/two").write_bytes(b"123")
    assert size_of(tmp_path) == (2, 8)
