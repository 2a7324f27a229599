"""Firefox, driven as the W3C's WebDriver BiDi says, over a web socket of its own: no driver is between.

What goes wrong behind a page is kept: errors, messages, violations of the content policy, requests to strangers.
"""

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from websockets.sync.client import ClientConnection, connect

from tests.tools.debian import install_one_of

NAMES = ("firefox", "firefox-esr")
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
PREFERENCES = {
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "dom.events.testing.asyncClipboard": True,  # a page may read the clipboard without asking
    "remote.prefs.recommended": True,
}
EVENTS = ["log.entryAdded", "network.beforeRequestSent"]
TELL_VIOLATIONS = """() => document.addEventListener("securitypolicyviolation", event =>
  console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""
TOLD = "(async () => { const it = await (…); return JSON.stringify(it instanceof Node || it) })()"
KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004", "Control": "\ue009", "ArrowDown": "\ue015"}
SECONDS = 30
"""How long anything is waited for."""


def executable() -> str:
    """Return the path of a Firefox: the system's, or Debian's, installed where there is none.

    Raises:
        RuntimeError: there is none, and none could be installed.
    """
    for attempt in range(2):
        for name in NAMES:
            if path := shutil.which(name):
                return path
        if not attempt:
            install_one_of(["firefox-esr", "firefox"])
    raise RuntimeError("There is no Firefox, and none could be installed (Debian: apt-get install firefox-esr)")


class Firefox:
    """A Firefox with one page."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._number = 0
        self.faults: list[str] = []
        self._send("session.new", capabilities={})
        self._send("session.subscribe", events=EVENTS)
        self._send("script.addPreloadScript", functionDeclaration=TELL_VIOLATIONS)
        (self._context,) = (tree["context"] for tree in self._send("browsingContext.getTree")["contexts"])

    def resize(self, width: int, height: int) -> None:
        """Give the page a viewport of so many CSS pixels."""
        self._send("browsingContext.setViewport", context=self._context, viewport={"width": width, "height": height})

    def open(self, address: str) -> None:
        """Go to an address, and wait until the page is loaded."""
        self._send("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def ask(self, expression: str) -> Any:
        """Return what an expression is in the page, as JSON carries it (a node is true); a promise is waited for."""
        answer = self._send(
            "script.evaluate",
            expression=TOLD.replace("…", expression),
            target={"context": self._context},
            awaitPromise=True,
            userActivation=True,
        )
        if answer["type"] != "success":
            raise AssertionError(answer["exceptionDetails"]["text"])
        value = answer["result"].get("value")
        return None if value is None else json.loads(value)

    def wait(self, expression: str) -> Any:
        """Wait until an expression is true, also over a change of page; return its value."""
        end = time.monotonic() + SECONDS
        while True:
            try:
                if value := self.ask(expression):
                    return value
            except (AssertionError, ConnectionError):
                pass  # between two pages there is nothing to ask
            if time.monotonic() > end:
                raise AssertionError(f"not so after {SECONDS} seconds: {expression}")
            time.sleep(0.05)

    def press(self, *keys: str) -> None:
        """Press keys at once, the last one while the others are held: `press("Control", "c")`."""
        codes = [KEYS.get(key, key) for key in keys]
        actions = [{"type": "keyDown", "value": code} for code in codes]
        self._act("key", [*actions, *({"type": "keyUp", "value": code} for code in reversed(codes))])

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        self._act("key", [{"type": kind, "value": sign} for sign in text for kind in ("keyDown", "keyUp")])

    def click(self, selector: str) -> None:
        """Click with the mouse on the middle of the first element that a selector finds, as soon as it is there."""
        found = f"document.querySelector({json.dumps(selector)})"
        self.wait(f"{found}?.checkVisibility()")
        place = f"{found}.scrollIntoView({{ block: 'center', behavior: 'instant' }})"
        self.ask(f"({place}, null)")
        box = self.ask(f"(({{ x, y, width, height }}) => [x + width / 2, y + height / 2])({found}.getClientRects()[0])")
        self._act(
            "pointer",
            [
                {"type": "pointerMove", "x": int(box[0]), "y": int(box[1])},
                {"type": "pointerDown", "button": 0},
                {"type": "pointerUp", "button": 0},
            ],
        )

    def _act(self, kind: str, actions: list[dict[str, Any]]) -> None:
        self._send(
            "input.performActions", context=self._context, actions=[{"type": kind, "id": kind, "actions": actions}]
        )

    def _send(self, method: str, **params: Any) -> Any:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(timeout=SECONDS * 2))
            if message.get("type") == "event":
                self._note(message["method"], message["params"])
            elif message.get("id") == self._number:
                if message["type"] == "error":
                    raise ConnectionError(f"{method}: {message['error']}: {message['message']}")
                return message["result"]

    def _note(self, event: str, told: dict[str, Any]) -> None:
        if event == "log.entryAdded":
            self.faults.append(f"{told['type']} {told['level']}: {told['text']}")
        elif urlsplit(told["request"]["url"]).hostname not in {"127.0.0.1", None}:
            self.faults.append(f"request to another host: {told['request']['url']}")


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """Start a Firefox of its own, without a window, in an empty profile; end it after use."""
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items())
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    told = profile / "told.txt"
    command = [executable(), "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    with told.open("w", encoding="utf-8") as file:
        running = subprocess.Popen(command, stderr=file, stdout=file)
    try:
        with connect(f"{_listening(running, told)}/session", max_size=None) as socket:
            yield Firefox(socket)
    finally:
        running.terminate()
        running.wait(20)


def _listening(running: "subprocess.Popen[bytes]", told: Path) -> str:
    end = time.monotonic() + 2 * SECONDS
    while running.poll() is None and time.monotonic() < end:
        if found := LISTENING.search(told.read_text(encoding="utf-8", errors="replace")):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(f"Firefox doesn't listen: {told.read_text(encoding='utf-8', errors='replace')}")
