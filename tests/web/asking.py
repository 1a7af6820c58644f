"""Requests as they go over the wire, without a client that follows, or puts right, what comes back."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urlsplit

from tests.web.serving import Server


@dataclass(frozen=True)
class Answer:
    """What came back: header names are matched without regard to case."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def location(self) -> str:
        """Where it leads to."""
        return self.headers["Location"] or ""


def ask(
    server: Server,
    path: str,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | Iterable[bytes] | None = None,
) -> Answer:
    """Send one request on a connection of its own."""
    return _send(server.port, path, method, dict(headers or {}), body)


def fetch(address: str, accept: str | None = None, method: str = "GET", **headers: str) -> Answer:
    """Ask for a whole address, as a client of linked data does."""
    parts = urlsplit(address)
    assert parts.port is not None
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return _send(parts.port, path, method, headers if accept is None else {"Accept": accept, **headers})


def _send(
    port: int, path: str, method: str, headers: dict[str, str], body: bytes | Iterable[bytes] | None = None
) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body=body, headers=headers, encode_chunked="Transfer-Encoding" in headers)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


def send_raw(server: Server, *parts: bytes, timeout: float = 10) -> bytes:
    """Send bytes as they are, and give what comes back until the other side closes or is silent."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=timeout) as connection:
        came = b""
        try:
            for part in parts:
                connection.sendall(part)
            while more := connection.recv(1 << 16):
                came += more
        except (TimeoutError, ConnectionResetError, BrokenPipeError):
            pass
        return came
