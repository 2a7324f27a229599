"""progress.py: how far long work is, and nothing where nobody asked."""

import io

import pytest
from sourcebook import progress
from sourcebook.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(terminal: io.StringIO | None) -> list[str]:
    lines: list[str] = []
    telling = Progress(terminal, lines.append)
    for done in range(3):
        telling("Comparing texts", done, 3)
    telling("Checking the site", 0, 0)
    telling("", 0, 0)
    return lines


def test_on_a_terminal_it_is_one_line_that_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SOON", 0)
    terminal = Terminal()
    assert told(terminal) == []
    shown = terminal.getvalue()
    assert "\n" not in shown
    assert "Comparing texts:   0 %" in shown
    assert " of 3, 00:00" in shown
    assert "Checking the site" in shown
    assert shown.rpartition("\r")[0].rpartition("\r")[2].strip() == ""


def test_what_is_done_at_once_shows_nothing() -> None:
    terminal = Terminal()
    assert told(terminal) == []
    assert terminal.getvalue().strip() == ""


def test_elsewhere_it_is_a_line_a_step_of_what_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    assert told(stream) == told(None) == []
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    assert told(stream) == told(None) == ["Comparing texts …", "Checking the site …"]
    assert stream.getvalue() == ""
