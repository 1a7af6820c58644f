"""Whoever reads it, however: axe-core finds nothing in any view, theme or size, and the keyboard reaches everything."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kg.exports.html.engine import bundled
from tests.browser.axe import violations
from tests.browser.conftest import Opened

VIEWS = ["network", "timeline", "map", "table", "ask"]
PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(explorer: Opened, view: str, theme: str) -> None:
    explorer.run("([view, theme]) => diplograph.set({view, theme})", [view, theme])
    if view == "ask":
        explorer.page.wait_for_selector(".cm-editor", timeout=60_000)
    assert violations(explorer.page) == []


def test_axe_finds_nothing_in_the_evidence(explorer: Opened) -> None:
    explorer.run("() => diplograph.select('treaty-2000', {fly: true})")
    explorer.page.wait_for_selector("#panel .claim")
    assert violations(explorer.page) == []


def test_axe_finds_nothing_on_a_phone(explorer: Opened) -> None:
    explorer.page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    explorer.run("() => diplograph.select('vladimir-putin', {fly: true})")
    assert violations(explorer.page) == []


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_wider_than_a_phone(explorer: Opened, view: str) -> None:
    explorer.page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    explorer.run("(view) => diplograph.set({view})", view)
    explorer.page.wait_for_timeout(200)
    assert explorer.run("document.documentElement.scrollWidth") <= PHONE["width"]


def test_views_are_chosen_by_number(explorer: Opened) -> None:
    page = explorer.page
    for number, view in enumerate(VIEWS, 1):
        page.locator("h1").click()
        page.keyboard.press(str(number))
        expect(page.locator(f"#view-{view}")).to_be_visible()


def test_find_choose_and_close_by_keyboard_alone(explorer: Opened) -> None:
    page = explorer.page
    page.keyboard.press("/")
    page.keyboard.type("putin")
    expect(page.get_by_role("option").first).to_contain_text("Putin")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Vladimir Putin")
    page.locator("#panel .close").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()


@pytest.mark.parametrize(
    ("typed", "name"),
    [("김정일", "Kim Jong Il"), ("Путин", "Vladimir Putin"), ("putni", "Vladimir Putin"), ("pyong", "Pyongyang")],
)
def test_things_are_found_in_every_script_and_in_spite_of_a_slip(explorer: Opened, typed: str, name: str) -> None:
    explorer.page.locator("#search").fill(typed)
    expect(explorer.page.get_by_role("option").filter(has_text=name).first).to_be_visible()


def test_names_are_read_in_the_language_that_is_chosen(explorer: Opened) -> None:
    explorer.page.locator("#language").select_option("ru")
    explorer.run("() => diplograph.select('vladimir-putin')")
    expect(explorer.page.locator("#panel h2")).to_have_text("Владимир Владимирович Путин")


def test_undo_and_redo(explorer: Opened) -> None:
    page = explorer.page
    explorer.run("() => diplograph.set({asOf: '1985-01-01'})")
    page.get_by_role("button", name="Undo").click()
    assert explorer.run("diplograph.state.asOf") == ""
    page.get_by_role("button", name="Redo").click()
    assert explorer.run("diplograph.state.asOf") == "1985-01-01"


def test_the_bundle_asks_for_nothing() -> None:
    script = bundled("explorer.js")
    for word in ("fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon", "innerHTML", "eval("):
        assert word not in script
