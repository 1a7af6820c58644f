"""Names are suggested as one types, and chosen with the keyboard, the mouse or a finger."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.axe import violations
from tests.browser.site_views.conftest import Visit
from tests.web.serving import Server

pytestmark = pytest.mark.browser


def options(page: Page) -> list[str]:
    """Give the suggestions as they are read."""
    return [" ".join(text.split()) for text in page.locator("[role=option]").all_text_contents()]


def type_into(page: Page, selector: str, text: str) -> None:
    """Type a text letter by letter, and wait for the suggestions for all of it."""
    asked = f"/suggest?{urlencode({'q': text})}"
    with page.expect_response(lambda answer: answer.url.endswith(asked)):
        page.locator(selector).first.press_sequentially(text, delay=15)
    expect(page.locator("[role=option]").first).to_be_visible()


def test_a_name_is_found_and_opened_with_the_keyboard_alone(shipped_site: Server, visit: Visit) -> None:
    page = visit(shipped_site, "/").page
    box = page.locator("#find")
    expect(box).to_have_attribute("role", "combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    type_into(page, "#find", "путин")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    active = box.get_attribute("aria-activedescendant")
    chosen = page.locator(f"#{active}")
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(chosen).to_contain_text("Vladimir Putin")
    expect(box).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/vladimir-putin.html")


def test_arrows_go_round_by_way_of_the_field(shipped_site: Server, visit: Visit) -> None:
    page = visit(shipped_site, "/").page
    type_into(page, "#find", "treaty")
    number = len(options(page))
    page.keyboard.press("ArrowUp")
    expect(page.locator("[aria-selected=true]")).to_have_attribute("id", re.compile(f"-{number - 1}$"))
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_attribute("id", re.compile("-0$"))


def test_escape_closes_the_list_and_enter_searches_for_what_was_typed(shipped_site: Server, visit: Visit) -> None:
    page = visit(shipped_site, "/").page
    type_into(page, "#find", "putin")
    page.keyboard.press("Escape")
    expect(page.locator("[role=listbox]:visible")).to_have_count(0)
    expect(page.locator("#find")).to_have_value("putin")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=putin")


def test_a_click_opens_the_page(shipped_site: Server, visit: Visit) -> None:
    page = visit(shipped_site, "/").page
    type_into(page, "#ask", "treaty of 1961")
    page.locator("[role=option]").first.click()
    page.wait_for_url("**/id/treaty-1961.html")


def test_the_name_that_fits_is_shown_where_it_is_not_the_label(shipped_site: Server, visit: Visit) -> None:
    page = visit(shipped_site, "/").page
    type_into(page, "#find", "dprk")
    expect(page.locator("[role=option] .label").first).to_have_text("North Korea")
    expect(page.locator("[role=option] .name").first).to_have_text("DPRK")


def test_in_a_form_a_name_is_taken_over(shipped_site: Server, visit: Visit) -> None:
    page = visit(shipped_site, "/timeline").page
    type_into(page, "input[name=about]", "pootin")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("input[name=about]").first).to_have_value("vladimir-putin")
    assert page.url.endswith("/timeline")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**/timeline?about=vladimir-putin&**")
    expect(page.locator("tbody tr").first).to_be_visible()


def test_a_late_answer_to_an_early_letter_is_not_shown(shipped_site: Server, visit: Visit) -> None:
    page = visit(shipped_site, "/").page
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.url.endswith("q=tre"):
            held.append(route)
        else:
            route.continue_()

    page.route("**/suggest?**", hold)
    page.locator("#find").press_sequentially("tre")
    page.wait_for_timeout(300)
    assert len(held) == 1
    page.locator("#find").fill("soviet union")
    expect(page.locator("[role=option]").first).to_contain_text("Soviet Union")
    held[0].continue_()
    page.wait_for_timeout(300)
    expect(page.locator("[role=option]").first).to_contain_text("Soviet Union")


def test_a_late_answer_takes_away_nothing_that_is_being_chosen(shipped_site: Server, visit: Visit) -> None:
    page = visit(shipped_site, "/").page
    held: list[Route] = []
    page.route("**/suggest?q=soviet+union", lambda route: held.append(route))  # noqa: PLW0108 (playwright marks it)
    type_into(page, "#find", "soviet")
    page.locator("#find").press_sequentially(" union")
    page.wait_for_timeout(300)
    assert len(held) == 1
    page.keyboard.press("ArrowDown")
    shown = options(page)
    held[0].fulfill(json={"q": "soviet union", "found": []})
    page.wait_for_timeout(300)
    assert options(page) == shown != []
    expect(page.locator("[aria-selected=true]")).to_have_attribute("id", re.compile("-0$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_open_list(shipped_site: Server, visit: Visit, scheme: str) -> None:
    page = visit(shipped_site, "/", color_scheme=scheme).page
    type_into(page, "#find", "kim")
    page.keyboard.press("ArrowDown")
    assert violations(page) == []


def test_an_open_list_fits_a_phone(shipped_site: Server, visit: Visit) -> None:
    page = visit(shipped_site, "/", viewport={"width": 320, "height": 640}).page
    type_into(page, "#find", "russ")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
