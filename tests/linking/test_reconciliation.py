"""Reconciliation services, asked over a real connection: good ones, slow ones, and what is no service at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry
from referencing.jsonschema import DRAFT7

from kg.linking.reconciliation import ReconciliationService
from kg.linking.record import Record
from kg.linking.web import JsonClient, ServiceError
from tests.conftest import ROOT
from tests.linking.service import MANIFEST, Reply, Request, Service, as_json, gazetteer, serve

SCHEMAS = ROOT.parent / "shared" / "suites" / "reconciliation" / "0.2" / "schemas"
ARVENIA = Record(
    "https://w3id.org/diplograph/id/arvenia",
    "Arvenia",
    ("Arvenia", "Арвения", "ARVENIA"),
    "State",
    frozenset({"State", "Actor"}),
    "1816/1931",
    about="a secret that is nobody's business",
    codes={"cow": frozenset({"1"})},
)
RECORDS = (
    {"id": "Q1", "name": "Arvenia", "type": "state", "begin": "1816"},
    {"id": "Q2", "name": "Arvenie", "type": "village"},
    {"id": "Q3", "name": "Арвения"},
)


def schema(name: str) -> Any:
    path = SCHEMAS / f"{name}.json"
    if not path.is_file():
        pytest.skip("the schemas of the specification are not here")
    return json.loads(path.read_text("utf-8"))


def _validate(message: Any, against: Any) -> None:
    types = DRAFT7.create_resource(schema("type"))
    registry = Registry[Any]().with_resource(against["$id"].rpartition("/")[0] + "/type.json", types)
    jsonschema.Draft7Validator(against, registry=registry).validate(message)


@pytest.fixture
def pauses() -> list[float]:
    return []


@contextmanager
def client(pauses: list[float] | None = None, timeout: float = 5.0) -> Iterator[JsonClient]:
    made = JsonClient(timeout, (pauses if pauses is not None else []).append)
    try:
        yield made
    finally:
        made.close()


def ask(service: Service, *entities: Record, **options: Any) -> list[Any]:
    with client() as made:
        return ReconciliationService(service.url, made, **options).find(entities or [ARVENIA])


def failure(reply: Any, pauses: list[float] | None = None, timeout: float = 5.0) -> str:
    with serve(reply) as service, client(pauses, timeout) as made, pytest.raises(ServiceError) as caught:
        ReconciliationService(service.url, made).find([ARVENIA])
    return str(caught.value)


def after_manifest(reply: Reply | Callable[[], Reply]) -> Any:
    def answer(request: Request, _count: int) -> Reply:
        if request.method == "GET":
            return as_json(MANIFEST)
        return reply if isinstance(reply, Reply) else reply()

    return answer


def test_candidates_come_with_rank_and_match() -> None:
    with serve(gazetteer(RECORDS)) as service:
        found = {each.record.id: each for each in ask(service)}
    assert {name: (each.rank, each.is_match) for name, each in found.items()} == {
        "Q1": (0, True),
        "Q2": (1, False),
        "Q3": (0, True),
    }
    assert found["Q1"].record == Record("Q1", "Arvenia", ("Arvenia",), kind="state", about="state")


def test_names_types_and_dates_are_sent_and_nothing_else() -> None:
    with serve(gazetteer(RECORDS)) as service:
        ask(service, properties={"P571": "begin", "P576": "end"})
    evidence = [{"pid": "P571", "v": "1816"}, {"pid": "P576", "v": "1931"}]
    common = {"limit": 5, "type": "T1", "type_strict": "should", "properties": evidence}
    assert service.batches == [{"q0": {"query": "Arvenia", **common}, "q1": {"query": "Арвения", **common}}]
    assert service.requests[1].kind == "application/x-www-form-urlencoded"
    assert list(service.requests[1].form) == ["queries"]


def test_what_is_sent_and_answered_fits_the_schemas_of_the_specification() -> None:
    batch, result, manifest = map(schema, ("reconciliation-query-batch", "reconciliation-result-batch", "manifest"))
    manifest["properties"].pop("authentication", None)  # refers to a schema on the web
    _validate(MANIFEST, manifest)
    reply = gazetteer(RECORDS)

    def checked(request: Request, count: int) -> Reply:
        answer: Reply = reply(request, count)
        if "queries" in request.form:
            _validate(json.loads(request.form["queries"][0]), batch)
            _validate(json.loads(answer.body), result)
        return answer

    with serve(checked) as service:
        assert ask(service, properties={"P571": "begin"})


def test_queries_are_sent_ten_at_once() -> None:
    entities = [Record(f"e{number}", f"Land {number}", (f"Land {number}",)) for number in range(23)]
    with serve(gazetteer([])) as service:
        assert ask(service, *entities) == []
    assert [len(batch) for batch in service.batches] == [10, 10, 3]


def test_the_type_can_be_named() -> None:
    with serve(gazetteer(RECORDS)) as service:
        ask(service, type_="Q6256")
    assert service.batches[0]["q0"]["type"] == "Q6256"


def test_a_busy_service_is_asked_again_when_it_says(pauses: list[float]) -> None:
    def reply(request: Request, count: int) -> Reply:
        if count == 2:
            return Reply(429, b"", {"Retry-After": "7"})
        if count == 3:
            return Reply(503)
        return gazetteer(RECORDS)(request, count)  # type: ignore[no-any-return]

    with serve(reply) as service, client(pauses) as made:
        assert ReconciliationService(service.url, made).find([ARVENIA])
    assert pauses == [7.0, 2.0]


def test_a_service_that_stays_busy_is_given_up(pauses: list[float]) -> None:
    said = failure(lambda _request, _count: Reply(503, b'{"message": "come back tomorrow"}'), pauses)
    assert "answers 503 Service Unavailable: come back tomorrow" in said
    assert pauses == [1.0, 2.0, 4.0, 8.0]


def test_nobody_waits_for_ever(pauses: list[float]) -> None:
    failure(lambda _request, _count: Reply(429, b"", {"Retry-After": "86400"}), pauses)
    assert set(pauses) == {60.0}


def test_a_slow_service_is_given_up(pauses: list[float]) -> None:
    import time

    def reply(_request: Request, _count: int) -> Reply:
        time.sleep(0.4)
        return as_json(MANIFEST)

    assert "did not answer within 0.05 s" in failure(reply, pauses, timeout=0.05)
    assert len(pauses) == 4


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(200, b"<html>", {"Content-Type": "text/html"}), "answers with text/html, not with JSON"),
        (Reply(200, b'{"q0": {"resu'), "malformed JSON"),
        (Reply(200, b'callback({"q0": {"result": []}})', {"Content-Type": "text/javascript"}), "malformed JSON"),
        (Reply(200, b"[" * 100_000), "malformed JSON"),
        (Reply(200, b"\xff\xfe"), "malformed JSON"),
        (Reply(404, b"no such page"), "answers 404 Not Found"),
        (Reply(500, b'{"error": "out of order"}'), "answers 500 Internal Server Error: out of order"),
        (Reply(302, b"", {"Location": "https://elsewhere.example/"}), "sends queries on to https://elsewhere.example/"),
        (Reply(200, b"{}", {"Content-Length": "99"}), "cannot be reached"),
        (Reply(200, b"{}", {"Content-Type": "application/json", "Content-Encoding": "gzip"}), "damaged bytes"),
        (as_json([]), "is no object with a result for each query"),
        (as_json({"status": "error", "message": "no thanks"}), "is an error: no thanks"),
        (as_json({"q0": {"result": []}}), "has no result for the query q1"),
        (as_json({"q0": [], "q1": []}), "has no result for the query q0"),
        (as_json({"q0": {"result": [{"id": "Q1"}]}, "q1": {"result": []}}), "without id, name or score"),
        (as_json({"q0": {"result": ["Q1"]}, "q1": {"result": []}}), "without id, name or score"),
    ],
)
def test_what_is_no_answer_is_said(reply: Reply, said: str) -> None:
    assert said in failure(after_manifest(reply))


def test_an_answer_without_end_is_not_read_to_its_end() -> None:
    huge = Reply(200, b" " * 20_000_001)
    assert "more than 20 MB" in failure(after_manifest(huge))


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        ({}, "describes no reconciliation service"),
        ([], "describes no reconciliation service"),
        ({"name": "Old", "versions": ["0.1"]}, "speaks ['0.1']"),
        ({"name": "Odd", "versions": "0.2 or so"}, "and not 0.2"),
    ],
)
def test_what_is_no_service_is_said(manifest: Any, said: str) -> None:
    assert said in failure(lambda _request, _count: as_json(manifest))


def test_the_manifest_may_have_moved() -> None:
    def reply(request: Request, count: int) -> Reply:
        if request.path == "/reconcile":
            return Reply(301, b"", {"Location": "/moved"})
        return gazetteer(RECORDS)(request, count)  # type: ignore[no-any-return]

    with serve(reply) as service:
        assert ask(service)
    assert [request.path for request in service.requests] == ["/reconcile", "/moved", "/moved"]


def test_redirections_without_end_are_said() -> None:
    assert "redirects without end" in failure(lambda _request, _count: Reply(302, b"", {"Location": "/reconcile"}))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1:1/reconcile", "cannot be reached"),
        ("ftp://127.0.0.1/", "is no web address"),
        ("http:///reconcile", "is no web address"),
    ],
)
def test_a_wrong_address_is_said(url: str, said: str) -> None:
    with client() as made, pytest.raises(ServiceError, match=said):
        made.get(url)


def test_examples_of_the_specification_are_read(tmp_path: Path) -> None:
    examples = SCHEMAS.parent / "examples"
    if not examples.is_dir():
        pytest.skip("the examples of the specification are not here")
    manifests = sorted((examples / "manifest" / "valid").glob("*.json"))
    results = sorted((examples / "reconciliation-result-batch" / "valid").glob("*.json"))
    assert manifests
    assert results
    for path in manifests:
        with serve(lambda _request, _count, path=path: Reply(200, path.read_bytes())) as service, client() as made:
            assert ReconciliationService(service.url, made).manifest.name
    for path in results:
        with serve(after_manifest(Reply(200, path.read_bytes()))) as service, client() as made:
            keys = json.loads(path.read_text("utf-8"))
            entities = [Record(key, f"Name {key}", (f"Name {key}",)) for key in keys]
            if set(keys) == {f"q{number}" for number in range(len(keys))}:
                ReconciliationService(service.url, made).find(entities)
