from __future__ import annotations

import gzip
import time
from collections.abc import Iterator

import pytest
from starlette.exceptions import HTTPException
from starlette.types import Scope

from kg.web.guards.clients import Allowances, ClientCheck
from kg.web.guards.hosts import HostCheck
from kg.web.settings import Settings
from tests.web.asking import ask, send_raw
from tests.web.serving import Server

LIMIT = Settings().largest_request


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1234", "127.0.0.1", "[::1]:80", "localhost.:9"])
def test_a_site_answers_to_its_names(embassy_site: Server, host: str) -> None:
    assert ask(embassy_site, "/health", headers={"Host": host}).status == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "10.0.0.1"])
def test_a_site_answers_to_no_other_name(embassy_site: Server, host: str) -> None:
    answer = ask(embassy_site, "/health", headers={"Host": host})
    assert answer.status == 421
    assert b"evil" not in answer.body


@pytest.mark.parametrize("lines", [b"", b"Host: localhost\r\nHost: evil.example\r\n", b"Host: local/host\r\n"])
def test_a_request_names_its_host_once(embassy_site: Server, lines: bytes) -> None:
    came = send_raw(embassy_site, b"GET /health HTTP/1.1\r\n" + lines + b"Connection: close\r\n\r\n")
    assert came.startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(("listens", "host", "is_taken"), [
    ("0.0.0.0", "192.0.2.7:80", True),
    ("::", "[2001:db8::1]", True),
    ("0.0.0.0", "evil.example", False),
    ("192.0.2.7", "192.0.2.8", False),
    ("192.0.2.7", "also.example", True),
])  # fmt: skip
def test_any_address_is_taken_only_by_who_listens_at_all(listens: str, host: str, is_taken: bool) -> None:
    check = HostCheck(Settings(host=listens, names=("also.example",)))
    scope: Scope = {"headers": [(b"host", host.encode())], "http_version": "1.1"}
    if is_taken:
        check(scope)
    else:
        with pytest.raises(HTTPException) as refused:
            check(scope)
        assert refused.value.status_code == 421


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "SEARCH"])
def test_a_method_that_nothing_answers_is_refused(embassy_site: Server, method: str) -> None:
    came = send_raw(embassy_site, f"{method} /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    assert came.split(b" ", 2)[1] in {b"405", b"400"}
    assert ask(embassy_site, "/health", "DELETE").status == 405


def test_a_body_that_is_announced_too_long_is_not_waited_for(embassy_site: Server) -> None:
    head = f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: {LIMIT + 1}\r\n\r\n"
    start = time.monotonic()
    came = send_raw(embassy_site, head.encode(), timeout=20)
    assert came.startswith(b"HTTP/1.1 413 ")
    assert time.monotonic() - start < 15  # the connection ends although nothing came


@pytest.mark.parametrize(("path", "kind"), [
    ("/sparql", "application/sparql-query"),
    ("/sparql", "application/x-www-form-urlencoded"),
    ("/reconcile", "application/x-www-form-urlencoded"),
    ("/reconcile/match", "application/json"),
])  # fmt: skip
def test_a_body_that_turns_out_too_long_is_refused(embassy_site: Server, path: str, kind: str) -> None:
    def chunks() -> Iterator[bytes]:
        yield from (b"queries=" + b" " * 65536 for _ in range(LIMIT // 65536 + 2))

    answer = ask(embassy_site, path, "POST", {"Content-Type": kind, "Transfer-Encoding": "chunked"}, chunks())
    assert answer.status == 413


def test_an_address_and_headers_have_bounds(embassy_site: Server) -> None:
    assert ask(embassy_site, "/search?q=" + "a" * 8000).status == 200
    assert ask(embassy_site, "/search?q=" + "a" * 40_000).status == 414
    assert ask(embassy_site, "/health", headers={"X-Long": "a" * 70_000}).status == 431
    assert ask(embassy_site, "/health", headers={f"X-{n}": "a" for n in range(200)}).status == 431
    assert ask(embassy_site, "/health").status == 200


def test_a_client_behind_a_trusted_proxy_is_slowed_down(embassy_secure: Server) -> None:
    def as_client(address: str) -> dict[str, str]:
        return {"Host": "graph.example.org", "X-Forwarded-For": address}

    statuses = [ask(embassy_secure, "/health", headers=as_client("198.51.100.1")).status for _ in range(30)]
    assert statuses[:10] == [200] * 10
    assert 429 in statuses
    answer = ask(embassy_secure, "/health", headers=as_client("198.51.100.1, 127.0.0.1"))
    assert (answer.status, answer.headers["Retry-After"]) == (429, "1")
    assert ask(embassy_secure, "/health", headers=as_client("198.51.100.1, 198.51.100.2")).status == 200


def test_what_anybody_else_says_of_clients_is_not_believed(embassy_site: Server) -> None:
    statuses = {ask(embassy_site, "/health", headers={"X-Forwarded-For": "198.51.100.1"}).status for _ in range(150)}
    assert statuses == {200}


@pytest.mark.parametrize(("headers", "client"), [
    ({"x-forwarded-for": "198.51.100.1"}, "198.51.100.1"),
    ({"x-forwarded-for": "203.0.113.9, 198.51.100.1, 10.1.2.3"}, "198.51.100.1"),
    ({"x-forwarded-for": "198.51.100.1:4711"}, "198.51.100.1"),
    ({"forwarded": 'for=203.0.113.9, for="[2001:db8::7]:4711";proto=https;by=10.0.0.1'}, "2001:db8::7"),
    ({"forwarded": "For=198.51.100.1", "x-forwarded-for": "203.0.113.9"}, "198.51.100.1"),
    ({"forwarded": "for=_hidden"}, "10.0.0.1"),
    ({"x-forwarded-for": "<script>"}, "10.0.0.1"),
    ({}, "10.0.0.1"),
])  # fmt: skip
def test_the_client_is_the_last_that_no_trusted_proxy_is(headers: dict[str, str], client: str) -> None:
    scope: Scope = {
        "client": ("10.0.0.1", 1),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    ClientCheck(["10.0.0.0/8"], 1000)(scope)
    assert scope["client"][0] == client


def test_allowances_fill_again_and_take_no_more_room() -> None:
    now = [0.0]
    allowances = Allowances(1.0, lambda: now[0], most=100)
    assert [allowances.take("one") for _ in range(5)] == [0.0] * 5
    assert allowances.take("one") == 1.0
    now[0] = 0.5
    assert allowances.take("one") == 0.5
    now[0] = 1.0
    assert allowances.take("one") == 0.0
    for number in range(1000):
        allowances.take(str(number))
    assert len(allowances) == 100


@pytest.mark.parametrize(
    "path", ["/timeline", "/ontology.html", "/ontology.ttl", "/sparql?query=SELECT*%7B?s%20?p%20?o%7D"]
)
def test_what_is_packed_is_packed_once(embassy_site: Server, path: str) -> None:
    plain = ask(embassy_site, path)
    packed = ask(embassy_site, path, headers={"Accept-Encoding": "br, gzip"})
    assert plain.status == packed.status == 200
    assert packed.headers.get_all("Content-Encoding") == ["gzip"]
    assert gzip.decompress(packed.body) == plain.body
    assert "accept-encoding" in plain.headers["Vary"].lower()
