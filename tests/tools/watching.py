"""What a reader would never want to happen behind a page: noted, so that a test can fail over it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Request

OURS = {"127.0.0.1", "localhost"}
HARMLESS = {"data", "blob", "about"}
"""Schemes that ask nobody for anything."""

TELL_VIOLATIONS = """
document.addEventListener('securitypolicyviolation', event =>
  tellViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`))
"""


class Faults:
    """Console messages, uncaught errors, violations of the content policy, and requests that leave the served host."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._allowed: list[str] = []

    def allow(self, part: str) -> None:
        """Pass over faults that hold these words: for a test that provokes one."""
        self._allowed.append(part)

    @property
    def found(self) -> list[str]:
        """What happened and was not allowed, in order."""
        return [fault for fault in self._found if not any(part in fault for part in self._allowed)]

    def watch(self, context: BrowserContext) -> None:
        """Note what happens on every page of a context."""
        context.on("console", lambda message: self._found.append(f"console {message.type}: {message.text}"))
        context.on("weberror", lambda error: self._found.append(f"error: {error.error}"))
        context.on("request", self._note_stranger)
        context.expose_binding("tellViolation", lambda _, what: self._found.append(f"policy violated: {what}"))
        context.add_init_script(TELL_VIOLATIONS)

    def _note_stranger(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in HARMLESS and address.hostname not in OURS:
            self._found.append(f"request to another host: {request.url}")
