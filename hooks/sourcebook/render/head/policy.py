"""The content security policy that every page carries."""

import base64
import hashlib
import re
from collections.abc import Iterable

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "object-src": "'none'",
}


def content_policy(theme_parts: Iterable[str]) -> str:
    """Return the policy: nothing but our own files runs, is shown or is asked for.

    Args:
        theme_parts: the theme's own snippets with inline scripts, rendered **without** any content: hashing what stands
            on a page would bless a script that had been smuggled in.
    """
    scripts = [script for part in theme_parts for script in _INLINE_SCRIPT.findall(part)]
    allowed = [f"'{hash_source(script)}'" for script in scripts]
    policy = _POLICY | {"script-src": " ".join([_POLICY["script-src"], *allowed])}
    return "; ".join(f"{name} {value}" for name, value in policy.items())


def hash_source(script: str) -> str:
    """Return how a policy names an inline script: `sha256-…`."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
