"""A real Chromium without a network, and pages opened in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Opened:
    """A page that was opened, and all that it asked for and complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def run(self, script: str, argument: object = None) -> Any:
        """Run a script in the page and give its value."""
        return self.page.evaluate(script, argument)

    def place_of(self, node: str) -> tuple[float, float]:
        """Give where on the screen a node stands."""
        box = self.page.locator("#canvas").bounding_box()
        assert box is not None
        place = self.run("id => diplograph.network.canvasToDOM(diplograph.network.getPosition(id))", node)
        return box["x"] + place["x"], box["y"] + place["y"]

    def _complain(self, message: ConsoleMessage) -> None:
        self.complaints.append(message.text)

    def listen(self) -> None:
        """Note every request, console message and error."""

        def note(request: Request) -> None:
            self.requests.append(request.url)

        def fail(error: Error) -> None:
            self.complaints.append(str(error))

        self.page.on("request", note)
        self.page.on("console", self._complain)
        self.page.on("pageerror", fail)


Opener = Callable[..., Opened]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Chromium, as Debian packages it; it ends with a module, for its event loop bears no other beside it."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium is not installed: tests/browser/install.sh does that")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[Opener]:
    """A function that opens the bytes of a page, offline."""
    contexts = []

    def open_it(content: bytes, color_scheme: str = "light") -> Opened:
        file = tmp_path / "page.html"
        file.write_bytes(content)
        context = chromium.new_context(
            viewport={"width": 1440, "height": 900},
            offline=True,
            reduced_motion="reduce",
            color_scheme="dark" if color_scheme == "dark" else "light",
        )
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.listen()
        opened.page.goto(file.as_uri())
        opened.page.wait_for_function("window.diplograph !== undefined")
        return opened

    yield open_it
    for context in contexts:
        context.close()
