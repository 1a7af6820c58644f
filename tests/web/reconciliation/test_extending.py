"""Fetching properties of what has been reconciled, and proposals of what is worth fetching."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from tests.web.reconciliation.service import SUITE, Service, message, needs_suite, validate


def cells(service: Service, id_: str, property_: str, **settings: Any) -> list[Any]:
    """Give the values of one property of one entity, without their kinds."""
    asked = {"id": property_, "settings": settings} if settings else property_
    found = service.extend([id_], asked)["rows"][id_][property_]
    return [cell.get("id", next(iter(cell.values()))) for cell in found]


@pytest.mark.parametrize(
    ("id_", "property_", "values"),
    [
        ("treaty-2000", "type", ["treaty", "friendship treaty"]),
        ("treaty-2000", "date", ["2000-02/.."]),
        ("treaty-2000", "year", [2000]),
        ("treaty-2000", "begin", ["2000-02-01T00:00:00Z"]),
        ("treaty-2000", "end", []),
        ("treaty-1961", "end", ["2000-02-29T00:00:00Z"]),
        ("treaty-1961", "earliestEnd", ["1961-01-01T00:00:00Z"]),
        ("treaty-2000", "participant", ["north-korea", "russia"]),
        ("treaty-2000", "country", ["north-korea", "russia"]),
        ("treaty-2000", "signedIn", ["treaty-2000-signing"]),
        ("treaty-2000-signing", "^signedIn", ["treaty-2000"]),
        ("treaty-2000", "url", ["https://w3id.org/diplograph/id/treaty-2000"]),
        ("treaty-2000", "source", ["Lankov 2007"]),
        ("ussr", "begin", ["1917-01-01T00:00:00Z"]),
        ("ussr", "end", ["1991-12-31T00:00:00Z"]),
        ("russia", "wikidata", ["Q159"]),
        ("russia", "cow", ["365"]),
        ("vladimir-putin", "country", ["russia"]),
        ("vladimir-putin", "date", []),
    ],
)
def test_values_are_those_of_the_graph(service: Service, id_: str, property_: str, values: list[Any]) -> None:
    assert cells(service, id_, property_) == values


def test_names_come_in_all_languages_or_in_one(service: Service) -> None:
    assert cells(service, "russia", "name")[0] == "Russia"
    assert {"Россия", "러시아"} <= set(cells(service, "russia", "name"))
    assert "Россия" in cells(service, "russia", "name", language="ru")
    assert "Russia" not in cells(service, "russia", "name", language="ru")


def test_claims_are_counted(service: Service) -> None:
    (count,) = cells(service, "russia", "claims")
    assert count > 50
    assert cells(service, "treaty-2000", "claims") == [3]


def test_observations_have_numbers(service: Service) -> None:
    proposed = service.get("/extend/propose", type="Observation").json()["properties"]
    assert "value" in [each["id"] for each in proposed]
    found = service.ask(q0={"query": "trade", "type": "Observation", "limit": 20})["q0"]
    rows = service.extend([each["id"] for each in found], "value")["rows"]
    numbers = [cell["float"] for row in rows.values() for cell in row["value"]]
    assert numbers and all(isinstance(number, float) for number in numbers)


@pytest.mark.parametrize(("limit", "number"), [(1, 1), ("2", 2), (0, 4), ("", 4), (None, 4)])
def test_no_more_values_are_given_than_are_wanted(service: Service, limit: Any, number: int) -> None:
    found = cells(service, "russia", "name", limit=limit)
    assert len(found) >= 4 if number == 4 else len(found) == number


def test_identifiers_come_as_addresses(service: Service) -> None:
    (address,) = cells(service, "russia", "wikidata", content="url")
    assert address.startswith("http") and address.endswith("Q159")


def test_what_is_not_there_has_no_values(service: Service) -> None:
    ids = ["nobody", "", "a b", "<x>", "x" * 3000]
    found = service.extend(ids, "name", "country", "claims")["rows"]
    assert found == {id_: {"name": [], "country": [], "claims": []} for id_ in ids}


def test_many_rows_and_columns_are_fetched_in_time(service: Service) -> None:
    proposed = [each["id"] for each in service.get("/extend/propose").json()["properties"]][:50]
    queries = {
        f"q{number}": {"query": word, "limit": 100} for number, word in enumerate(("Russia", "Korea", "trade", "Kim"))
    }
    ids = sorted({each["id"] for found in service.ask(**queries).values() for each in found})
    assert len(ids) > 100
    start = time.perf_counter()
    rows = service.extend(ids, *proposed)["rows"]
    assert time.perf_counter() - start < 10
    assert rows.keys() == set(ids)


def test_columns_say_of_which_type_they_are(service: Service) -> None:
    meta = service.extend(["russia"], "country", "name")["meta"]
    assert meta == [
        {"id": "country", "name": "country", "type": {"id": "State", "name": "state"}},
        {"id": "name", "name": "name"},
    ]


def test_everything_that_is_proposed_can_be_fetched(service: Service) -> None:
    proposed = [each["id"] for each in service.get("/extend/propose", type="").json()["properties"]]
    assert len(proposed) > 30
    for start in range(0, len(proposed), 40):
        answer = service.extend(["russia", "treaty-2000", "putin-visit-2000"], *proposed[start : start + 40])
        assert len(answer["meta"]) == len(proposed[start : start + 40])


@pytest.mark.parametrize(
    "parameters", [{}, {"type": ""}, {"type": "Treaty"}, {"type": "Q5"}, {"type": "Treaty", "limit": 3}]
)
def test_proposals_are_those_of_the_specification(service: Service, parameters: dict[str, Any]) -> None:
    answer = service.get("/extend/propose", **parameters)
    assert answer.status_code == 200
    validate(answer.json(), "data-extension-property-proposal")
    assert answer.json().get("type", "") == parameters.get("type", "")
    assert answer.json().get("limit") == parameters.get("limit")
    if "limit" in parameters:
        assert len(answer.json()["properties"]) == 3


def test_proposals_are_of_the_type(service: Service) -> None:
    treaty, person = (
        {each["id"] for each in service.get("/extend/propose", type=type_).json()["properties"]}
        for type_ in ("Treaty", "Person")
    )
    assert "provides" in treaty - person
    assert "wikidata" in person


def test_examples_of_the_specification_are_understood(service: Service) -> None:
    needs_suite()
    for path in sorted((SUITE / "examples" / "data-extension-query" / "valid").glob("*.json")):
        assert "there is no property" in message(service.post(extend=path.read_text("utf-8")))


@pytest.mark.parametrize(
    ("extend", "said"),
    [
        ("", "no JSON"),
        ("[]", "is a list"),
        ("{}", "no list of ids"),
        ('{"ids": ["a"]}', "no list of properties"),
        ('{"ids": "a", "properties": []}', "no list of ids"),
        ('{"ids": [1], "properties": []}', "an id is no text"),
        ('{"ids": [], "properties": [{}]}', "has no id"),
        ('{"ids": [], "properties": [{"id": "name", "settings": []}]}', None),
        ('{"ids": [], "properties": [{"id": "name", "settings": [1]}]}', "are a list"),
        ('{"ids": [], "properties": [{"id": "name", "settings": {"limit": "many"}}]}', "no whole number"),
        ('{"ids": [], "properties": [{"id": "P31"}]}', "no property 'P31'"),
        (json.dumps({"ids": ["x"] * 1000, "properties": []}), "1,000 ids"),
    ],
)
def test_requests_that_are_wrong_are_told_why(service: Service, extend: str, said: str | None) -> None:
    answer = service.post(extend=extend)
    if said is None:
        assert answer.status_code == 200
    else:
        assert said in message(answer)
