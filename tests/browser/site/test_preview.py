"""Previews of entities, as OpenRefine shows them: in a small frame of a page of somebody else's."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import violations
from tests.browser.site.conftest import Visit
from tests.browser.site.test_hostile_names import NAMES, hostile_site
from tests.linking.service import Reply, serve
from tests.web.serving import Server

__all__ = ["hostile_site"]

pytestmark = pytest.mark.browser

SIZE = {"width": 400, "height": 200}  # as the manifest has it


@pytest.mark.parametrize("id_", ["russia", "treaty-2000", "vladimir-putin", "putin-wants-a-strong-russia", "nobody"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_preview_fits_its_frame_and_anybody_can_read_it(
    shipped_site: Server, visit: Visit, id_: str, scheme: str
) -> None:
    opened = visit(shipped_site, "/", viewport=SIZE, color_scheme=scheme)
    opened.page.goto(f"{shipped_site.address}/reconcile/preview?id={id_}")
    opened.complaints[:] = [each for each in opened.complaints if "404" not in each]
    size = opened.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    assert size == [SIZE["width"], SIZE["height"]]
    assert violations(opened.page) == []


def test_preview_is_shown_in_a_page_of_another_site(shipped_site: Server, chromium: Browser) -> None:
    address = f"{shipped_site.address}/reconcile/preview?id=russia"
    body = f'<!doctype html><iframe width="400" height="200" src="{address}"></iframe>'.encode()
    page = chromium.new_page()
    with serve(lambda _request, _count: Reply(200, body, {"Content-Type": "text/html"})) as refine:
        page.goto(refine.url)
        frame = page.frame_locator("iframe")
        assert frame.get_by_role("heading").inner_text(timeout=10_000) == "Russia"
        assert frame.get_by_role("link").get_attribute("href") == "/id/russia.html"
        page.close()


@pytest.mark.parametrize("key", sorted(NAMES))
def test_name_that_attacks_is_a_name(hostile_site: Server, visit: Visit, key: str) -> None:
    opened = visit(hostile_site, f"/reconcile/preview?id={key}", viewport=SIZE)
    assert opened.page.get_by_role("heading").text_content() == NAMES[key]
    assert opened.page.evaluate("window.hacked") is None
