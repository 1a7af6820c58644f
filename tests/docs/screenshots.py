"""The pictures of the explorer in the pages.

`python -m tests.docs.screenshots` takes them anew, into `docs/images`; it needs Playwright, Chromium and Pillow.
"""

from __future__ import annotations

import importlib
import io
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from kg.build.opening import open_store
from kg.config import find_workspace
from kg.exports.catalogue import export
from tests.conftest import ROOT

IMAGES = ROOT / "docs" / "images"
DESK = (1280, 800)
PHONE = (390, 844)


@dataclass(frozen=True)
class Shot:
    """One picture: the fragment of the address it is of, the screen, and the question that is asked in it, if any."""

    name: str
    fragment: str
    size: tuple[int, int] = DESK
    is_dark: bool = False
    question: str = ""


SHOTS = (
    Shot("network", ""),
    Shot("evidence", "#selected=treaty-2000"),
    Shot("as-of-1985", "#as-of=1985-01-01"),
    Shot("as-of-2001", "#as-of=2001-06-01"),
    Shot("timeline", "#view=timeline"),
    Shot("map", "#view=map"),
    Shot("ask", "#view=ask", question="What the sources deny"),
    Shot("phone", "", size=PHONE),
    Shot("dark", "#selected=treaty-2000", is_dark=True),
)


def take(browser: Browser, address: str, shot: Shot) -> bytes:
    """Open the page as a picture wants it, and give what is seen."""
    width, height = shot.size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
        color_scheme="dark" if shot.is_dark else "light",
    )
    page.goto(address + shot.fragment)
    if shot.question:
        page.get_by_role("button", name=shot.question, exact=True).click()
        page.locator(".ask-form .ask-run").click()
        page.locator(".ask-results table").wait_for(timeout=10_000)
    page.wait_for_timeout(1000)  # the picture comes to rest
    image = page.screenshot()
    page.close()
    return image


def shrink(image: bytes) -> bytes:
    """Give a PNG with 256 colours, which takes a third of the room."""
    pillow: Any = importlib.import_module("PIL.Image")  # nothing else here needs it, so it is no dependency
    small = io.BytesIO()
    pillow.open(io.BytesIO(image)).convert("RGB").quantize(256, method=2, dither=0).save(small, "PNG", optimize=True)
    return small.getvalue()


def main() -> None:
    """Make the explorer of the shipped graph, and take every picture of it."""
    workspace = find_workspace(ROOT)
    page = export(open_store(workspace, print), workspace, "html")[""]
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "explorer.html"
        file.write_bytes(page)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for shot in SHOTS:
            (IMAGES / f"{shot.name}.png").write_bytes(shrink(take(browser, file.as_uri(), shot)))
        browser.close()
    sys.stdout.write(f"{len(SHOTS)} pictures in {IMAGES}\n")


if __name__ == "__main__":
    main()
