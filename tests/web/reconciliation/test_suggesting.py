"""Suggestions as somebody types, and previews of what is suggested."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest

from tests.web.reconciliation.service import Service, message, validate


def suggested(service: Service, what: str, schema: str, **parameters: Any) -> list[str]:
    answer = service.get(f"/suggest/{what}", **parameters)
    assert answer.status_code == 200, answer.text
    validate(answer.json(), f"suggest-{schema}-response")
    return [each["id"] for each in answer.json()["result"]]


@pytest.mark.parametrize("prefix", ["put", "Vladimir Pu", "пут", "vladimir-putin", "vladimir putin"])
def test_entities_are_suggested_by_beginnings(service: Service, prefix: str) -> None:
    assert "vladimir-putin" in suggested(service, "entity", "entities", prefix=prefix)[:5]


def test_identifier_is_suggested_first(service: Service) -> None:
    assert suggested(service, "entity", "entities", prefix="treaty-1961")[0] == "treaty-1961"


def test_suggested_entities_have_their_types(service: Service) -> None:
    found = service.get("/suggest/entity", prefix="Vladimir Putin").json()["result"]
    assert {"id": "Person", "name": "person"} in next(e for e in found if e["id"] == "vladimir-putin")["notable"]


def test_entities_are_suggested_of_a_type(service: Service) -> None:
    assert suggested(service, "entity", "entities", prefix="putin", type="Person") == ["vladimir-putin"]
    assert suggested(service, "entity", "entities", prefix="putin", type="Q5") == []


def test_cursor_goes_on_where_it_ended(service: Service) -> None:
    first = suggested(service, "entity", "entities", prefix="r")
    second = suggested(service, "entity", "entities", prefix="r", cursor=len(first))
    assert first and second
    assert not set(first) & set(second)
    assert suggested(service, "entity", "entities", prefix="r", cursor=100_000) == []


def test_types_are_suggested(service: Service) -> None:
    assert suggested(service, "type", "types", prefix="sta")[0] == "State"
    assert "InternationalOrganization" in suggested(service, "type", "types", prefix="organ")
    everything = suggested(service, "type", "types", prefix="")
    assert {"Person", "Treaty"} <= set(everything)
    assert not {"Claim", "Passage", "Participation"} & set(everything)


def test_properties_are_suggested(service: Service) -> None:
    assert suggested(service, "property", "properties", prefix="ye") == ["year"]
    assert "wikidata" in suggested(service, "property", "properties", prefix="wiki")
    assert "^partOf" in suggested(service, "property", "properties", prefix="part")
    assert "country" in suggested(service, "property", "properties", prefix="")


@pytest.mark.parametrize("what", ["entity", "type", "property"])
def test_suggestions_without_a_prefix_are_answered(service: Service, what: str) -> None:
    assert service.get(f"/suggest/{what}").status_code == 200


@pytest.mark.parametrize("cursor", ["-1", "x", "1.5", "9" * 50, "٣"])
def test_cursor_that_is_no_number_is_refused(service: Service, cursor: str) -> None:
    assert "cursor" in message(service.get("/suggest/entity", prefix="r", cursor=cursor))


def test_suggestions_come_as_scripts(service: Service) -> None:
    answer = service.get("/suggest/type", prefix="sta", callback="f")
    assert answer.text.startswith("/**/f({") and answer.headers["content-type"].startswith("text/javascript")


# --- previews ---------------------------------------------------------------------------------------


def preview(service: Service, id_: str) -> httpx.Response:
    return service.get("/preview", id=id_)


def test_preview_shows_an_entity(service: Service) -> None:
    answer = preview(service, "treaty-2000")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    for text in ("Treaty on Friendship", "treaty, since 2000-02", "North Korea, Russia", 'href="/id/treaty-2000.html"'):
        assert text in answer.text


def test_preview_can_be_shown_by_any_page_and_runs_nothing(service: Service) -> None:
    policy = preview(service, "russia").headers["content-security-policy"]
    assert "frame-ancestors *" in policy and "script-src" not in policy and "default-src 'none'" in policy
    text = preview(service, "russia").text
    assert "<script" not in text and " style=" not in text and "<style" not in text


def test_style_of_the_preview_is_there(service: Service) -> None:
    match = re.search(r'href="(/static/preview\.css[^"]*)"', preview(service, "russia").text)
    assert match
    assert httpx.get(service.url.removesuffix("/reconcile") + match[1]).status_code == 200


@pytest.mark.parametrize(
    "id_",
    ["", "nobody", "../../etc/passwd", '"><script>alert(1)</script>', "a b", "\0", "x" * 5000, "State", "lankov-2007"],
)
def test_preview_of_nothing_is_not_found_and_escaped(service: Service, id_: str) -> None:
    answer = preview(service, id_)
    assert answer.status_code == 404
    assert "<script>" not in answer.text
    assert "frame-ancestors *" in answer.headers["content-security-policy"]
