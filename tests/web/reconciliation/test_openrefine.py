"""OpenRefine: the requests that it sends, in the order in which its user makes it send them."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import pytest

from tests.web.reconciliation.service import Json, Service, validate

_HEADERS = {"User-Agent": "OpenRefine 3.8.2", "Accept": "application/json, text/javascript, */*; q=0.01"}


class Refine:
    """OpenRefine, as far as a service notices."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._client = httpx.Client(headers=_HEADERS, timeout=60)

    def register(self) -> Json:
        """Add the service: a script first, as older versions do; then plain JSON."""
        script = self._client.get(self.url, params={"callback": "jQuery3310_1"})
        match = re.fullmatch(r"(?:/\*\*/)?jQuery3310_1\((.*)\);?", script.text, re.DOTALL)
        assert match
        manifest: Json = json.loads(match[1])
        assert manifest == self._client.get(self.url).json()
        return manifest

    def reconcile(self, queries: list[Json]) -> list[list[Json]]:
        """Send queries ten at a time, in a form."""
        found = []
        for start in range(0, len(queries), 10):
            batch = {f"q{number}": query for number, query in enumerate(queries[start : start + 10])}
            answer = self._post({"queries": json.dumps(batch)})
            validate(answer, "reconciliation-result-batch")
            found += [answer[key]["result"] for key in batch]
        return found

    def extend(self, ids: list[str], properties: list[Json]) -> Json:
        """Add columns from reconciled values, ten rows at a time."""
        rows: Json = {}
        for start in range(0, len(ids), 10):
            answer = self._post({"extend": json.dumps({"ids": ids[start : start + 10], "properties": properties})})
            validate(answer, "data-extension-response")
            rows |= answer["rows"]
        return rows

    def get(self, address: str, **parameters: str) -> httpx.Response:
        return self._client.get(address, params=parameters or None)

    def close(self) -> None:
        self._client.close()

    def _post(self, form: dict[str, str]) -> Json:
        answer = self._client.post(self.url, data=form)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found


@pytest.fixture
def refine(service: Service) -> Any:
    made = Refine(service.url)
    yield made
    made.close()


def test_a_column_of_states_with_years_from_beginning_to_end(refine: Refine) -> None:
    manifest = refine.register()
    rows = [("Russia", 1950 + 5 * number) for number in range(11)] + [("North Korea", 1999), ("Japan", 1970)]

    # the first rows are sent without a type, to find out which one they have
    guesses = refine.reconcile([{"query": name, "limit": 3, "type_strict": "should"} for name, _ in rows[:10]])
    types = [candidate["type"][0]["id"] for found in guesses for candidate in found[:1]]
    assert max(set(types), key=types.count) == "State"

    # a property is chosen from suggestions
    suggest = manifest["suggest"]["property"]
    suggested = refine.get(suggest["service_url"] + suggest["service_path"], prefix="yea", type="State").json()
    assert suggested["result"][0]["id"] == "year"

    queries = [
        {
            "query": name,
            "type": "State",
            "type_strict": "should",
            "properties": [{"p": "year", "pid": "year", "v": year}],
        }
        for name, year in rows
    ]
    found = refine.reconcile(queries)
    ids = [each[0]["id"] for each in found]
    assert ids == ["ussr"] * 9 + ["russia"] * 2 + ["north-korea", "japan"]
    assert all(each[0]["match"] for each in found)

    # a candidate is looked at, and followed
    assert refine.get(manifest["preview"]["url"].replace("{{id}}", "ussr")).status_code == 200
    assert refine.get(manifest["view"]["url"].replace("{{id}}", "ussr")).status_code in {200, 303}

    # columns are added
    proposing = manifest["extend"]["propose_properties"]
    proposed = refine.get(proposing["service_url"] + proposing["service_path"], type="State", limit="100").json()
    assert {"begin", "wikidata"} <= {each["id"] for each in proposed["properties"]}
    fetched = refine.extend(sorted(set(ids)), [{"id": "begin", "settings": {"limit": "1"}}, {"id": "wikidata"}])
    assert fetched["ussr"]["begin"] == [{"date": "1917-01-01T00:00:00Z"}]
    assert fetched["japan"]["wikidata"] == [{"str": "Q17"}]


def test_proposal_without_a_type(refine: Refine) -> None:
    """Where a column was reconciled against no type, the type is sent empty."""
    answer = refine.get(refine.url + "/extend/propose?type=&limit=50")
    assert answer.status_code == 200 and len(answer.json()["properties"]) == 50


@pytest.mark.parametrize(
    "query",
    [
        {"query": "Vladimir Putin", "type": [{"id": "Person", "name": "person"}], "type_strict": "should"},
        {"query": "Vladimir Putin", "type": [{"id": "Person", "name": "person"}, {"id": "Group", "name": "group"}]},
        {"query": "Vladimir Putin", "properties": [{"pid": "country", "v": {"id": "russia", "name": "Russia"}}]},
        {"query": "Vladimir Putin", "properties": [{"pid": "country", "v": "Russia"}]},
        {"query": "Vladimir Putin", "properties": [{"pid": "country", "v": ["Russia", {"id": "ussr"}]}]},
        {"query": "Vladimir Putin", "properties": []},
        {"query": "Vladimir Putin", "limit": 6, "type": None, "properties": None},
    ],
)
def test_queries_in_every_shape(refine: Refine, query: Json) -> None:
    (found,) = refine.reconcile([query])
    assert found[0]["id"] == "vladimir-putin"


def test_numbers_and_truth_values_as_names(refine: Refine) -> None:
    assert refine.reconcile([{"query": 1961}, {"query": True}, {"query": 19.5}])[0][0]["id"]


def test_blank_cell_has_no_candidates(refine: Refine) -> None:
    assert refine.reconcile([{"query": ""}, {"query": "  "}, {"query": "\u0000"}, {"query": "?!"}]) == [[], [], [], []]


def test_scripts_of_old_versions(refine: Refine) -> None:
    """Before version 3.5 a batch could be asked for as a script as well."""
    answer = refine.get(refine.url, queries='{"q0": {"query": "Japan", "limit": 1}}', callback="jsonp7")
    match = re.fullmatch(r"/\*\*/jsonp7\((.*)\);", answer.text)
    assert match and json.loads(match[1])["q0"]["result"][0]["id"] == "japan"


@pytest.mark.parametrize("query", ["Japan", '{"query": "Japan", "type": "State", "limit": 1}'])
def test_single_query_of_version_01(refine: Refine, query: str) -> None:
    assert refine.get(refine.url, query=query).json()["result"][0]["id"] == "japan"
    assert refine._post({"query": query})["result"][0]["id"] == "japan"


def test_entity_is_searched_for_by_hand(refine: Refine) -> None:
    answer = refine.get(
        refine.url + "/suggest/entity", prefix="vlad", type="Person", type_strict="should", callback="jQuery1"
    )
    assert '"vladimir-putin"' in answer.text
