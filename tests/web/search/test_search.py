"""The search of a served graph, as programs and as people meet it."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import pytest

from kg.views.search.keys import key_of
from tests.web.pages.reading import Read
from tests.web.serving import Server


def suggest(server: Server, text: str, **parameters: str) -> list[dict[str, Any]]:
    """Ask for suggestions."""
    with urllib.request.urlopen(f"{server.address}/suggest?{urlencode({'q': text, **parameters})}") as response:
        assert response.headers["Content-Type"] == "application/json"
        answer: Mapping[str, Any] = json.load(response)
    assert answer["q"] == text
    return list(answer["found"])


def test_suggestions_lead_to_pages_that_are_there(shipped_site: Server) -> None:
    [first, *_] = suggest(shipped_site, "путин")
    assert first["label"] == "Vladimir Putin"
    assert (first["name"], first["kind"], first["id"]) == ("Putin", "person", "vladimir-putin")
    assert Read(shipped_site.address, first["page"]).words("//h1") == ["Vladimir Putin"]


@pytest.mark.parametrize("typed", ["putin", "Putin", "путин", "푸틴", "poutine", "Ptuin"])
def test_one_person_by_many_spellings(shipped_site: Server, typed: str) -> None:
    assert suggest(shipped_site, typed)[0]["id"] == "vladimir-putin"


def test_as_many_as_are_wanted_and_of_the_classes_that_are(shipped_site: Server) -> None:
    assert len(suggest(shipped_site, "r", limit="3")) == 3
    assert len(suggest(shipped_site, "r", limit="1000")) == 50
    assert {each["kind"] for each in suggest(shipped_site, "r", type="State")} == {"state"}
    assert suggest(shipped_site, "") == []


@pytest.mark.parametrize("limit", ["0", "-1", "x", "1e9", "٣", "9" * 5000])
def test_a_limit_that_is_none(shipped_site: Server, limit: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        suggest(shipped_site, "putin", limit=limit)
    assert caught.value.code == 400
    caught.value.close()


def test_the_page_has_the_very_name_first_and_says_which_name_it_was(shipped_site: Server) -> None:
    page = Read(shipped_site.address, "/search?q=DPRK")
    assert page.words("//ul[contains(@class, 'best')]/li") == ["North Korea state · called DPRK"]
    assert page.all("//input[@id='ask']")[0].get("value") == "DPRK"


def test_the_page_groups_what_it_found_by_sort(shipped_site: Server) -> None:
    page = Read(shipped_site.address, "/search?q=putin")
    assert page.words("//section/h2")[:2] == ["Event 3", "Position 2"]
    assert "/id/putin-visit-2000.html" in page.links


def test_what_nobody_is_called_is_said_and_the_nearest_is_shown(shipped_site: Server) -> None:
    page = Read(shipped_site.address, "/search?q=Poutine")
    assert page.words("//*[@role='status']") == ["Nothing here is called Poutine."]
    assert page.words("//section[h2='Did you mean']//a")[0] == "Vladimir Putin"
    assert page.status == 200
    assert Read(shipped_site.address, "/search?q=zqxjk").words("//section/h2") == ["By sort"]


def test_all_of_a_class(shipped_site: Server) -> None:
    page = Read(shipped_site.address, "/search?type=Treaty")
    assert page.words("//h1") == ["Treaty 2"]
    assert page.words("//ul[contains(@class, 'found')]//a") == [
        "Treaty of 1961",
        "Treaty on Friendship, Cooperation, Good Neighborliness",
    ]


def test_long_lists_are_turned_page_by_page(shipped_site: Server) -> None:
    seen: list[str] = []
    path: str | None = "/search?type=Position"
    while path:
        page = Read(shipped_site.address, path)
        seen += page.words("//ul[contains(@class, 'found')]//a")
        path = next(iter(page.root.xpath("//a[@rel='next']/@href")), None)
    assert len(seen) == 146 == len(set(seen))
    assert [key_of(name) for name in seen] == sorted(map(key_of, seen))


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}", "\u202e"]
)
def test_what_was_typed_is_shown_as_text(embassy_site: Server, text: str) -> None:
    page = Read(embassy_site.address, f"/search?{urlencode({'q': text})}")
    assert page.status == 200
    assert page.all("//input[@id='ask']")[0].get("value") == text
    assert page.all("//img") == []
    assert [script for script in page.all("//script") if not script.get("src")] == []
