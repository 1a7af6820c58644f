"""Requests as they go over the wire, without a client that puts them right."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import Message

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


def ask(
    server: Server,
    path: str,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | Iterable[bytes] | None = None,
) -> Answer:
    """Send one request on a connection of its own."""
    sent = dict(headers or {})
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        connection.request(method, path, body=body, headers=sent, encode_chunked="Transfer-Encoding" in sent)
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
