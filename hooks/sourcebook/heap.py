"""Memory that a step has left unused, given back to the system, so that what the next one needs doesn't come on top."""

import ctypes
import sys
from contextlib import suppress
from functools import lru_cache

from sourcebook.remembered import remembers

_CACHE = type(lru_cache(len))
MANY = 2000
"""Answers of a function that is asked of every text: for the texts that a step has worked on, and no later one asks."""


def give_memory_back() -> None:
    """Give back what lies unused between what is used, where the system's library for C can do that."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def forget_answers() -> None:
    """Empty what our functions keep of their answers (`lru_cache`), where it is much and nothing is remembered."""
    ours = [vars(module) for name, module in sys.modules.items() if name.partition(".")[0] == __package__]
    for cache in (value for names in ours for value in names.values() if not remembers()):
        if type(cache) is _CACHE and cache.cache_info().currsize >= MANY:
            cache.cache_clear()
    give_memory_back()
