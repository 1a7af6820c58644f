"""Time in the explorer: the slider, the years that play, what stood then, and the time line."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser

_BETWEEN = """() => Object.fromEntries([...diplograph.visible.edges]
    .filter(([edge]) => [edge.from.id, edge.to.id].sort().join() === 'north-korea,ussr')
    .map(([edge, held]) => [edge.foldNode.id, held]))"""


@pytest.fixture
def timeline(explorer: Opened) -> Opened:
    explorer.page.get_by_role("navigation", name="Views").get_by_role("button", name="Timeline").click()
    explorer.page.wait_for_selector(".timeline-picture .entry")
    return explorer


def as_of(explorer: Opened) -> str:
    return str(explorer.run("diplograph.state.asOf"))


def slider(explorer: Opened) -> Locator:
    return explorer.page.get_by_role("slider", name="As of")


def ask_for(explorer: Opened, date: str) -> None:
    explorer.page.fill("#as-of", date)
    explorer.page.keyboard.press("Enter")


def drawn(explorer: Opened) -> set[str]:
    return set(explorer.run("() => diplograph.network.labelsShown().map((label) => label.key)"))


def entries(explorer: Opened) -> list[dict[str, Any]]:
    explorer.run("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))")
    found: list[dict[str, Any]] = explorer.run("diplograph.timeline.entries()")
    return found


def test_the_slider_is_moved_by_keys(explorer: Opened) -> None:
    slider(explorer).focus()
    explorer.page.keyboard.press("Home")
    first = as_of(explorer)
    assert first.endswith("-01-01")
    assert f"as-of={first}" in explorer.page.url
    explorer.page.keyboard.press("ArrowRight")
    assert as_of(explorer) == f"{first[:4]}-02-01"
    expect(slider(explorer)).to_have_attribute("aria-valuetext", f"{first[:4]}-02")
    assert explorer.page.locator("#as-of").input_value() == f"{first[:4]}-02"
    explorer.page.get_by_role("button", name="All times").click()
    assert as_of(explorer) == ""
    assert "as-of" not in explorer.page.url


def test_the_years_play_and_pause(explorer: Opened) -> None:
    ask_for(explorer, "1985")
    explorer.page.get_by_role("button", name="Play").click()
    assert as_of(explorer) == "1986-01-01"
    explorer.page.wait_for_function("() => diplograph.state.asOf >= '1988-01-01'", timeout=5000)
    explorer.page.get_by_role("button", name="Pause").click()
    stopped = as_of(explorer)
    explorer.page.wait_for_timeout(900)
    assert as_of(explorer) == stopped
    expect(explorer.page.get_by_role("button", name="Play")).to_be_visible()


def test_what_stood_between_the_two_in_1985(explorer: Opened) -> None:
    ask_for(explorer, "1985")
    held = explorer.run(_BETWEEN)
    stood = {"soviet-aid-to-north-korea", "soviet-nk-alliance-on-paper", "soviet-nk-estrangement"}
    assert {name for name, answer in held.items() if answer == "certain"} == stood | {"soviet-subsidised-trade"}
    assert held["soviet-grants"] == "unknown"
    assert {f"edge:={name}" for name in stood} & drawn(explorer)
    explorer.page.get_by_label("Certain only").check()
    assert set(explorer.run(_BETWEEN)) == stood | {"soviet-subsidised-trade"}
    assert set(explorer.run("() => [...diplograph.visible.all.values()]")) == {"certain", "none"}
    assert "certain=yes" in explorer.page.url


def test_one_treaty_takes_the_place_of_the_other(explorer: Opened) -> None:
    ask_for(explorer, "1985")
    assert "treaty-1961" in drawn(explorer)
    assert "treaty-2000" not in drawn(explorer)
    ask_for(explorer, "2001")
    assert "treaty-2000" in drawn(explorer)
    assert "treaty-1961" not in drawn(explorer)
    assert explorer.run(_BETWEEN).get("soviet-aid-to-north-korea") is None


def test_the_time_line_is_in_order_and_nothing_lies_on_another(timeline: Opened) -> None:
    begins = timeline.run(
        "ids => ids.map(id => diplograph.nodeOf(id).bounds[0]).map(begin => begin || '')",
        [entry["id"] for entry in entries(timeline)],
    )
    assert len(begins) > 10
    assert begins == sorted(begins)
    boxes = timeline.run("""() => [...document.querySelectorAll('.timeline-picture .entry > rect:first-child')]
        .map((rect) => ['x', 'y', 'width', 'height'].map((name) => Number(rect.getAttribute(name))))""")
    for (x, y, wide, high), (left, top, across, down) in combinations(boxes, 2):
        assert x + wide <= left or left + across <= x or y + high <= top or top + down <= y


def test_days_that_nobody_knows_are_hatched(timeline: Opened) -> None:
    timeline.run("() => diplograph.select('treaty-1961', {fly: true})")
    entry = timeline.page.locator(".timeline-picture [data-id=treaty-1961]")
    expect(entry).to_be_visible()
    assert "url(#timeline-hatch-" in entry.evaluate("entry => entry.outerHTML")


def test_one_can_zoom_in_to_days_and_out_again(timeline: Opened) -> None:
    timeline.run("() => diplograph.select('treaty-2000', {fly: true})")
    timeline.page.locator(".timeline-scroller").focus()
    entries(timeline)
    timeline.page.keyboard.press("0")
    before = timeline.run("diplograph.timeline.range()")
    timeline.run("() => diplograph.select('treaty-2000', {fly: true})")
    for _ in range(24):
        timeline.page.keyboard.press("+")
    entries(timeline)
    first, last = timeline.run("diplograph.timeline.range()")
    assert "2000-01-15" < first < "2000-02-15" < last < "2000-03-15"
    written = timeline.page.locator(".timeline-picture > g:last-of-type text").all_text_contents()
    assert "Feb 2000" in written
    assert {"10", "11", "12"} <= set(written)
    timeline.page.keyboard.press("0")
    assert timeline.run("diplograph.timeline.range()") == before


def test_an_entry_is_chosen_by_a_click(timeline: Opened) -> None:
    entry = entries(timeline)[5]
    box = timeline.page.locator(f".timeline-picture [data-id='{entry['id']}'] > rect").first.bounding_box()
    assert box is not None
    timeline.page.mouse.click(box["x"] + 12, box["y"] + box["height"] / 2)
    expect(timeline.page.locator("#panel h2")).to_be_visible()
    chosen = timeline.run("diplograph.state.selected")
    assert chosen in (entry["id"], f"edge:={entry['id']}")
    assert timeline.page.locator('.timeline-picture .entry > rect[stroke-width="2"]').count() == 1


def test_the_next_in_time_is_reached_by_keys(timeline: Opened) -> None:
    timeline.page.locator(".timeline-scroller").focus()
    begins = []
    for _ in range(4):
        timeline.page.keyboard.press("ArrowDown")
        timeline.page.keyboard.press("Enter")
        selected = timeline.run("""() => {
            const {selected} = diplograph.state;
            return (diplograph.nodeOf(selected) || diplograph.edgeOf(selected).foldNode).bounds;
        }""")
        begins.append(selected[0] or "")
        expect(timeline.page.locator("#panel h2")).to_be_visible()
    assert begins == sorted(begins)


def test_the_date_is_a_line_through_the_time_line(timeline: Opened) -> None:
    ask_for(timeline, "1985-06-30")
    entries(timeline)
    assert "1985-06-30" in timeline.page.locator(".timeline-picture text").all_text_contents()
    assert "treaty-2000" not in {entry["id"] for entry in entries(timeline)}
