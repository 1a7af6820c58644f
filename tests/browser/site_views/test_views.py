"""The start page, the search and the views of a graph, as somebody reads them in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.site_views.conftest import Visit
from tests.web.serving import Server

pytestmark = pytest.mark.browser

PHONE = {"width": 320, "height": 640}
PAGES = ["/", "/search?q=putin", "/search?q=poutine", "/search?type=Event", "/timeline", "/network", "/map", "/compare"]

PICTURE = "Open the picture by itself. It shows the same as the text below."  # which needs a script


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(shipped_site: Server, visit: Visit, path: str, scheme: str) -> None:
    assert violations(visit(shipped_site, path, color_scheme=scheme).page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_sources_are_compared(coast_site: Server, visit: Visit, scheme: str) -> None:
    assert violations(visit(coast_site, "/compare", color_scheme=scheme).page) == []


@pytest.mark.parametrize("path", [*PAGES, "/explore?view=network"])
def test_nothing_is_wider_than_a_phone(shipped_site: Server, visit: Visit, path: str) -> None:
    page = visit(shipped_site, path, viewport=PHONE).page
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_comparison_is_no_wider_than_a_phone(coast_site: Server, visit: Visit) -> None:
    page = visit(coast_site, "/compare", viewport=PHONE).page
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("path", PAGES)
def test_without_a_script_all_text_is_there(shipped_site: Server, visit: Visit, path: str) -> None:
    with_script, without = (
        visit(shipped_site, path, java_script_enabled=is_on).page.locator("main").inner_text().splitlines()
        for is_on in (True, False)
    )
    assert set(with_script) - set(without) <= {PICTURE}
    assert set(without) <= set(with_script)


@pytest.mark.parametrize("view", ["timeline", "network", "map"])
def test_the_picture_is_drawn_in_its_frame(shipped_site: Server, visit: Visit, view: str) -> None:
    page = visit(shipped_site, f"/{view}?about=north-korea").page
    page.locator("iframe").scroll_into_view_if_needed()
    frame = page.frame_locator("iframe")
    expect(frame.locator(f"#view-{view}")).to_be_visible()
    expect(frame.get_by_role("button", name=view.title(), exact=True)).to_have_attribute("aria-current", "page")


def test_the_explorer_asks_nothing_itself_but_leads_to_the_query_page(shipped_site: Server, visit: Visit) -> None:
    page = visit(shipped_site, "/explore?about=treaty-2000#view=ask").page
    link = page.get_by_role("link", name="the query page")
    expect(link).to_have_attribute("target", "_top")
    link.click()
    page.wait_for_url("**/query")


def test_what_is_chosen_in_the_picture_leads_to_its_page(shipped_site: Server, visit: Visit) -> None:
    page = visit(shipped_site, "/network?about=treaty-2000#").page
    page.locator("iframe").scroll_into_view_if_needed()
    frame = page.frame_locator("iframe")
    frame.locator("#top input").press_sequentially("Treaty of 1961")
    frame.get_by_role("option").first.click()
    frame.get_by_role("link", name="All that is said of it").click()
    page.wait_for_url("**/id/treaty-1961.html")


def test_the_state_of_the_explorer_is_in_its_address(shipped_site: Server, visit: Visit) -> None:
    page = visit(shipped_site, "/explore?view=map").page
    page.get_by_role("button", name="Table", exact=True).click()
    expect(page.locator("#view-table")).to_be_visible()
    assert "view=table" in page.evaluate("location.hash")
