"""A real browser for tests, driven over a pipe with its own protocol: what a reader sees, and what keys do.

Chromium is not installed by pip: where there is none, tests are skipped; where CI has put one there (`DISCLINT_BROWSER`), none are.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

BROWSER = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
ASKED_FOR = bool(os.environ.get("DISCLINT_BROWSER"))
KEYS = {"Enter": (13, "\r"), "Escape": (27, ""), "Tab": (9, ""), "/": (191, "/"), "j": (74, "j"), "k": (75, "k")}


class Page:
    """One page of a browser. Errors of scripts and what the page tried to load are kept."""

    def __init__(self, to: int, answers: int) -> None:
        self._to, self._from, self._left, self._number, self._session = to, answers, b"", 0, ""
        self.errors: list[str] = []
        self.requests: list[str] = []
        self._loaded = False
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **asked: object) -> Any:
        """What the browser answers to a command; AssertionError where it refuses."""
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": asked}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == self._number:
                assert "error" not in told, (method, told["error"])
                return told["result"]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            more = os.read(self._from, 1 << 20)
            assert more, "the browser is gone"
            self._left += more
        message, _, self._left = self._left.partition(b"\0")
        told: dict[str, Any] = json.loads(message)
        self._note(told.get("method", ""), told.get("params", {}))
        return told

    def _note(self, event: str, told: dict[str, Any]) -> None:
        if event == "Page.loadEventFired":
            self._loaded = True
        elif event == "Runtime.exceptionThrown":
            self.errors.append(json.dumps(told["exceptionDetails"]))
        elif event == "Log.entryAdded":
            self.errors.append(told["entry"]["text"])
        elif event == "Network.requestWillBeSent":
            self.requests.append(told["request"]["url"])

    def open(
        self, path: Path, *, width: int = 1200, height: int = 900, dark: bool = False, script: bool = True
    ) -> None:
        """Shows the file in a window of that size."""
        self.send("Emulation.setScriptExecutionDisabled", value=not script)
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", media="", features=[scheme])
        self._loaded = False
        self.send("Page.navigate", url=path.as_uri())
        while not self._loaded:
            self._next()

    def press(self, *keys: str) -> None:
        for key in keys:
            code, text = KEYS[key]
            for type in ("keyDown", "keyUp"):
                self.send("Input.dispatchKeyEvent", type=type, key=key, windowsVirtualKeyCode=code,
                          **({"text": text} if text and type == "keyDown" else {}))  # fmt: skip

    def type(self, text: str) -> None:
        self.send("Input.insertText", text=text)

    def ask(self, expression: str) -> Any:
        """The value of a JavaScript expression; promises are waited for."""
        told = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """A screenshot of what is visible, or of the `whole` page."""
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", captureBeyondViewport=whole)["data"]))

    def printed(self, path: Path) -> None:
        """The page as a PDF."""
        path.write_bytes(base64.b64decode(self.send("Page.printToPDF", printBackground=False)["data"]))


@contextmanager
def browser(folder: Path) -> Iterator[Page]:
    """A headless browser with a profile in that folder."""
    assert BROWSER, "no Chromium is installed"
    (commands, to), (answers, back) = os.pipe(), os.pipe()
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
    command = [BROWSER, *options, "--remote-debugging-pipe", f"--user-data-dir={folder}"]
    # the protocol speaks over the file descriptors 3 and 4
    shell = ["bash", "-c", f'exec 3<&{commands} 4>&{back}; exec "$0" "$@"', *command]
    process = subprocess.Popen(shell, pass_fds=(commands, back), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    os.close(commands)
    os.close(back)
    try:
        yield Page(to, answers)
    finally:
        process.terminate()
        process.wait(30)
        os.close(to)
        os.close(answers)
