"""Patterns that many an archive has no use for: some take milliseconds to compile, and are only where they are used."""

import re
from typing import Any, cast


class _Rarely:
    def __init__(self, *given: Any) -> None:
        self._given = given

    def __getattr__(self, name: str) -> Any:
        pattern = vars(self).setdefault("_compiled", re.compile(*self._given))
        vars(self)[name] = found = getattr(pattern, name)  # the next time it is found at once
        return found


def rarely(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what is used as the pattern that `re.compile` returns, and compiled when it is first used."""
    return cast("re.Pattern[str]", _Rarely(pattern, flags))
