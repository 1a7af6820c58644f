"""What no client should send: it is told why, and nothing it sends is the server's mistake."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.reconciliation.service import SUITE, Service, message, needs_suite, validate

DEEP = "[" * 100_000 + "]" * 100_000


@pytest.mark.parametrize(
    ("queries", "said"),
    [
        ("", "no JSON"),
        ("{", "line 1, column 2"),
        ("nonsense", "no JSON"),
        ("null", "queries is null"),
        ("[]", "queries is a list"),
        ("3", "queries is a number"),
        ('"a"', "queries is a text"),
        ('{"q0": null}', "the query 'q0' is null"),
        ('{"q0": []}', "the query 'q0' is a list"),
        ('{"q0": {}}', "neither a query nor properties"),
        ('{"q0": {"properties": []}}', "neither a query nor properties"),
        ('{"q0": {"query": []}}', "is a list, not a text"),
        ('{"q0": {"query": ["a"]}}', "is a list, not a text"),
        ('{"q0": {"query": {"a": 1}}}', "is an object, not a text"),
        ('{"q0": {"query": "a", "type": 5}}', "type in the query 'q0' is a number"),
        ('{"q0": {"query": "a", "type": [[]]}}', "is a list, not a text"),
        ('{"q0": {"query": "a", "limit": 0}}', "no positive whole number"),
        ('{"q0": {"query": "a", "limit": -3}}', "no positive whole number"),
        ('{"q0": {"query": "a", "limit": 1.5}}', "no positive whole number"),
        ('{"q0": {"query": "a", "limit": true}}', "no positive whole number"),
        ('{"q0": {"query": "a", "limit": "many"}}', "no positive whole number"),
        ('{"q0": {"query": "a", "limit": NaN}}', "NaN is no number"),
        ('{"q0": {"query": "a", "limit": 1e999}}', "too large"),
        ('{"q0": {"query": "a", "type_strict": "maybe"}}', "type_strict"),
        ('{"q0": {"query": "a", "type_strict": ["any"]}}', "type_strict"),
        ('{"q0": {"query": "a", "properties": {}}}', "not a list"),
        ('{"q0": {"query": "a", "properties": [1]}}', "no pid"),
        ('{"q0": {"query": "a", "properties": [{"v": 1}]}}', "no pid"),
        ('{"q0": {"query": "a", "properties": [{"pid": 1, "v": 1}]}}', "no pid"),
        ('{"q0": {"query": "a", "properties": [{"pid": "year"}]}}', "no v"),
        ('{"q0": {"query": "a", "properties": [{"pid": "year", "v": {}}]}}', "object without id"),
        ('{"q0": {"query": "a", "properties": [{"pid": "year", "v": [[1]]}]}}', "is a list, not a text"),
        (r'{"q0": {"query": "\ud800"}}', "surrogate"),
        (r'{"\udfff": {"query": "a"}}', "surrogate"),
        ('{"q0": {"query": ' + "1" * 5000 + "}}", "cannot be read"),
        ('{"q0": {"query": "' + "x" * 30_000 + '"}}', "30,000 characters"),
        (DEEP, "nested"),
        ('{"q0": ' + "[" * 40 + "]" * 40 + "}", "nested"),
        (json.dumps({str(number): {"query": "a"} for number in range(51)}), "51 queries"),
        (json.dumps({"q": {"query": "a", "properties": [{"pid": "year", "v": [1] * 101}]}}), "101 values"),
        (json.dumps({"q": {"query": "a", "properties": [{"pid": "year", "v": 1}] * 51}}), "51 properties"),
    ],
)
def test_what_is_wrong_is_told(service: Service, queries: str, said: str) -> None:
    assert said in message(service.post(queries=queries))


def test_too_much_has_a_status_of_its_own(service: Service) -> None:
    queries = json.dumps({str(number): {"query": "a"} for number in range(1000)})
    assert service.post(queries=queries).status_code == 413


def test_batch_with_very_many_values_is_refused(service: Service) -> None:
    query = {"query": "a", "properties": [{"pid": "country", "v": [str(number) for number in range(100)]}]}
    batch = {str(number): query for number in range(11)}
    assert "1,100 values" in message(service.post(queries=json.dumps(batch)))


def test_costly_batch_is_answered_in_time(service: Service) -> None:
    """The most that one request may ask for: long names, and as many values as there may be."""
    values = [{"pid": "country", "v": [f"{place} Russia trade" for place in range(20)]}]
    batch = {
        f"q{number}": {"query": f"{number} " + "Russia Korea " * 700, "properties": values} for number in range(50)
    }
    start = time.perf_counter()
    assert service.post(queries=json.dumps(batch)).status_code == 200
    assert time.perf_counter() - start < 20


def test_paragraph_in_a_cell_does_not_spoil_the_batch(service: Service) -> None:
    found = service.ask(q0={"query": "Russia and Korea. " * 300}, q1={"query": "Japan", "type": "State"})
    assert found["q1"][0]["id"] == "japan"


def test_error_comes_as_a_script_where_a_script_is_asked_for(service: Service) -> None:
    answer = service.get(queries="[", callback="f")
    assert answer.status_code == 400
    assert answer.text.startswith("/**/f({")


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"queries=%FF", "application/x-www-form-urlencoded", 400),
        (b"queries=\xff", "application/x-www-form-urlencoded", 400),
        (b"&".join(b"a=1" for _ in range(1000)), "application/x-www-form-urlencoded", 413),
        (b"{}", "application/json", 415),
        (b"--x\r\n", "multipart/form-data; boundary=x", 415),
        (b"queries={}", "text/plain", 415),
    ],
)
def test_body_of_another_kind_is_refused(service: Service, content: bytes, kind: str, status: int) -> None:
    answer = service.request("POST", content=content, headers={"content-type": kind})
    assert answer.status_code == status
    assert message(answer)


def test_form_that_says_nothing_gets_the_manifest(service: Service) -> None:
    assert service.post().json() == service.get().json()


def test_query_without_anything_is_answered_with_nothing(service: Service) -> None:
    assert service.ask() == {}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(service: Service, method: str) -> None:
    assert service.request(method).status_code == 405


def test_examples_of_the_specification(service: Service) -> None:
    needs_suite()
    folder = SUITE / "examples" / "reconciliation-query-batch"
    valid = sorted((folder / "valid").glob("*.json"))
    assert valid
    for path in valid:
        answer = service.post(queries=path.read_text("utf-8"))
        assert answer.status_code == 200, path.name
        validate(answer.json(), "reconciliation-result-batch")
    for name in ("empty-properties", "empty-query"):
        message(service.post(queries=(folder / "invalid" / f"{name}.json").read_text("utf-8")))


@pytest.mark.parametrize(
    "text", ["> } DROP ALL #", '"; SELECT', "?x", "\\u003e", "'\"<script>", "%s {nodes} {{", "\t\n"]
)
def test_text_is_never_taken_for_a_query(service: Service, text: str) -> None:
    asked = {"query": text, "type": text, "properties": [{"pid": text, "v": text}, {"pid": "wikidata", "v": text}]}
    for query in (asked, {**asked, "query": "Russia", "type_strict": "should"}, {"properties": asked["properties"]}):
        assert service.post(queries=json.dumps({"q": query})).status_code == 200
    for path in ("/suggest/entity", "/suggest/type", "/suggest/property", "/extend/propose"):
        assert service.get(path, prefix=text, type=text).status_code == 200
    assert service.post(extend=json.dumps({"ids": [text], "properties": [{"id": "name"}]})).status_code == 200


# --- anything at all --------------------------------------------------------------------------------

_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
_NAMES = (
    *("query", "type", "limit", "properties", "type_strict", "pid", "v", "id", "name", "ids", "settings", "q0"),
    *("conditions", "matchType", "propertyId", "propertyValue", "queries", "required", "language", "content"),
)
_KEYS = st.sampled_from(_NAMES)
_WORDS = st.sampled_from(
    ["Russia", "year", "country", "State", "wikidata", "any", "name", "property", "1995", "russia"]
)
_JSON = st.recursive(
    _SCALARS | _WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS | st.text(max_size=5), inner, max_size=5),
    max_leaves=20,
)
_VALUE = _SCALARS | _WORDS | st.fixed_dictionaries({"id": _WORDS | st.text(max_size=9)}, optional={"name": _SCALARS})
_PROPERTY = st.fixed_dictionaries({"pid": _WORDS | st.text(max_size=9), "v": _VALUE | st.lists(_VALUE, max_size=3)})
_QUERY = st.fixed_dictionaries(
    {},
    optional={
        "query": _SCALARS | _WORDS,
        "type": _WORDS | st.lists(_WORDS, max_size=2) | _JSON,
        "limit": st.integers(-2, 200) | _SCALARS,
        "type_strict": st.sampled_from(["any", "should", "all", "none"]),
        "properties": st.lists(_PROPERTY, max_size=3) | _JSON,
    },
)
_MANY = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@_MANY
@given(value=_JSON | st.dictionaries(st.text(max_size=5), _QUERY, max_size=4))
def test_no_queries_are_our_mistake(service: Service, value: Any) -> None:
    answer = service.post(queries=json.dumps(value))
    if answer.status_code == 200:
        validate(answer.json(), "reconciliation-result-batch")
        assert answer.json().keys() == value.keys()
    else:
        assert message(answer)


@_MANY
@given(
    value=_JSON
    | st.fixed_dictionaries({"ids": st.lists(_WORDS | st.text(max_size=9), max_size=3), "properties": _JSON})
)
def test_no_extension_is_our_mistake(service: Service, value: Any) -> None:
    answer = service.post(extend=json.dumps(value))
    if answer.status_code == 200:
        validate(answer.json(), "data-extension-response")
    else:
        assert message(answer)


@_MANY
@given(value=_JSON | st.fixed_dictionaries({"queries": st.lists(_QUERY | _JSON, max_size=3)}))
def test_no_query_of_the_draft_is_our_mistake(service: Service, value: Any) -> None:
    answer = service.request("POST", "/match", content=json.dumps(value), headers={"content-type": "application/json"})
    if answer.status_code == 200:
        assert len(answer.json()["results"]) == len(value["queries"])
    else:
        assert message(answer)


@_MANY
@given(body=st.binary(max_size=60) | st.text(max_size=60).map(lambda text: b"queries=" + text.encode()))
def test_no_body_is_our_mistake(service: Service, body: bytes) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = service.request("POST", content=body, headers=form)
    assert answer.status_code == 200 or message(answer)
