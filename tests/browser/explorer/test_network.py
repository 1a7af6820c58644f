"""The network as a reader meets it: what is seen at first, and what mouse and keyboard do with it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise
from math import cos, dist, sin
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Opened, Opener

pytestmark = pytest.mark.browser

DENIED = "#a64500"
_BETWEEN = """() => [...diplograph.visible.edges.keys()]
    .filter((edge) => [edge.from.id, edge.to.id].sort().join() === 'north-korea,ussr').map((edge) => edge.key)"""

Point = tuple[float, float]


def place(explorer: Opened, node: str) -> Point:
    found = explorer.run("id => diplograph.network.toScreen(id)", node)
    assert found is not None, f"{node} is not drawn"
    return found[0], found[1]


def middle(explorer: Opened, edge: str) -> Point:
    found = explorer.run("id => diplograph.network.edgeMiddle(id)", edge)
    assert found is not None, f"{edge} is not drawn"
    return found[0], found[1]


def places(explorer: Opened) -> dict[str, Point]:
    script = "() => [...diplograph.visible.nodes.keys()].map(({id}) => [id, diplograph.network.toScreen(id)])"
    return {node: (at[0], at[1]) for node, at in explorer.run(script)}


def labels(explorer: Opened) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = explorer.run("diplograph.network.labelsShown()")
    return found


def texts(explorer: Opened) -> dict[str, str]:
    return {label["key"]: label["text"].replace("\n", " ") for label in labels(explorer)}


def state(explorer: Opened, key: str) -> Any:
    return explorer.run("key => diplograph.state[key]", key)


def canvas(explorer: Opened) -> Locator:
    return explorer.page.locator("canvas.network-canvas")


def press(explorer: Opened, *keys: str) -> None:
    canvas(explorer).focus()
    for key in keys:
        explorer.page.keyboard.press(key)


def painted(explorer: Opened) -> None:
    """Wait until what has changed is drawn."""
    explorer.run("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))")


def colour(explorer: Opened, at: Point) -> list[int]:
    """Give the colour of the canvas at a point of the window, on the ground of the page."""
    painted(explorer)
    script = """([x, y]) => {
        const canvas = document.querySelector('canvas.network-canvas');
        const box = canvas.getBoundingClientRect();
        const ratio = canvas.width / box.width;
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', {willReadFrequently: true});
        copy.drawImage(canvas, 0, 0);
        return [...copy.getImageData((x - box.left) * ratio, (y - box.top) * ratio, 1, 1).data];
    }"""
    found: list[int] = explorer.run(script, list(at))
    return found


def svg(explorer: Opened) -> str:
    page = explorer.page
    page.click("#top .menu > button")
    with page.expect_download() as download:
        page.click("[data-export=svg]")
    return Path(download.value.path()).read_text(encoding="utf-8")


def corners(label: dict[str, Any]) -> list[Point]:
    x, y = label["x"] + label["w"] / 2, label["y"] + label["h"] / 2
    across, down = max(label["w"] / 2 - 1, 0), max(label["h"] / 2 - 1, 0)
    turn = (cos(label["angle"]), sin(label["angle"]))
    offsets = [(-across, -down), (across, -down), (across, down), (-across, down)]
    return [(x + a * turn[0] - b * turn[1], y + a * turn[1] + b * turn[0]) for a, b in offsets]


def overlap(one: Sequence[Point], other: Sequence[Point]) -> bool:
    """Whether two turned boxes share a place: no line of their sides keeps them apart."""
    for box in (one, other):
        for start, end in pairwise(box[:3]):
            axis = (end[0] - start[0], end[1] - start[1])
            spans = [[axis[0] * x + axis[1] * y for x, y in each] for each in (one, other)]
            if max(spans[0]) <= min(spans[1]) or max(spans[1]) <= min(spans[0]):
                return False
    return True


def overlapping(explorer: Opened) -> list[tuple[str, str]]:
    shown = [(label["text"], corners(label)) for label in labels(explorer)]
    return [(a, b) for (a, one), (b, other) in combinations(shown, 2) if overlap(one, other)]


def test_the_first_sight_is_small_and_can_be_read(explorer: Opened) -> None:
    seen = places(explorer)
    assert 20 <= len(seen) <= 40
    box = canvas(explorer).bounding_box()
    assert box is not None
    for x, y in seen.values():
        assert box["x"] < x < box["x"] + box["width"]
        assert box["y"] < y < box["y"] + box["height"]
    assert {"North Korea", "Soviet Union", "Russia"} <= set(texts(explorer).values())
    assert overlapping(explorer) == []


def test_the_picture_stands_still(explorer: Opened) -> None:
    before, picture = places(explorer), canvas(explorer).screenshot()
    explorer.page.wait_for_timeout(1000)
    assert places(explorer) == before
    assert canvas(explorer).screenshot() == picture


def test_a_class_is_hidden_and_shown_by_its_button(explorer: Opened) -> None:
    button = explorer.page.locator(".legend button[data-style=Person]")
    before = set(places(explorer))
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert "vladimir-putin" not in places(explorer)
    assert "without=" in explorer.page.url
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert set(places(explorer)) == before


def test_all_but_the_neighbours_fade_under_the_pointer(explorer: Opened) -> None:
    near, far = place(explorer, "north-korea"), place(explorer, "vladimir-putin")
    plain = colour(explorer, near), colour(explorer, far)
    explorer.page.mouse.move(*place(explorer, "ussr"))
    painted(explorer)
    assert canvas(explorer).evaluate("canvas => canvas.classList.contains('over')")
    assert colour(explorer, near) == plain[0]
    faint = colour(explorer, far)
    assert sum(faint[:3]) > sum(plain[1][:3]) + 60
    box = canvas(explorer).bounding_box()
    assert box is not None
    explorer.page.mouse.move(box["x"] + 2, box["y"] + 2)
    painted(explorer)
    assert colour(explorer, far) == plain[1]


def test_a_click_on_a_node_opens_its_evidence(explorer: Opened) -> None:
    explorer.page.mouse.click(*place(explorer, "treaty-1961"))
    expect(explorer.page.locator("#panel h2")).to_have_text("Treaty of 1961")
    assert explorer.page.locator("#panel .claim").count() > 0
    assert "selected=treaty-1961" in explorer.page.url
    box = canvas(explorer).bounding_box()
    assert box is not None
    explorer.page.mouse.click(box["x"] + 3, box["y"] + 3)
    expect(explorer.page.locator("#panel")).to_be_hidden()


def test_a_click_on_a_line_opens_the_evidence_of_just_that_line(explorer: Opened) -> None:
    edges = explorer.run(_BETWEEN)
    clear = [e for e in edges if min(dist(middle(explorer, e), at) for at in places(explorer).values()) > 30]
    assert len(clear) >= 3
    for edge in clear:
        explorer.page.mouse.click(*middle(explorer, edge))
        assert state(explorer, "selected") == edge
        label = explorer.run("key => diplograph.edgeOf(key).label", edge)
        expect(explorer.page.locator("#panel h2")).to_contain_text(label)
        assert explorer.page.locator("#panel .claim").count() > 0


def test_parallel_lines_are_curves_of_their_own(explorer: Opened) -> None:
    explorer.run("() => diplograph.set({focus: 'ussr', hiddenStyles: []})")
    edges = explorer.run(_BETWEEN)
    assert len(edges) >= 6
    for one, other in combinations([middle(explorer, edge) for edge in edges], 2):
        assert dist(one, other) > 8


def test_a_double_click_brings_the_neighbours(explorer: Opened) -> None:
    before = set(places(explorer))
    explorer.page.mouse.dblclick(*place(explorer, "vladimir-putin"))
    assert state(explorer, "expanded") == ["vladimir-putin"]
    expect(explorer.page.locator("#panel h2")).to_have_text("Vladimir Putin")
    after = set(places(explorer))
    assert before < after
    near = """id => diplograph.nodeOf(id).edges.flatMap((e) => [e.from.id, e.to.id])"""
    assert after - before <= set(explorer.run(near, "vladimir-putin"))
    assert "expanded=vladimir-putin" in explorer.page.url
    press(explorer, "Enter")
    assert state(explorer, "expanded") == []


def test_a_node_that_is_dragged_stays_where_it_is_put(explorer: Opened) -> None:
    mouse = explorer.page.mouse
    before = places(explorer)
    x, y = before["china"]
    mouse.move(x, y)
    mouse.down()
    mouse.move(x - 40, y + 30, steps=4)
    mouse.up()
    after = places(explorer)
    assert after["china"] == pytest.approx((x - 40, y + 30), abs=2)
    assert {id for id in after if after[id] != before[id]} == {"china"}
    assert "pinned=china" in explorer.page.url
    assert state(explorer, "selected") == ""
    explorer.page.keyboard.press("Control+z")
    assert state(explorer, "pinned") == {}
    assert place(explorer, "china") == pytest.approx((x, y), abs=0.01)
    assert "pinned" not in explorer.page.url


def test_the_ground_is_dragged_and_the_wheel_zooms(explorer: Opened) -> None:
    box = canvas(explorer).bounding_box()
    assert box is not None
    mouse = explorer.page.mouse
    before = place(explorer, "russia")
    mouse.move(box["x"] + 4, box["y"] + 4)
    mouse.down()
    mouse.move(box["x"] + 64, box["y"] + 34, steps=3)
    mouse.up()
    assert place(explorer, "russia") == pytest.approx((before[0] + 60, before[1] + 30), abs=0.01)
    mouse.move(*place(explorer, "russia"))
    still, wide = place(explorer, "russia"), dist(place(explorer, "russia"), place(explorer, "ussr"))
    mouse.wheel(0, -120)
    explorer.page.wait_for_timeout(200)
    assert place(explorer, "russia") == pytest.approx(still, abs=1)
    assert dist(place(explorer, "russia"), place(explorer, "ussr")) > wide * 1.1
    assert overlapping(explorer) == []


def test_arrows_move_and_signs_zoom(explorer: Opened) -> None:
    before = place(explorer, "russia")
    press(explorer, "ArrowRight")
    assert place(explorer, "russia") == pytest.approx((before[0] - 60, before[1]), abs=0.01)
    press(explorer, "ArrowLeft", "ArrowDown")
    assert place(explorer, "russia") == pytest.approx((before[0], before[1] - 60), abs=0.01)
    wide = dist(place(explorer, "russia"), place(explorer, "ussr"))
    press(explorer, "+")
    assert dist(place(explorer, "russia"), place(explorer, "ussr")) == pytest.approx(wide * 1.3)
    press(explorer, "-", "0")
    assert place(explorer, "russia") == pytest.approx(before, abs=0.01)


def test_the_keyboard_walks_from_node_to_node(explorer: Opened) -> None:
    press(explorer, "n", "n")
    second = state(explorer, "selected")
    press(explorer, "N")
    first = state(explorer, "selected")
    assert [first, second] == explorer.run("() => diplograph.graph.ranked.slice(0, 2).map((node) => node.id)")
    stepped = set()
    for key, axis, sign in (("Left", 0, -1), ("Right", 0, 1), ("Up", 1, -1), ("Down", 1, 1)):
        explorer.run("() => diplograph.select('north-korea')")
        press(explorer, f"Alt+Arrow{key}")
        now = state(explorer, "selected")
        stepped.add(now)
        assert now == "north-korea" or (place(explorer, now)[axis] - place(explorer, "north-korea")[axis]) * sign > 0
    assert len(stepped - {"north-korea"}) >= 2
    press(explorer, "Escape")
    assert state(explorer, "selected") == ""


def test_p_pins_and_unpins(explorer: Opened) -> None:
    press(explorer, "n", "p")
    chosen = state(explorer, "selected")
    assert list(state(explorer, "pinned")) == [chosen]
    assert f"pinned={chosen}" in explorer.page.url
    explorer.page.get_by_role("button", name="Undo").click()
    assert state(explorer, "pinned") == {}
    press(explorer, "p", "p")
    assert state(explorer, "pinned") == {}


def test_f_focuses_and_the_depth_widens_it(explorer: Opened) -> None:
    explorer.page.mouse.click(*place(explorer, "vladimir-putin"))
    expect(explorer.page.locator("#panel h2")).to_have_text("Vladimir Putin")
    press(explorer, "f")
    assert "focus=vladimir-putin" in explorer.page.url
    one = set(places(explorer))
    beside = """() => [...diplograph.visible.edges.keys()]
        .filter((e) => [e.from.id, e.to.id].includes('vladimir-putin')).flatMap((e) => [e.from.id, e.to.id])"""
    assert one == set(explorer.run(beside))
    explorer.page.fill("#depth", "2")
    assert one < set(places(explorer))
    assert "depth=2" in explorer.page.url
    explorer.page.get_by_role("button", name="Show everything").click()
    assert state(explorer, "focus") == ""
    assert len(places(explorer)) >= 40


def test_what_is_searched_comes_to_the_middle(explorer: Opened) -> None:
    press(explorer, "+", "+", "+", "+", "/")
    explorer.page.keyboard.type("Путин")
    explorer.page.keyboard.press("Enter")
    expect(explorer.page.locator("#panel h2")).to_have_text("Vladimir Putin")
    explorer.page.wait_for_timeout(600)
    box = canvas(explorer).bounding_box()
    assert box is not None
    x, y = place(explorer, "vladimir-putin")
    assert 0.3 < (x - box["x"]) / box["width"] < 0.7
    assert 0.3 < (y - box["y"]) / box["height"] < 0.7


def test_what_a_question_found_stands_out(explorer: Opened) -> None:
    far = place(explorer, "vladimir-putin")
    plain = colour(explorer, far)
    explorer.run("() => diplograph.set({highlighted: ['ussr', 'china']})")
    assert sum(colour(explorer, far)[:3]) > sum(plain[:3]) + 60
    assert {"ussr", "china"} <= set(texts(explorer))
    press(explorer, "Escape")
    assert colour(explorer, far) == plain


def test_names_change_with_the_language(explorer: Opened) -> None:
    explorer.page.locator("#language").select_option("ru")
    assert texts(explorer)["vladimir-putin"].startswith("Владимир")
    assert "lang=ru" in explorer.page.url
    explorer.page.locator("#language").select_option("ko")
    assert texts(explorer)["north-korea"] == explorer.run("diplograph.nodeOf('north-korea').labels.ko")
    assert overlapping(explorer) == []


def test_what_is_denied_is_drawn_only_if_asked_for_and_dotted(explorer: Opened) -> None:
    explorer.run("() => diplograph.set({limit: 2000, hiddenStyles: []})")
    denied = "() => [...diplograph.visible.edges.keys()].filter((edge) => !edge.asserted).length"
    assert explorer.run(denied) == 0
    assert f'stroke="{DENIED}"' not in svg(explorer)
    explorer.page.get_by_label("Also what is denied or only imagined").check()
    assert explorer.run(denied) > 0
    dotted = [line for line in svg(explorer).splitlines() if f'stroke="{DENIED}"' in line]
    assert dotted
    assert all('stroke-linecap="round"' in line and "stroke-dasharray=" in line for line in dotted)


def test_the_same_address_gives_the_same_picture(explorer: Opened, explorer_page: bytes, open_page: Opener) -> None:
    explorer.run(
        "() => diplograph.set({asOf: '1985-01-01', expanded: ['china'], pinned: {ussr: [-100, 50]}, language: 'ko'})"
    )
    explorer.run("() => diplograph.select('ussr')")
    address = explorer.page.url
    pictures = []
    for _ in range(2):
        explorer.page.goto("about:blank")
        explorer.page.goto(address)
        explorer.page.wait_for_function("window.diplograph !== undefined")
        explorer.page.wait_for_timeout(600)
        pictures.append(canvas(explorer).screenshot())
        assert explorer.page.url == address
        assert "ussr" in texts(explorer)
    assert pictures[0] == pictures[1]
    explorer.requests[:] = explorer.requests[:1]


def test_light_and_dark(explorer: Opened) -> None:
    at = place(explorer, "ussr")
    light = colour(explorer, at)
    ground = "getComputedStyle(document.body).backgroundColor"
    paper = explorer.run(ground)
    explorer.page.get_by_role("button", name="Light or dark").click()
    assert colour(explorer, at) == [0x4F, 0xA8, 0xE0, 255] != light
    assert explorer.run(ground) != paper
    assert "theme=dark" in explorer.page.url


@pytest.mark.parametrize("view", ["network", "timeline", "map"])
def test_on_paper_there_is_nothing_to_press(explorer: Opened, view: str) -> None:
    explorer.run("view => { diplograph.set({view, asOf: '1985-01-01'}); diplograph.select('treaty-1961') }", view)
    explorer.page.emulate_media(media="print")
    shown = """() => [...document.querySelectorAll(`#top button, #top select, #top input, #filters, #timebar button,
        #timebar input[type=range], #stage button, #panel button.close, #panel .actions`)]
        .filter((each) => each.checkVisibility()).map((each) => each.outerHTML.slice(0, 120))"""
    assert explorer.run(shown) == []
    expect(explorer.page.locator("h1")).to_be_visible()
    expect(explorer.page.locator("#panel h2")).to_be_visible()


def test_the_same_thing_is_chosen_in_every_view(explorer: Opened) -> None:
    explorer.page.mouse.click(*place(explorer, "treaty-1961"))
    page = explorer.page
    for view, mark in [
        ("Timeline", '.timeline-picture [data-id=treaty-1961] rect[stroke-width="2"]'),
        ("Table", ".view-table tr[aria-current]"),
        ("Map", "#view-map"),
        ("Network", "canvas.network-canvas"),
    ]:
        page.get_by_role("navigation", name="Views").get_by_role("button", name=view).click()
        expect(page.locator(mark).first).to_be_visible()
        expect(page.locator("#panel h2")).to_have_text("Treaty of 1961")
        assert state(explorer, "selected") == "treaty-1961"
