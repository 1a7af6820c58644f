"""The explorer's search, its panel of evidence, and what it says of the graph."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser

_FOCUSED = "document.activeElement.textContent"


def select(explorer: Opened, key: str) -> None:
    explorer.run("key => diplograph.select(key)", key)


def find(explorer: Opened, text: str) -> str:
    explorer.page.keyboard.press("/")
    explorer.page.keyboard.type(text)
    explorer.page.keyboard.press("Enter")
    return str(explorer.run("diplograph.state.selected"))


@pytest.mark.parametrize("text", ["kim il sung", "김일성", "sung kim", "KIM IL", "kim-il-sung"])
def test_a_thing_is_found_by_any_of_its_names(explorer: Opened, text: str) -> None:
    assert find(explorer, text) == "kim-il-sung"
    assert explorer.page.locator("#panel h2").inner_text() == "Kim Il Sung"


@pytest.mark.parametrize("text", ["Vladmir Putin", "vlaidmir", "Vladimir Putan"])
def test_one_slip_of_a_long_word_is_forgiven(explorer: Opened, text: str) -> None:
    find(explorer, text)
    assert explorer.page.locator("#panel h2").inner_text() == "Vladimir Putin"


def test_the_list_is_worked_from_the_keyboard(explorer: Opened) -> None:
    page = explorer.page
    field = page.get_by_role("combobox", name="Find by name")
    field.fill("korea")
    assert field.get_attribute("aria-expanded") == "true"
    assert 1 < page.locator("#found [role=option]").count() <= 12
    page.keyboard.press("ArrowDown")
    active = field.get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    assert page.locator("#found").is_hidden()


def test_each_claim_says_how_and_where(explorer: Opened) -> None:
    select(explorer, "north-korea")
    chips = explorer.page.locator("#panel .claim .chip").all_inner_texts()
    assert set(chips) <= {"fact", "judgement", "report", "denial", "speculation"}
    assert len(chips) == explorer.page.locator("#panel .claim .where").count() > 1


def test_what_is_denied_or_imagined_stands_apart(explorer: Opened) -> None:
    select(explorer, "north-korea")
    apart = explorer.page.locator("#panel .unasserted-claims .claim")
    assert apart.count() > 0
    assert explorer.page.locator("#panel .evidence > .claim.unasserted").count() == 0


def test_rivals_stand_beside_a_claim(explorer: Opened) -> None:
    select(explorer, "cost-of-projects")
    beside = explorer.page.locator("#panel .rivals .beside > .claim .statement").all_inner_texts()
    assert "The railway will be highly profitable" in beside


def test_a_line_is_a_sentence_with_both_ends(explorer: Opened) -> None:
    key = explorer.run("diplograph.graph.edges.find(edge => edge.foldNode && edge.claims.length).key")
    select(explorer, key)
    ends = explorer.run("key => [diplograph.edgeOf(key)].flatMap(e => [e.from, e.to]).map(diplograph.nameOf)", key)
    assert explorer.page.locator("#panel h2 button").all_inner_texts() == ends
    explorer.page.locator("#panel h2 button").last.click()
    assert explorer.page.locator("#panel h2").inner_text() == ends[1]
    assert explorer.run(_FOCUSED) == ends[1]


def test_what_did_not_hold_is_marked(explorer: Opened) -> None:
    select(explorer, "north-korea")
    marks = explorer.page.locator("#panel .not-then:visible")
    assert marks.count() == 0
    explorer.run("diplograph.set({ asOf: '1985-01-01' })")
    assert marks.count() > 0


def test_a_button_of_the_panel_keeps_the_focus_and_escape_gives_it_back(explorer: Opened) -> None:
    page = explorer.page
    find(explorer, "kim il sung")
    page.get_by_role("button", name="Pin", exact=True).click()
    assert explorer.run(_FOCUSED) == "Pin"
    assert "kim-il-sung" in explorer.run("diplograph.state.pinned")
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert explorer.run("document.activeElement.id") == "search"


def test_a_claim_is_copied_with_its_source(explorer: Opened) -> None:
    explorer.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    select(explorer, "north-korea")
    explorer.page.locator("#panel .claim > button").first.click()
    explorer.page.get_by_text("Copied with its source.", exact=True).wait_for(state="attached")
    copied = explorer.run("navigator.clipboard.readText()")
    assert "Lankov 2007, P9" in copied
    assert explorer.run("diplograph.graph.meta.checksum")[:12] in copied


def test_about_tells_how_to_cite_the_graph(explorer: Opened) -> None:
    page = explorer.page
    select(explorer, "north-korea")
    page.get_by_role("button", name="About this graph").click()
    about = page.get_by_role("dialog")
    assert explorer.run("diplograph.graph.meta.checksum") in about.inner_text()
    assert explorer.run("diplograph.graph.meta.cite") in about.inner_text()
    page.keyboard.press("Escape")
    assert about.is_hidden()
    assert explorer.run("diplograph.state.selected") == "north-korea"
