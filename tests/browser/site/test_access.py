"""Whoever reads a page, however: in light and dark, on a phone, on paper, without a script, with the keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.site.conftest import Visit
from tests.web.serving import Server

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
SMALL_PHONE = {"width": 320, "height": 640}  # WCAG 2.2, 1.4.10: no scrolling in two dimensions at this width
PAGES = [
    "/id/north-korea.html",
    "/id/treaty-2000.html",
    "/id/joint-projects.html",
    "/claim/projects-of-limited-viability.html",
    "/claim/treaty-of-2000-has-no-alliance.html",
    "/source/lankov-2007.html",
    "/source/lankov-2007.P20.html",
    "/ontology/Treaty.html",
    "/ontology.html",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(shipped_site: Server, visit: Visit, path: str, scheme: str) -> None:
    assert violations(visit(shipped_site, path, color_scheme=scheme).page) == []


@pytest.mark.parametrize("path", ["/id/treaty-1921.html", "/source/pacts-1.0.html", "/code/pacts.8.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_releases_speak(coast_site: Server, visit: Visit, path: str, scheme: str) -> None:
    page = visit(coast_site, path, color_scheme=scheme, viewport=PHONE).page
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("path", ["/id/north-korea.html", "/source/lankov-2007.html"])
def test_axe_finds_nothing_on_a_phone(shipped_site: Server, visit: Visit, path: str) -> None:
    assert violations(visit(shipped_site, path, viewport=PHONE).page) == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("size", [PHONE, SMALL_PHONE], ids=["phone", "small phone"])
def test_nothing_is_wider_than_a_phone(shipped_site: Server, visit: Visit, path: str, size: dict[str, int]) -> None:
    page = visit(shipped_site, path, viewport=size).page
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("path", ["/id/north-korea.html", "/claim/projects-of-limited-viability.html"])
def test_without_a_script_all_text_is_there(shipped_site: Server, visit: Visit, path: str) -> None:
    text = visit(shipped_site, path).page.locator("main").inner_text()
    assert visit(shipped_site, path, java_script_enabled=False).page.locator("main").inner_text() == text


def test_dark_is_dark(shipped_site: Server, visit: Visit) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light, dark = (
        visit(shipped_site, "/id/russia.html", color_scheme=scheme).page.evaluate(ground)
        for scheme in ("light", "dark")
    )
    assert sum(map(int, light.strip("rgb()").split(","))) > 600
    assert sum(map(int, dark.strip("rgb()").split(","))) < 120


def test_paper_has_the_text_and_no_ways_on(shipped_site: Server, visit: Visit) -> None:
    page = visit(shipped_site, "/id/north-korea.html", color_scheme="dark").page
    page.emulate_media(media="print")
    for gone in ("header.site nav", ".find", ".contents", ".back >> nth=0"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.locator("#notes")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    link = page.locator(".records a", has_text="Wikidata")
    assert "wikidata.org/wiki/Q423" in link.evaluate("e => getComputedStyle(e, '::after').content")


def test_a_note_is_one_step_away_and_leads_back(shipped_site: Server, visit: Visit) -> None:
    page = visit(shipped_site, "/id/treaty-1961.html").page
    mark = page.locator("sup a").first
    mark.click()
    note = page.locator(".notes li:target")
    expect(note).to_contain_text("Lankov 2007, P18, P19")
    expect(note).to_be_in_viewport()
    note.locator(".back a").first.click()
    expect(mark).to_be_in_viewport()


def test_the_keyboard_skips_to_the_text(shipped_site: Server, visit: Visit) -> None:
    page = visit(shipped_site, "/id/treaty-1961.html").page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_picture_leads_to_what_it_shows(shipped_site: Server, visit: Visit) -> None:
    page = visit(shipped_site, "/id/north-korea.html").page
    page.locator(".around svg a").filter(has_text="Russia").first.click()
    expect(page.locator("h1")).to_have_text("Russia")


def test_no_names_in_the_picture_lie_on_each_other(shipped_site: Server, visit: Visit) -> None:
    page = visit(shipped_site, "/id/north-korea.html").page
    boxes = page.locator(".around svg a text").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(b => [b.left, b.top, b.right, b.bottom])"
    )
    apart = [
        one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] + 3 or other[3] <= one[1] + 3
        for place, one in enumerate(boxes)
        for other in boxes[:place]
    ]
    assert apart
    assert all(apart)
