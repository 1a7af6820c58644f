"""Pages of the served graphs in a real Chromium, which may complain of nothing and ask nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Opened
from tests.web.conftest import embassy_site, shipped, shipped_site
from tests.web.pages.test_releases import coast_site
from tests.web.serving import Server

__all__ = ["coast_site", "embassy_site", "shipped", "shipped_site"]

Visit = Callable[..., Opened]


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """A function that opens an address of a site; nothing may be complained of or fetched elsewhere."""
    visited: list[tuple[Server, Opened]] = []

    def open_it(site: Server, path: str, **options: Any) -> Opened:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        opened = Opened(context.new_page())
        opened.listen()
        visited.append((site, opened))
        opened.page.goto(site.address + path)
        return opened

    yield open_it
    for site, opened in visited:
        opened.page.context.close()
        assert [url for url in opened.requests if not url.startswith((f"{site.address}/", "data:"))] == []
        assert opened.complaints == []
