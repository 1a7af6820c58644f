"""The query page of the shipped graph, served, in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Opened
from tests.web.conftest import shipped, shipped_site
from tests.web.serving import Server

__all__ = ["shipped", "shipped_site"]

Open = Callable[..., Opened]


@pytest.fixture
def open_query(chromium: Browser, shipped_site: Server) -> Iterator[Open]:
    """A function that opens the page at an address below `/query`; nothing but the site may be asked for.

    A browser complains itself of what is answered 400; of anything else there must be no complaint.
    """
    pages: list[Opened] = []

    def open_it(rest: str = "", **options: Any) -> Opened:
        context = chromium.new_context(**{"viewport": {"width": 1440, "height": 1000}, **options})
        opened = Opened(context.new_page())
        opened.listen()
        pages.append(opened)
        opened.page.goto(f"{shipped_site.address}/query{rest}")
        return opened

    yield open_it
    for opened in pages:
        opened.page.context.close()
        assert [
            url for url in opened.requests if not url.startswith((f"{shipped_site.address}/", "blob:", "data:"))
        ] == []
        assert [each for each in opened.complaints if "status of 400" not in each] == []
