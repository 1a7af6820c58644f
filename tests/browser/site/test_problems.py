"""What cannot be answered, as people see it."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import violations
from tests.web.serving import Server

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_not_there_is_said_with_the_nearest_names(shipped_site: Server, chromium: Browser, scheme: str) -> None:
    context = chromium.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    nearest = page.get_by_role("link", name="north-korea", exact=True)
    deadline = time.monotonic() + 30  # names are looked up once they have been gathered, a moment after the start
    while time.monotonic() < deadline:
        answer = page.goto(f"{shipped_site.address}/id/north-korex.html")
        assert answer is not None
        assert answer.status == 404
        if nearest.count():
            break
    expect(page.locator("h1")).to_have_text("Not found")
    expect(nearest).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
