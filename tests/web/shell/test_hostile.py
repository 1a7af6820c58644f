"""What is no proper HTTP, from raw sockets: the server answers, or hangs up, and goes on."""

from __future__ import annotations

import random
import socket

import pytest

from tests.web.asking import ask, send_raw
from tests.web.serving import Server

HOST = b"Host: localhost\r\n"
REQUEST = b"GET /health HTTP/1.1\r\n" + HOST + b"\r\n"
LAST = b"GET /health HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"


def assert_is_up(server: Server) -> None:
    assert server.process.poll() is None
    assert ask(server, "/health").status == 200


@pytest.mark.parametrize("sent", [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 64,
    b"GET\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET /\xff\xfe HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET http://[ HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET  /  HTTP/1.1\r\n\r\n",
    b"CONNECT localhost:80 HTTP/1.1\r\n" + HOST + b"\r\n",
    b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    b"POST /sparql HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n b\x00\r\n\r\n",
])  # fmt: skip
def test_what_is_no_request_is_refused(embassy_site: Server, sent: bytes) -> None:
    came = send_raw(embassy_site, sent)
    assert not came or came.split(b" ", 2)[1].startswith(b"4")
    assert b"Traceback" not in came
    assert_is_up(embassy_site)


def test_noise_does_no_harm(embassy_site: Server) -> None:
    noise = random.Random(4)
    for _ in range(200):
        came = send_raw(embassy_site, noise.randbytes(noise.randrange(1, 2000)) + b"\r\n\r\n", timeout=5)
        assert came.startswith(b"HTTP/1.1 4") or not came
    assert_is_up(embassy_site)


def test_requests_that_never_end_keep_nobody_waiting(embassy_site: Server) -> None:
    """Hundreds of connections that dribble leave the next one its answer."""
    address = ("127.0.0.1", embassy_site.port)
    open_ = [socket.create_connection(address, timeout=5) for _ in range(300)]
    try:
        for connection in open_:
            connection.sendall(b"GET /health HTTP/1.1\r\nHost: local")
        assert_is_up(embassy_site)
        for connection in open_:
            connection.sendall(b"host\r\nX-Slow: a")
        assert_is_up(embassy_site)
    finally:
        for connection in open_:
            connection.close()


def test_headers_that_do_not_end_are_cut_off(embassy_site: Server) -> None:
    came = send_raw(embassy_site, b"GET / HTTP/1.1\r\n" + HOST, *[b"X: " + b"a" * 60_000] * 40)
    assert came.startswith(b"HTTP/1.1 431 ") or not came
    came = send_raw(embassy_site, b"GET /" + b"a" * 3_000_000)
    assert came.startswith((b"HTTP/1.1 414 ", b"HTTP/1.1 431 ")) or not came
    assert_is_up(embassy_site)


def test_a_request_that_does_not_come_to_its_end_is_given_up(embassy_site: Server) -> None:
    came = send_raw(embassy_site, b"GET /health HTTP/1.1\r\nHost: local", timeout=30)
    assert came.startswith(b"HTTP/1.1 408 ")
    assert b"the request did not come to its end" in came


def test_requests_in_a_row_are_answered_in_a_row(embassy_site: Server) -> None:
    came = send_raw(embassy_site, REQUEST * 50 + LAST)
    assert came.count(b"HTTP/1.1 200 OK") == 51


def test_a_request_in_pieces_is_one_request(embassy_site: Server) -> None:
    came = send_raw(embassy_site, *(bytes([byte]) for byte in LAST))
    assert came.startswith(b"HTTP/1.1 200 OK")


def test_an_upgrade_that_is_not_taken_is_an_ordinary_request(embassy_site: Server) -> None:
    """As Java's client asks: for HTTP/2, with its request at once."""
    body = b"ASK {}"
    head = (
        b"POST /sparql HTTP/1.1\r\n" + HOST + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
        b"HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\nContent-Type: application/sparql-query\r\n"
    )
    came = send_raw(embassy_site, head + b"Content-Length: %d\r\n\r\n" % len(body) + body, timeout=8)
    assert came.startswith(b"HTTP/1.1 200 OK")
    assert b"true" in came


def test_a_client_that_leaves_in_the_middle_is_not_missed(embassy_site: Server) -> None:
    for _ in range(50):
        with socket.create_connection(("127.0.0.1", embassy_site.port)) as connection:
            connection.sendall(b"GET /ontology.html HTTP/1.1\r\n" + HOST + b"\r\n")
    assert_is_up(embassy_site)
