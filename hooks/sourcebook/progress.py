"""How long work tells how far it is: on a terminal a bar with the time that is left, elsewhere a line a step."""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from tqdm import tqdm

SOON = 0.5
"""Seconds that a step may take before it has a bar."""
PATIENCE = 2.0
"""Seconds that all work may take before its steps are told in lines: of what is done by then nothing is told."""
_BAR = "{desc}: {percentage:3.0f} % |{bar:24}| {n_fmt} of {total_fmt}, {elapsed}, {remaining} to go"
_NO_BAR = "{desc} … {elapsed}"


class Progress:
    """Tells of steps as they go on."""

    def __init__(self, terminal: TextIO | None, tell: Callable[[str], object]) -> None:
        """Tell of them on `terminal`; where that is none, by `tell`, a line at a time."""
        self._terminal = terminal if terminal and terminal.isatty() else None
        self._tell = tell
        self._begun = monotonic()
        self._step = ""
        self._bar: tqdm[None] | None = None

    def __call__(self, step: str, done: int, of: int) -> None:
        """Tell of a step: how much of it is done, and how much there is to do; 0 where nobody knows.

        One without a name is none: this process has ended its last.
        """
        if step != self._step:
            self._begin(step, of)
        if self._bar is not None:
            self._bar.update(done - self._bar.n)

    def _begin(self, step: str, of: int) -> None:
        self.end()
        self._step = step
        if self._terminal and step:
            from tqdm import tqdm  # noqa: PLC0415  where nobody looks it isn't needed

            tqdm.monitor_interval = 0  # no thread beside ours
            shape = _BAR if of else _NO_BAR
            soon = SOON if of or monotonic() - self._begun < SOON else 0  # without a count nothing is heard of it later
            self._bar = tqdm(
                desc=step, total=of or None, file=self._terminal, leave=False, delay=soon, bar_format=shape
            )
        elif step and monotonic() - self._begun > PATIENCE:
            self._tell(f"{step} …")

    def end(self) -> None:
        """Leave the line to what follows."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
