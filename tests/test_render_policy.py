"""render/policy.py: what the content security policy allows, and nothing else."""

import base64
import hashlib

from sourcebook.render.head.policy import content_policy, hash_source


def directives(policy: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (part.split() for part in policy.split(";"))}


def test_nothing_is_allowed_but_our_own_files() -> None:
    policy = directives(content_policy([]))
    assert policy.pop("img-src") == ["'self'", "data:"]
    assert policy.pop("script-src") == ["'self'"]
    nothing = {name for name, values in policy.items() if values == ["'none'"]}
    assert nothing == {"default-src", "base-uri", "object-src"}
    assert all(policy[name] == ["'self'"] for name in policy.keys() - nothing)
    assert {"style-src", "connect-src", "form-action"} <= policy.keys()


def test_the_themes_inline_scripts_are_allowed_by_their_hashes() -> None:
    policy = directives(content_policy(["<script>one()</script>\n<script>two(\n)</script>", "<div></div>"]))
    hashes = [base64.b64encode(hashlib.sha256(script).digest()).decode() for script in (b"one()", b"two(\n)")]
    assert policy["script-src"] == ["'self'", *(f"'sha256-{one}'" for one in hashes)]


def test_a_script_with_an_address_needs_no_hash() -> None:
    assert directives(content_policy(['<script src="a.js"></script>']))["script-src"] == ["'self'"]


def test_nothing_that_would_let_any_script_run_is_ever_written() -> None:
    policy = content_policy(["<script>a</script>"])
    assert not any(word in policy for word in ("unsafe", "*", "http", "nonce"))


def test_the_hash_of_a_script_counts_its_utf_8_bytes() -> None:
    expected = base64.b64encode(hashlib.sha256("ä\n".encode()).digest()).decode()
    assert hash_source("ä\n") == f"sha256-{expected}"
