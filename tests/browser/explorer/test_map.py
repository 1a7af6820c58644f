"""The map: where places and states stand, what goes between them, and how it is moved and read."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser

GROUND = ".map-ground"


@pytest.fixture
def atlas(explorer: Opened) -> Opened:
    explorer.run("diplograph.set({view: 'map'})")
    explorer.page.wait_for_function("() => diplograph.map.placeAt('moscow') !== null")
    return explorer


def place_at(opened: Opened, name: str) -> tuple[float, float] | None:
    found = opened.run(f"diplograph.map.placeAt('{name}')")
    return (found[0], found[1]) if found else None


def arcs(opened: Opened) -> set[tuple[str, str, str]]:
    return {(start, end, thing) for start, end, thing in opened.run("diplograph.map.arcs()")}


def distance(opened: Opened, one: str, other: str) -> float:
    first, second = place_at(opened, one), place_at(opened, other)
    assert first and second
    return float(abs(complex(*first) - complex(*second)))


def test_cities_lie_as_on_the_earth(atlas: Opened) -> None:
    box = atlas.page.locator(GROUND).bounding_box()
    places = {name: place_at(atlas, name) for name in ("hamburg", "saint-petersburg", "moscow", "vladivostok", "seoul")}
    assert box and all(places.values())
    found = {name: at for name, at in places.items() if at}
    assert all(
        box["x"] < x < box["x"] + box["width"] and box["y"] < y < box["y"] + box["height"] for x, y in found.values()
    )
    assert found["hamburg"][0] < found["moscow"][0] < found["seoul"][0] < found["vladivostok"][0]
    assert found["saint-petersburg"][1] < found["moscow"][1] < found["vladivostok"][1] < found["seoul"][1]
    assert (
        distance(atlas, "pyongyang", "seoul")
        < distance(atlas, "pyongyang", "vladivostok")
        < distance(atlas, "pyongyang", "moscow")
    )


def test_states_stand_in_their_outlines_and_past_ones_with_their_successors(atlas: Opened) -> None:
    assert place_at(atlas, "ussr") == place_at(atlas, "russia") != place_at(atlas, "moscow")
    assert distance(atlas, "north-korea", "pyongyang") < distance(atlas, "north-korea", "seoul")
    assert place_at(atlas, "united-states") is not None  # by its other name
    assert place_at(atlas, "yugoslavia") is place_at(atlas, "siberia") is None


def test_visits_lead_from_where_the_visitor_is_known_to_come(atlas: Opened) -> None:
    found = arcs(atlas)
    assert ("russia", "pyongyang", "putin-visit-2000") in found
    assert {(start, end) for start, end, thing in found if thing == "kim-visit-2001"} == {
        ("pyongyang", "moscow"),
        ("pyongyang", "saint-petersburg"),
    }
    assert "kim-visit-2002" not in {thing for *_, thing in found}  # Kim Jong Il's office is not stated


def test_what_has_no_coordinates_is_listed_as_such(atlas: Opened) -> None:
    atlas.page.locator(".map-places summary").click()
    elsewhere = atlas.page.locator(".map-places h3:has-text('Not on the map') + ul")
    region = elsewhere.locator("li", has=atlas.page.locator("[data-node=russian-far-east]"))
    expect(region.locator("[data-node=kim-visit-2002]")).to_have_count(1)
    region.locator("[data-node=kim-visit-2002]").focus()
    atlas.page.keyboard.press("Enter")
    assert atlas.run("[diplograph.state.selected, document.activeElement.dataset.node]") == ["kim-visit-2002"] * 2


def test_the_map_follows_the_date_and_the_filters(atlas: Opened) -> None:
    atlas.run("diplograph.set({asOf: '2000-07-15'})")
    assert {thing for *_, thing in arcs(atlas)} >= {"putin-visit-2000"}
    atlas.run("diplograph.set({asOf: '1985-01-01'})")
    assert not {thing for *_, thing in arcs(atlas)} & {"putin-visit-2000", "kim-visit-2001"}
    atlas.run("diplograph.set({asOf: '', hiddenStyles: ['Event']})")
    assert "kim-visit-2001" not in {thing for *_, thing in arcs(atlas)}


def test_a_symbol_of_several_things_opens_their_list(atlas: Opened) -> None:
    place = place_at(atlas, "moscow")
    assert place
    atlas.page.mouse.click(*place)
    choice = atlas.page.locator(".map-choice")
    choice.locator("[data-node=kim-visit-2001]").click()
    assert atlas.run("diplograph.state.selected") == "kim-visit-2001"
    assert choice.is_hidden()


def test_wheel_drag_and_keys_move_it_and_it_fits_again(atlas: Opened) -> None:
    begin = place_at(atlas, "moscow")
    apart = distance(atlas, "moscow", "seoul")
    assert begin
    atlas.page.mouse.move(*begin)
    atlas.page.mouse.wheel(0, -300)
    right = "right => diplograph.map.placeAt('seoul')[0] > right"
    atlas.page.wait_for_function(right, arg=begin[0] + apart)
    x, y = begin[0] + 200, begin[1] + 250
    atlas.page.mouse.move(x, y)
    atlas.page.mouse.down()
    atlas.page.mouse.move(x + 50, y + 30, steps=3)
    atlas.page.mouse.up()
    dragged = place_at(atlas, "moscow")
    assert dragged
    assert dragged == pytest.approx((begin[0] + 50, begin[1] + 30), abs=1)
    atlas.page.locator(GROUND).focus()
    atlas.page.keyboard.press("ArrowDown")
    assert place_at(atlas, "moscow") == pytest.approx((dragged[0], dragged[1] - 60), abs=1)
    atlas.page.keyboard.press("0")
    assert place_at(atlas, "moscow") == pytest.approx(begin, abs=1)


def test_relations_between_states_are_drawn_when_asked_for(atlas: Opened) -> None:
    before = atlas.page.locator("svg.map .hit").count()
    atlas.page.locator(".map-key summary").click()
    atlas.page.get_by_label("Relations between states").check()
    assert atlas.page.locator("svg.map .hit").count() > before


def test_the_picture_stands_alone(atlas: Opened) -> None:
    drawn = ElementTree.fromstring(
        atlas.run("new XMLSerializer().serializeToString(document.querySelector('svg.map'))")
    )
    assert all("style" not in part.attrib for part in drawn.iter())
    assert "Moscow" in "".join(drawn.itertext())
