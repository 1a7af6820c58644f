"""A reconciliation service as clients meet it: requests as they are sent, answers checked against the specification."""

from __future__ import annotations

import json
from typing import Any

import httpx
import jsonschema
import pytest
from referencing import Registry
from referencing.jsonschema import DRAFT7

from tests.conftest import ROOT
from tests.web.serving import Server

SUITE = ROOT.parent / "shared" / "suites" / "reconciliation" / "0.2"

Json = dict[str, Any]


def needs_suite() -> None:
    if not SUITE.is_dir():
        pytest.skip("the schemas of the specification (../shared/suites/reconciliation) are not here")


def validate(message: Any, name: str) -> None:
    """Check a message against a schema of 0.2; without the schemas, nothing is checked here."""
    if not SUITE.is_dir():
        return
    against = json.loads((SUITE / "schemas" / f"{name}.json").read_text("utf-8"))
    types = DRAFT7.create_resource(json.loads((SUITE / "schemas" / "type.json").read_text("utf-8")))
    registry = Registry[Any]().with_resource(against["$id"].rpartition("/")[0] + "/type.json", types)
    jsonschema.Draft7Validator(against, registry=registry).validate(message)


class Service:
    """The service of a site, asked over a real connection."""

    def __init__(self, server: Server) -> None:
        self.url = f"{server.address}/reconcile"
        self._client = httpx.Client(timeout=60)

    def get(self, path: str = "", **parameters: Any) -> httpx.Response:
        return self._client.get(self.url + path, params=parameters or None)

    def post(self, **form: str) -> httpx.Response:
        return self._client.post(self.url, data=form)

    def send(self, path: str, body: Any) -> httpx.Response:
        """Send JSON, as the draft has it."""
        return self._client.post(self.url + path, json=body)

    def request(self, method: str, path: str = "", **options: Any) -> httpx.Response:
        return self._client.request(method, self.url + path, **options)

    def ask(self, **queries: Json) -> dict[str, list[Json]]:
        """Send a batch as OpenRefine does, and give the candidates of each query."""
        validate_queries(queries)
        answer = self.post(queries=json.dumps(queries))
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/json"
        validate(answer.json(), "reconciliation-result-batch")
        return {key: each["result"] for key, each in answer.json().items()}

    def candidates(self, query: str, *, type: str | None = None, **properties: Any) -> list[Json]:
        """Ask one question; the properties are evidence."""
        asked: Json = {"query": query}
        if type:
            asked["type"] = type
        if properties:
            asked["properties"] = [{"pid": name, "v": value} for name, value in properties.items()]
        return self.ask(q0=asked)["q0"]

    def extend(self, ids: list[str], *properties: str | Json) -> Json:
        """Fetch properties as OpenRefine does."""
        asked = {"ids": ids, "properties": [each if isinstance(each, dict) else {"id": each} for each in properties]}
        validate(asked, "data-extension-query")
        answer = self.post(extend=json.dumps(asked))
        assert answer.status_code == 200, answer.text
        validate(answer.json(), "data-extension-response")
        found: Json = answer.json()
        return found

    def close(self) -> None:
        self._client.close()


def validate_queries(queries: Json) -> None:
    """Check that a batch is one of 0.2, but for types that OpenRefine sends as objects."""
    plain = {key: {name: value for name, value in query.items() if name != "type"} for key, query in queries.items()}
    validate(plain, "reconciliation-query-batch")


def message(answer: httpx.Response) -> str:
    """Give what an error says; it is JSON, of the client's making, and no trace of the program."""
    assert 400 <= answer.status_code < 500, (answer.status_code, answer.text)
    assert answer.headers["content-type"] == "application/json"
    found = answer.json()
    assert found["status"] == "error"
    assert "Traceback" not in answer.text
    return str(found["message"])
