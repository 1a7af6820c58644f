"""The network page in a real browser without a network: quiet, safe, and as its readers use it."""

from __future__ import annotations

import pytest

from kg.build.opening import open_store
from kg.config import Workspace
from kg.exports.network_page.page import Heading, write_page
from kg.exports.network_page.scope_page import write_scope_page
from kg.views.scope import Scope
from tests.browser.conftest import Opened, Opener
from tests.exports import hostile
from tests.exports.hostile import hostile_network, hostile_sources

pytestmark = pytest.mark.browser


def embassy_page(built: Workspace, **scope: object) -> bytes:
    return write_scope_page(open_store(built, lambda _: None), built, Scope(**scope))  # type: ignore[arg-type]


@pytest.fixture
def embassy(built: Workspace, open_page: Opener) -> Opened:
    return open_page(embassy_page(built))


@pytest.fixture
def attacked(open_page: Opener) -> Opened:
    heading = Heading(hostile.SCRIPT, hostile.IMAGE, hostile.QUOTES)
    return open_page(write_page(hostile_network(), hostile_sources(), heading))


def search(opened: Opened, text: str) -> None:
    opened.page.fill("#search", text)
    opened.page.press("#search", "Enter")


def heading(opened: Opened) -> str:
    return opened.page.locator("#panel h2").inner_text()


def is_shown(opened: Opened, node: str) -> bool:
    return not opened.run("id => diplograph.nodes.get(id).hidden", node)


# --- quiet and safe ---


def test_it_asks_for_nothing_and_complains_of_nothing(embassy: Opened) -> None:
    search(embassy, "Belmark")
    embassy.page.click("#fit")
    assert [url for url in embassy.requests if not url.startswith(("file:", "data:"))] == []
    assert len(embassy.requests) == 1
    assert embassy.complaints == []


def test_hostile_texts_are_texts(attacked: Opened) -> None:
    for key, text in hostile.TEXTS.items():
        attacked.run("id => diplograph.go(id)", key)
        assert attacked.page.locator("#panel h2").evaluate("e => e.textContent") == text
        assert attacked.page.locator("#panel").evaluate("e => e.querySelectorAll('img, script').length") == 0
    assert attacked.page.locator("h1").evaluate("e => e.textContent") == hostile.SCRIPT
    assert attacked.page.title() == hostile.SCRIPT
    assert attacked.run("window.hacked") is None
    assert attacked.run("document.querySelectorAll('script').length") == 3
    assert len(attacked.requests) == 1
    assert attacked.complaints == []


def test_hostile_texts_can_be_searched_and_pointed_at(attacked: Opened) -> None:
    attacked.page.fill("#search", "<img src=x")
    assert attacked.page.locator("#results button").count() == 1
    attacked.page.press("#search", "Enter")
    assert heading(attacked) == hostile.IMAGE
    attacked.page.mouse.move(*attacked.place_of("image"))
    tip = attacked.page.locator("#tip")
    tip.wait_for()
    assert hostile.IMAGE in tip.inner_text()
    assert f"Doc {hostile.IMAGE}, P1" in tip.inner_text()
    assert attacked.run("window.hacked") is None


def test_an_endless_name_does_not_cover_the_picture(attacked: Opened) -> None:
    label = attacked.run("diplograph.nodes.get('long').label")
    assert len(label) < 80
    assert label.endswith("…")


def test_an_injected_script_would_be_blocked(embassy: Opened) -> None:
    embassy.run(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.hacked = 1';
            document.body.append(script);
        }"""
    )
    assert embassy.run("window.hacked") is None


# --- the picture ---


def test_the_first_picture_is_whole_and_in_view(embassy: Opened) -> None:
    shown = embassy.run("[...diplograph.state.shownNodes]")
    assert {"arvenia", "belmark", "treaty-1921", "hale-visit-1921"} <= set(shown)
    box = embassy.page.locator("#canvas").bounding_box()
    assert box is not None
    for node in shown:
        x, y = embassy.place_of(node)
        assert box["x"] < x < box["x"] + box["width"]
        assert box["y"] < y < box["y"] + box["height"]
    drawn = "c => new Set(new Uint32Array(c.getContext('2d').getImageData(0, 0, c.width, c.height).data.buffer)).size"
    assert embassy.page.locator("#canvas canvas").evaluate(drawn) > 20


def test_all_parallel_relations_are_drawn_apart(embassy: Opened) -> None:
    lines = embassy.run(
        "diplograph.edges.get({ filter: e => !e.hidden && [e.from, e.to].sort().join() === 'arvenia,belmark' })"
    )
    assert {line["id"] for line in lines} == {
        "=alliance",
        "=election-money",
        "=quarrel",
        "=trade",
        "arvenia borders belmark",
    }
    assert {line["label"] for line in lines} >= {"alliance", "sponsorship", "dispute", "trade"}
    bends = {
        (line["smooth"]["type"], line["smooth"]["roundness"], line["from"]) if line["smooth"]["enabled"] else "straight"
        for line in lines
    }
    assert len(bends) == 5


def test_relations_can_be_drawn_as_symbols(embassy: Opened) -> None:
    assert not is_shown(embassy, "alliance")
    embassy.page.check("#nodes")
    assert is_shown(embassy, "alliance")
    assert embassy.run("diplograph.edges.get('=alliance').hidden")
    assert not embassy.run("diplograph.edges.get('alliance Ally arvenia').hidden")


def test_it_stands_still_until_it_is_let_move(embassy: Opened) -> None:
    places = "JSON.stringify(diplograph.network.getPositions())"
    before = embassy.run(places)
    embassy.page.wait_for_timeout(300)
    assert embassy.run(places) == before
    embassy.page.check("#physics")
    embassy.page.wait_for_timeout(300)
    assert embassy.run(places) != before


def test_dark_and_light(built: Workspace, open_page: Opener) -> None:
    content = embassy_page(built)
    ground = "getComputedStyle(document.body).backgroundColor"
    ink = "diplograph.nodes.get('belmark').font.color"
    light, dark = open_page(content), open_page(content, "dark")
    assert light.run(ground) != dark.run(ground)
    assert light.run(ink) != dark.run(ink)


# --- finding and filtering ---


@pytest.mark.parametrize("name", ["irena volkova", "Ирена Волкова", "Volkova", "irena-volkova"])
def test_search_flies_to_a_node(embassy: Opened, name: str) -> None:
    search(embassy, name)
    assert heading(embassy) == "Irena Volkova"
    middle = embassy.run("diplograph.network.getViewPosition()")
    place = embassy.run("diplograph.network.getPosition('irena-volkova')")
    assert abs(middle["x"] - place["x"]) < 2
    assert abs(middle["y"] - place["y"]) < 2


def test_search_finds_what_is_not_drawn(embassy: Opened) -> None:
    assert not is_shown(embassy, "port-selin")
    search(embassy, "port selin")
    assert is_shown(embassy, "port-selin")


def test_search_finds_a_relation(embassy: Opened) -> None:
    search(embassy, "fishing banks")
    assert heading(embassy) == "Quarrel over the fishing banks"
    assert embassy.run("diplograph.network.getSelectedEdges()") == ["=quarrel"]


def test_the_legend_filters_by_class(embassy: Opened) -> None:
    button = embassy.page.locator("#classes button", has_text="events")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert not is_shown(embassy, "hale-visit-1921")
    assert is_shown(embassy, "arvenia")
    button.click()
    assert is_shown(embassy, "hale-visit-1921")


def test_the_legend_shows_what_is_not_shown_at_first(embassy: Opened) -> None:
    assert not is_shown(embassy, "port-selin")
    embassy.page.locator("#classes button", has_text="places").click()
    assert is_shown(embassy, "port-selin")


def test_names_in_every_language(embassy: Opened) -> None:
    assert embassy.page.locator("#language option").all_inner_texts() == ["English", "한국어", "русский"]
    embassy.page.select_option("#language", "ko")
    assert embassy.run("diplograph.nodes.get('arvenia').label") == "아르베니아"
    assert embassy.run("diplograph.nodes.get('belmark').label") == "Belmark"
    embassy.page.select_option("#language", "ru")
    search(embassy, "Volkova")
    assert heading(embassy) == "Ирена Волкова"


# --- what is said, and where ---


def test_a_click_on_a_node_shows_all_that_is_said(embassy: Opened) -> None:
    embassy.page.mouse.click(*embassy.place_of("treaty-1921"))
    panel = embassy.page.locator("#panel").inner_text()
    assert "Treaty of friendship of 1921" in panel
    assert "friendship treaty · since 1921-05" in panel
    assert "Arvenia and Belmark signed a treaty of friendship in May 1921\nHale 1931, P3" in panel.replace("\n\n", "\n")
    assert "party: Belmark" in panel


def test_a_click_on_a_line_shows_its_sources(embassy: Opened) -> None:
    (ax, ay), (bx, by) = embassy.place_of("treaty-1902"), embassy.place_of("treaty-1921")
    embassy.page.mouse.click((ax + bx) / 2, (ay + by) / 2)
    panel = embassy.page.locator("#panel").inner_text()
    assert panel.count("replaces") == 2
    assert "The treaty of 1921 replaced that of 1902" in panel
    assert "Hale 1931, P3, P8" in panel


def test_pointing_shows_who_says_so(embassy: Opened) -> None:
    tip = embassy.page.locator("#tip")
    embassy.page.mouse.move(*embassy.place_of("hale-visit-1921"))
    tip.wait_for()
    assert "Tomas Hale was sent to Arvenia in the spring of 1921" in tip.inner_text()
    assert "Hale 1931, P3" in tip.inner_text()
    (ax, ay), (bx, by) = embassy.place_of("treaty-1902"), embassy.place_of("treaty-1921")
    embassy.page.mouse.move((ax + bx) / 2, (ay + by) / 2, steps=4)
    tip.wait_for()
    assert "The treaty of 1921 replaced that of 1902" in tip.inner_text()


def test_a_report_names_its_informant(embassy: Opened) -> None:
    search(embassy, "election of 1924")
    panel = embassy.page.locator("#panel").inner_text()
    assert "report from Merchants of Port Selin" in panel
    assert "funder: Arvenia" in panel


def test_connections_lead_on(embassy: Opened) -> None:
    search(embassy, "Tomas Hale")
    embassy.page.locator("#panel a", has_text="Hale's mission").click()
    assert heading(embassy) == "Hale's mission to Arvenia"
    embassy.page.locator("#panel .close").click()
    assert embassy.page.locator("#panel").is_hidden()


def test_what_may_have_held_is_dashed(built: Workspace, open_page: Opener) -> None:
    page = open_page(embassy_page(built, as_of="1922"))
    assert page.run("diplograph.edges.get('=alliance').dashes") is False
    assert page.run("diplograph.edges.get('=trade').dashes") == [9, 7]
    assert "held possibly" in page.page.locator("#legend").inner_text()
    assert page.page.locator("#scope").inner_text().startswith("as of 1922")


def test_what_is_imagined_is_dotted_and_only_if_asked_for(built: Workspace, open_page: Opener) -> None:
    asked = open_page(embassy_page(built, unasserted=True))
    asked.run("diplograph.go('customs-union')")
    asked.page.get_by_role("button", name="Draw all of them").click()
    (line,) = asked.run("diplograph.edges.get({ filter: e => e.from === 'customs-union' })")
    assert line["dashes"] == [2, 6]
    assert not line["hidden"]
    assert "A customs union would have ended the quarrel at once" in asked.page.locator("#panel").inner_text()
    assert "denied or only imagined" in asked.page.locator("#legend").inner_text()
    plain = open_page(embassy_page(built))
    assert plain.run("diplograph.edges.get({ filter: e => e.from === 'customs-union' }).length") == 0
    assert plain.page.locator("#dotted").is_hidden()


def test_the_picture_can_be_saved(embassy: Opened) -> None:
    with embassy.page.expect_download() as download:
        embassy.page.click("#save")
    assert download.value.suggested_filename == "network.png"
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
    assert embassy.complaints == []
