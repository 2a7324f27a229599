"""How a command that takes long tells how far it is."""

from __future__ import annotations

from typing import TextIO


class Progress:
    """Tells of the steps: on a terminal in one line that changes, elsewhere in a line a step."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_terminal = stream.isatty()
        self._last = ""

    def __call__(self, step: str, done: int, of: int) -> None:
        """Tell of a step: how much of it is done, and how much there is to do; 0 where nobody knows."""
        told = f"{step}: {100 * done // of} %" if self._is_terminal and of else f"{step} …"
        if told != self._last:
            self._stream.write(f"\r\x1b[K{told}" if self._is_terminal else f"{told}\n")
            self._stream.flush()
            self._last = told

    def end(self) -> None:
        """Leave the line to what follows."""
        if self._is_terminal:
            self._stream.write("\r\x1b[K")
