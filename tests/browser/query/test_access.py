"""Whoever reads it, however: in light and dark, on a phone, on paper, without a script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.query.conftest import Open

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["table", "graph", "timeline", "response"])
def test_axe_finds_nothing(scheme: str, view: str, open_query: Open) -> None:
    page = open_query(f"?question=chronology&view={view}", color_scheme=scheme).page
    expect(page.get_by_role("tab", selected=True)).to_have_text(view.capitalize())
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_a_mistake_is_shown(scheme: str, open_query: Open) -> None:
    page = open_query("?query=SELECT", color_scheme=scheme).page
    expect(page.get_by_role("alert").last).to_be_visible()
    assert violations(page) == []


def test_tabs_are_reached_with_arrows(open_query: Open) -> None:
    page = open_query("?question=chronology").page
    page.get_by_role("tab", name="Table").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Timeline")).to_be_focused()
    expect(page.locator(".timeline")).to_be_visible()


@pytest.mark.parametrize("view", ["table", "graph", "timeline"])
def test_nothing_is_wider_than_a_phone(view: str, open_query: Open) -> None:
    page = open_query(f"?question=chronology&view={view}", viewport=PHONE).page
    expect(page.get_by_role("tab", selected=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []


def test_the_editor_is_dark_where_the_page_is(open_query: Open) -> None:
    ground = "getComputedStyle(document.querySelector('.CodeMirror')).backgroundColor"
    light, dark = (open_query(color_scheme=scheme).run(ground) for scheme in ("light", "dark"))
    assert light == "rgb(255, 255, 255)"
    assert dark == "rgb(28, 32, 37)"


def test_without_a_script_there_is_a_form_and_every_question(open_query: Open) -> None:
    page = open_query("?question=treaties-in-force", java_script_enabled=False).page
    expect(page.get_by_role("heading", name="Treaties in force on a day")).to_be_visible()
    page.locator("li[data-name=chronology] summary").click()
    expect(page.locator("li[data-name=chronology] pre")).to_contain_text("SELECT ?when")
    page.get_by_role("link", name="Where the sources are at odds").click()
    expect(page.get_by_label("SPARQL query")).to_contain_text("kg:contradicts")
    page.get_by_label("as").select_option("xml")
    with page.expect_download() as download:
        page.get_by_role("button", name="Run the query").click()
    assert "http://www.w3.org/2005/sparql-results#" in Path(download.value.path()).read_text(encoding="utf-8")
