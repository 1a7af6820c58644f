"""The draft of version 1.0: its queries, in the spellings of its editions, and its answers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.reconciliation.service import Json, Service, message


def name(text: str, **more: Any) -> Json:
    return {"matchType": "name", "propertyValue": text, **more}


def about(property_: str, value: Any, **more: Any) -> Json:
    return {"matchType": "property", "propertyId": property_, "propertyValue": value, **more}


def match(service: Service, *conditions: Json, **query: Any) -> list[Json]:
    answer = service.send("/match", {"queries": [{"conditions": list(conditions), **query}]})
    assert answer.status_code == 200, answer.text
    (result,) = answer.json()["results"]
    found: list[Json] = result["candidates"]
    return found


def ids(found: list[Json]) -> list[str]:
    return [each["id"] for each in found]


def test_candidates_have_the_shape_of_the_draft(service: Service) -> None:
    best = match(service, name("Russia"), type="State")[0]
    assert best["id"] == "russia" and best["match"] is True
    assert best["name"][0] == {"str": "Russia"}
    assert all(each.keys() == {"str"} for each in [*best["name"], *best["description"]])
    assert {"id": "State", "name": "state"} in best["type"]
    assert all(each.keys() == {"id", "name", "value"} for each in best["features"])


def test_results_are_in_the_order_of_the_queries(service: Service) -> None:
    texts = ["Russia", "nobody at all", "Japan"]
    answer = service.send("/match", {"queries": [{"type": "State", "conditions": [name(text)]} for text in texts]})
    assert [ids(each["candidates"])[:1] for each in answer.json()["results"]] == [["russia"], [], ["japan"]]


@pytest.mark.parametrize("path", ["/match", "/draft/match"])
def test_it_is_answered_below_both_manifests(service: Service, path: str) -> None:
    body = {"queries": [{"conditions": [name("Japan")], "limit": 1}]}
    assert ids(service.send(path, body).json()["results"][0]["candidates"]) == ["japan"]


def _spelt(type_: str, property_: str, value: str) -> list[Json]:
    """Give two conditions as some edition of the draft spells them."""
    return [{type_: "name", value: "Russia"}, {type_: "property", property_: "year", value: 1960}]


@pytest.mark.parametrize(
    "query",
    [
        {"conditions": [name("Russia"), about("year", 1960)]},
        {"conditions": _spelt("matchType", "pid", "v")},
        {"conditions": _spelt("match_type", "pid", "v")},
        {"query": "Russia", "properties": [{"pid": "year", "v": 1960}]},
        {"lang": "en", "conditions": [name("Russia", lang="en"), about("year", 1960, matchQualifier="x")]},
    ],
)
def test_every_edition_of_the_draft_is_understood(service: Service, query: Json) -> None:
    answer = service.send("/match", {"queries": [{"type": "State", **query}]})
    assert answer.json()["results"][0]["candidates"][0]["id"] == "ussr"


def test_identifier_is_a_condition(service: Service) -> None:
    found = match(service, {"matchType": "id", "propertyValue": "vladimir-putin"})
    assert ids(found) == ["vladimir-putin"] and found[0]["match"]


def test_condition_can_be_required(service: Service) -> None:
    loose = match(service, name("Putin"), about("country", "Japan"))
    strict = match(service, name("Putin"), about("country", "Japan", required=True))
    kept = match(service, name("Putin"), about("country", "Russia", required=True))
    assert "vladimir-putin" in ids(loose)
    assert "vladimir-putin" not in ids(strict)
    assert ids(kept)[0] == "vladimir-putin"


@pytest.mark.parametrize(
    ("quantifier", "values", "is_there"),
    [
        ("any", ["Russia", "Japan"], True),
        ("all", ["Russia", "Japan"], False),
        ("all", ["Russia", "North Korea"], True),
        ("none", ["Japan"], True),
        ("none", ["Russia", "Japan"], False),
    ],
)
def test_values_are_counted_as_asked(service: Service, quantifier: str, values: list[str], is_there: bool) -> None:
    condition = about("country", values, required=True, matchQuantifier=quantifier)
    found = match(service, name("Treaty on Friendship"), condition, type="Treaty")
    assert ("treaty-2000" in ids(found)) is is_there


def test_year_can_be_required(service: Service) -> None:
    at = {year: match(service, name("Treaty of 1961"), about("year", year, required=True)) for year in (1980, 2005)}
    assert ids(at[1980])[0] == "treaty-1961"
    assert "treaty-1961" not in ids(at[2005])


def test_values_are_fetched(service: Service) -> None:
    body = {"ids": ["russia", "nobody"], "properties": [{"id": "wikidata"}]}
    answer = service.send("/extend", body).json()
    assert answer["rows"] == [
        {"id": "russia", "properties": [{"id": "wikidata", "values": [{"str": "Q159"}]}]},
        {"id": "nobody", "properties": [{"id": "wikidata", "values": []}]},
    ]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ([], "no object with a list of queries"),
        ({}, "no object with a list of queries"),
        ({"queries": {}}, "no object with a list of queries"),
        ({"queries": [1]}, "query 1 is a number"),
        ({"queries": [{}]}, "neither a query nor properties"),
        ({"queries": [{"conditions": []}]}, "conditions in query 1"),
        ({"queries": [{"conditions": [1]}]}, "condition 1 in query 1 is a number"),
        ({"queries": [{"conditions": [{"v": "x"}]}]}, "no matchType"),
        ({"queries": [{"conditions": [{"matchType": ["name"], "v": "x"}]}]}, "no matchType"),
        ({"queries": [{"conditions": [{"matchType": "name"}]}]}, "no propertyValue"),
        ({"queries": [{"conditions": [{"matchType": "property", "v": 1}]}]}, "no propertyId"),
        ({"queries": [{"conditions": [name("x", required="yes")]}]}, "required"),
        ({"queries": [{"conditions": [name("x", matchQuantifier="some")]}]}, "matchQuantifier"),
        ({"queries": [{"conditions": [name("x", matchQuantifier=["any"])]}]}, "matchQuantifier"),
        ({"queries": [{"type": ["A", "B"], "conditions": [name("x")]}]}, "type in query 1 is a list"),
        ({"queries": [{"conditions": [name("x")]}] * 51}, "51 queries"),
    ],
)
def test_requests_that_are_wrong_are_told_why(service: Service, body: Any, said: str) -> None:
    assert said in message(service.send("/match", body))


def test_body_that_is_no_json_is_told_so(service: Service) -> None:
    json_ = {"content-type": "application/json"}
    assert "no JSON" in message(service.request("POST", "/match", content=b"{", headers=json_))
    assert "UTF-8" in message(service.request("POST", "/match", content=b"\xff", headers=json_))
    assert service.request("POST", "/match", data={"queries": "{}"}).status_code == 415
