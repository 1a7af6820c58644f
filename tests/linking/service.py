"""Reconciliation services for tests: real servers on the loopback, one that behaves and one that obeys."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs

from rapidfuzz import fuzz

MANIFEST = {
    "versions": ["0.2"],
    "name": "Gazetteer of Port Selin",
    "identifierSpace": "http://www.wikidata.org/entity/",
    "schemaSpace": "http://www.wikidata.org/prop/direct/",
    "defaultTypes": [{"id": "T1", "name": "State"}, {"id": "T2", "name": "Person"}],
    "view": {"url": "https://example.org/{{id}}"},
}


class Request(NamedTuple):
    """What a client sent."""

    method: str
    path: str
    kind: str
    form: Mapping[str, Sequence[str]]


class Reply(NamedTuple):
    """What a server answers."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = {"Content-Type": "application/json"}


class Service(NamedTuple):
    """A running service: its address and what it was sent so far."""

    url: str
    requests: list[Request]

    @property
    def batches(self) -> list[dict[str, Any]]:
        """The query batches it was sent."""
        return [json.loads(request.form["queries"][0]) for request in self.requests if "queries" in request.form]


@contextmanager
def serve(reply: Any) -> Iterator[Service]:
    """Serve on a free port what `reply` makes of each request."""
    requests: list[Request] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply("GET", b"")

        def do_POST(self) -> None:
            self._reply("POST", self.rfile.read(int(self.headers.get("Content-Length", 0))))

        def _reply(self, method: str, body: bytes) -> None:
            form = parse_qs(body.decode())
            requests.append(Request(method, self.path, self.headers.get("Content-Type", ""), form))
            answer: Reply = reply(requests[-1], len(requests))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if "Content-Length" not in answer.headers:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)
            self.close_connection = True

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Service(f"http://127.0.0.1:{server.server_port}/reconcile", requests)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def as_json(value: object, status: int = 200) -> Reply:
    """Answer with JSON."""
    return Reply(status, json.dumps(value, ensure_ascii=False).encode())


def gazetteer(records: Sequence[Mapping[str, str]], manifest: Mapping[str, Any] = MANIFEST) -> Any:
    """A service after the specification, over records with id, name, and perhaps a type and a begin."""

    def reply(request: Request, _count: int) -> Reply:
        if "queries" not in request.form:
            return as_json(manifest)
        queries = json.loads(request.form["queries"][0])
        return as_json({key: {"result": _results(records, query)} for key, query in queries.items()})

    return reply


def _results(records: Sequence[Mapping[str, str]], query: Mapping[str, Any]) -> list[dict[str, Any]]:
    scored = [(fuzz.ratio(query["query"], record["name"]), record) for record in records]
    best = sorted((pair for pair in scored if pair[0] > 50), key=lambda pair: -pair[0])[: query.get("limit", 3)]
    return [
        {
            "id": record["id"],
            "name": record["name"],
            "score": score,
            "match": score == 100,
            "type": [{"id": record["type"], "name": record["type"]}] if "type" in record else [],
        }
        for score, record in best
    ]
