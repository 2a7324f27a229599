"""How many examples a test tries: a number of its own, where those that all tests try would take it long."""

from hypothesis import settings

_USUAL = settings.get_profile("default").max_examples


def examples(number: int) -> int:
    """Return as large a part of a number as this run tries of the usual one."""
    return max(1, number * settings().max_examples // _USUAL)
