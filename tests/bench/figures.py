"""What the benchmark prints: one line of JSON a figure."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, with what it should be."""

    name: str
    value: float
    goal: str
    """A comparison with the value, such as `<= 2`; nothing for a figure that only informs."""

    def line(self) -> str:
        """Return the figure as a line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)
