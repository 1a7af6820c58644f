"""The page of a comparison in a real browser without a network: quiet, safe, filtered without a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kg.config import Workspace
from kg.exports.comparison.page import write_page
from tests.browser.axe import violations
from tests.browser.conftest import Opened
from tests.browser.explorer.test_access import PHONE
from tests.exports import hostile
from tests.exports.test_comparison import comparison
from tests.views.comparison.registers import Registers

pytestmark = pytest.mark.browser


class Pages:
    """Pages that are opened from their bytes, offline."""

    def __init__(self, chromium: Browser, folder: Path) -> None:
        self.chromium = chromium
        self.folder = folder
        self.opened: list[Opened] = []

    def open(self, content: bytes, scheme: str = "light") -> Page:
        file = self.folder / "page.html"
        file.write_bytes(content)
        context = self.chromium.new_context(
            viewport={"width": 1280, "height": 900},
            offline=True,
            color_scheme="dark" if scheme == "dark" else "light",
        )
        opened = Opened(context.new_page())
        opened.listen()
        self.opened.append(opened)
        opened.page.goto(file.as_uri())
        return opened.page


@pytest.fixture
def pages(chromium: Browser, tmp_path: Path) -> Iterator[Pages]:
    """Opens pages; whatever a test does there, nothing may be asked for or complained of."""
    pages = Pages(chromium, tmp_path)
    yield pages
    for opened in pages.opened:
        assert len(opened.requests) == 1
        assert opened.complaints == []
        opened.page.context.close()


@pytest.fixture(scope="module")
def content(built: Workspace, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The page of the fixture workspace with its releases."""
    registers = Registers(built, tmp_path_factory.mktemp("compare") / "store")
    found = registers.compare(datasets=["pacts", "instruments", "ledger"])
    return write_page(found, built.title)


def test_each_thing_has_a_table_with_a_column_for_each_source(content: bytes, pages: Pages) -> None:
    page = pages.open(content)
    expect(page.locator("article")).to_have_count(5)
    treaty = page.locator("article").filter(has=page.locator("h2", has_text="Treaty of friendship of 1921"))
    expect(treaty.locator("thead th")).to_have_count(5)
    expect(treaty.locator("tbody tr").filter(has_text="non-aggression").locator(".chip")).to_have_text("≠ conflict")


def test_verdicts_are_filtered_without_a_script(content: bytes, pages: Pages) -> None:
    page = pages.open(content)
    agreeing = page.locator("article[data-verdict=agree]")
    expect(agreeing).to_be_visible()
    page.get_by_role("checkbox", name="agree").uncheck()
    expect(agreeing).to_be_hidden()
    expect(page.locator("article[data-verdict=conflict]").first).to_be_visible()
    page.get_by_role("checkbox", name="agree").check()
    expect(agreeing).to_be_visible()


def test_a_footnote_is_one_click_away(content: bytes, pages: Pages) -> None:
    page = pages.open(content)
    page.locator("sup a").first.click()
    expect(page.locator(".remarks li:target")).to_contain_text("Hale 1931, P6")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(content: bytes, scheme: str, pages: Pages) -> None:
    assert violations(pages.open(content, scheme)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_a_phone(content: bytes, scheme: str, pages: Pages) -> None:
    page = pages.open(content, scheme)
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.locator("article td").first.evaluate("e => getComputedStyle(e, '::before').content") != "none"


def test_paper_has_what_is_shown_but_the_filter(content: bytes, pages: Pages) -> None:
    page = pages.open(content, "dark")
    page.get_by_role("checkbox", name="agree").uncheck()
    page.emulate_media(media="print")
    expect(page.locator(".filters")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("name", ["script", "image", "quotes", "bidi", "long"])
def test_hostile_texts_are_texts(name: str, pages: Pages) -> None:
    text = hostile.TEXTS[name]
    page = pages.open(write_page(comparison(text), text, text))
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    assert page.locator("h2").first.locator("span").first.evaluate("e => e.textContent") == text
    assert page.evaluate("window.hacked") is None
    assert page.locator("script, img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_an_injected_script_would_be_blocked(content: bytes, pages: Pages) -> None:
    page = pages.open(content)
    page.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.hacked = 1';
            document.body.append(script);
        }"""
    )
    assert page.evaluate("window.hacked") is None
    pages.opened[-1].complaints.clear()  # the browser says that it has blocked it
