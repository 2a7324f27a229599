"""Memory that a step has left unused, given back to the system, so that what the next one needs doesn't come on top."""

import ctypes
from contextlib import suppress


def give_memory_back() -> None:
    """Give back what lies unused between what is used, where the system's library for C can do that."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
