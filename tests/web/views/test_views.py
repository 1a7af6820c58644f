"""Timeline, network and map of served graphs as text, and what is wrong about their forms."""

from __future__ import annotations

import json
import urllib.request
from urllib.parse import urlencode

import pytest

from kg.config import Workspace
from kg.graph import Graph
from tests.web.pages.reading import Read
from tests.web.serving import Server

VIEWS = ["timeline", "network", "map", "compare"]


def test_the_timeline_has_what_kg_timeline_has(embassy_site: Server, built: Workspace) -> None:
    page = Read(embassy_site.address, "/timeline")
    entries = Graph.open(built.root).timeline().view.entries
    assert page.words("//tbody/tr/td[2]/a") == [" ".join(entry.label.split()) for entry in entries]
    assert page.words("//tbody/tr/td[1]") == [entry.when.text for entry in entries]
    notes = page.words("//section[contains(@class, 'notes')]//li")
    assert any("Hale 1931" in note for note in notes)


def test_what_certainly_held_is_told_from_what_possibly_did(embassy_site: Server, built: Workspace) -> None:
    page = Read(embassy_site.address, "/timeline?as-of=1925")
    entries = Graph.open(built.root).timeline(as_of="1925").view.entries
    assert len(page.all("//tbody/tr")) == len(entries) > 0
    assert page.words("//h2")[0].startswith("Certain")


def test_a_timeline_of_somebody_in_some_years(embassy_site: Server, built: Workspace) -> None:
    page = Read(embassy_site.address, "/timeline?about=Volkova&from=1900&to=1930")
    entries = Graph.open(built.root).timeline("Volkova", first="1900", last="1930").view.entries
    assert len(page.all("//tbody/tr")) == len(entries) > 0
    assert "/id/irena-volkova.html" in page.links


def test_blank_fields_narrow_nothing(embassy_site: Server) -> None:
    blank = Read(embassy_site.address, "/timeline?about=&as-of=&from=&to=&about=+")
    assert blank.words("//tbody/tr") == Read(embassy_site.address, "/timeline").words("//tbody/tr")


def test_long_timelines_are_turned(shipped_site: Server, shipped: Workspace) -> None:
    number = len(Graph.open(shipped.root).timeline().view.entries)
    first, second = (Read(shipped_site.address, f"/timeline?page={page}") for page in (1, 2))
    assert len(first.all("//tbody/tr")) + len(second.all("//tbody/tr")) == number
    assert second.all("//iframe") == []
    assert Read(shipped_site.address, "/timeline?page=99").all("//tbody/tr") == []


def test_the_network_lists_who_is_connected_by_what(embassy_site: Server) -> None:
    page = Read(embassy_site.address, "/network")
    heads = page.words("//ol[@class='links']/li/h3/a")
    assert {"Arvenia", "Belmark", "Treaty of 1902"} <= set(heads)
    treaty = page.all("//ol[@class='links']/li[h3/a='Treaty of 1902']")[0]
    [link] = treaty.xpath("ul/li")
    assert " ".join(link.text_content().split()).startswith("Treaty of friendship of 1921 replaces (")
    note = page.root.get_element_by_id(link.xpath(".//sup/a/@href")[0][1:])
    assert "The treaty of 1921 replaced that of 1902" in note.text_content()


def test_the_network_around_somebody_is_smaller(embassy_site: Server) -> None:
    whole, part = (Read(embassy_site.address, f"/network{narrowed}") for narrowed in ("", "?about=Volkova&depth=1"))
    assert 0 < len(part.all("//ol/li/h3")) < len(whole.all("//ol/li/h3"))
    assert part.words("//ol[@class='links']/li/h3/a")[0] == "Irena Volkova"


def test_what_is_denied_is_there_only_if_it_is_asked_for(shipped_site: Server) -> None:
    plain, also = (Read(shipped_site.address, f"/network{narrowed}") for narrowed in ("", "?unasserted=yes"))
    assert plain.all("//li[contains(@class, 'unasserted')]") == []
    assert also.all("//li[contains(@class, 'unasserted')]//*[contains(@class, 'denial')]")


def test_the_map_lists_what_happened_where(shipped_site: Server) -> None:
    page = Read(shipped_site.address, "/map")
    place = page.all("//ol[@class='links']/li[h3/a='Pyongyang']")[0]
    assert "39.03° N, 125.75° E" in place.text_content()
    assert place.xpath(".//ul//a[contains(., 'visit to Pyongyang')]")
    assert place.xpath(".//sup")


def test_documents_and_releases_are_compared(coast_site: Server) -> None:
    page = Read(coast_site.address, "/compare")
    topic = page.all("//article[contains(., 'Treaty of friendship of 1921')]")[0]
    assert "conflict" in topic.xpath("string(h2)")
    assert topic.xpath(".//h2/a/@href") == ["/id/treaty-1921.html"]
    assert topic.xpath(".//ol[@class='remarks']/li")
    assert page.words("//article//tbody//td[@data-source='Verdict']//span[contains(@class, 'chip')]")
    assert Read(coast_site.address, "/compare?kind=visit").all("//article") == []


def test_where_there_is_one_source_nothing_is_compared(shipped_site: Server) -> None:
    page = Read(shipped_site.address, "/compare")
    assert page.status == 200
    assert "only one source" in page.words("//*[@role='status']")[0]


@pytest.mark.parametrize(
    ("path", "field", "said"),
    [
        ("/timeline?as-of=19xx", "as-of", "is not a date in EDTF"),
        ("/timeline?from=yesterday", "from", "is not a date in EDTF"),
        ("/timeline?to=2000-13", "to", "2000-13"),
        ("/timeline?from=1950&to=1940", "form", "comes after"),
        ("/timeline?from=1950&as-of=1940", "form", "either as of a date or between two"),
        ("/network?modality=guess", "modality", "is no modality"),
        ("/network?source=nothing", "source", "Nothing here is called “nothing”"),
        ("/network?about=Volkowa", "about", "Nothing here is called “Volkowa”"),
        ("/map?depth=99", "depth", "is no number of steps"),
        ("/map?about=kg:Treaty", "form", "is no node of this network"),
        ("/compare?kind=nonsense", "kind", "Nothing here is called “nonsense”"),
        ("/compare?dataset=nonsense", "dataset", "nonsense"),
        ("/compare?about=nonsense", "about", "Nothing here is called “nonsense”"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_the_form_is_kept(
    embassy_site: Server, path: str, field: str, said: str
) -> None:
    page = Read(embassy_site.address, path)
    assert page.status == 400
    assert said in page.words(f"//*[@id='wrong-{field}']")[0]
    assert page.all("//form[contains(@class, 'narrow')]")
    assert page.all("//tbody|//iframe|//article") == []
    name, _, value = path.partition("?")[2].partition("&")[0].partition("=")
    if field in {"as-of", "from", "to", "about", "kind"}:
        [kept] = page.all(f"//form[contains(@class, 'narrow')]//input[@name='{name}'][@value='{value}']")
        assert kept.get("aria-invalid") == "true"
        assert kept.get("aria-describedby") == f"wrong-{field}"


def test_what_may_be_meant_is_one_click_away(embassy_site: Server) -> None:
    page = Read(embassy_site.address, "/timeline?about=Volkowa&about=Arvenia&from=1900")
    [address] = [href for href in page.root.xpath("//ul[@class='candidates']//a/@href") if "volkova" in href]
    assert address == f"/timeline?{urlencode([('about', 'irena-volkova'), ('about', 'Arvenia'), ('from', '1900')])}"
    assert Read(embassy_site.address, address).status == 200


def test_a_name_that_fits_several_lists_them(shipped_site: Server) -> None:
    page = Read(shipped_site.address, "/timeline?about=the+Kremlin")
    assert page.status == 300
    addresses = page.root.xpath("//ul[@class='candidates']//a/@href")
    assert len(addresses) == 2
    assert all(Read(shipped_site.address, address).status == 200 for address in addresses)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "'\"><b>", "{{ 1 }}", "ent:x> ; DROP"])
def test_what_was_typed_is_text(embassy_site: Server, view: str, text: str) -> None:
    page = Read(embassy_site.address, f"/{view}?{urlencode({'about': text})}")
    assert page.status == 400
    assert page.all("//input[@name='about']")[0].get("value") == text
    assert [script for script in page.all("//script") if not script.get("src")] == []


def test_the_explorer_obeys_the_policy_of_the_site(embassy_site: Server) -> None:
    with urllib.request.urlopen(f"{embassy_site.address}/explore?view=map&about=Arvenia") as response:
        policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    page = Read(embassy_site.address, "/explore?view=map&about=Arvenia")
    assert {script.get("type") for script in page.all("//script[not(@src)]")} == {"application/json"}
    assert page.all("//style|//*[@style]") == []
    data = json.loads(page.all("//script[@id='graph']")[0].text)
    assert data["meta"]["view"] == "map"
    assert data["meta"]["focus"] == ["arvenia"]
    assert data["meta"]["query"] == "/query"
    for address in page.root.xpath("//script/@src|//link[@rel='stylesheet']/@href"):
        with urllib.request.urlopen(embassy_site.address + address) as response:
            assert "immutable" in response.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/explore?view=nothing", "/explore?as-of=never", "/explore?about=nobody-here"])
def test_an_explorer_of_what_is_not_there(embassy_site: Server, path: str) -> None:
    assert Read(embassy_site.address, path).status == 400


@pytest.mark.parametrize("view", ["timeline", "network", "map"])
def test_the_picture_shows_what_the_text_does(embassy_site: Server, view: str) -> None:
    [frame] = Read(embassy_site.address, f"/{view}?about=Arvenia&as-of=1925").all("//iframe")
    assert frame.get("src") == f"/explore?about=Arvenia&as-of=1925&view={view}"
    assert frame.get("title")
    assert Read(embassy_site.address, frame.get("src")).status == 200
