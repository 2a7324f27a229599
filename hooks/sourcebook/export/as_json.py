"""One way to write JSON: readable, the same bytes every time."""

from __future__ import annotations

import json


def to_json(value: object) -> bytes:
    """Return `value` as UTF-8 JSON in the order its keys were given, with a line end."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
