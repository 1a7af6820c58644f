"""The client: one connection to the server under test, which says what is sent and shows what comes back."""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

TOKEN = "a-token-for-the-suites"


@dataclass(frozen=True)
class Response:
    """What a server answered; names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def __str__(self) -> str:
        return f"{self.status} {self.body[:500].decode(errors='replace')}"


class Client:
    """Whoever may change the graph of the server at an address."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        self._loaded: object = None

    def send(self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Response:
        """Send a request with the token."""
        sent = {"Authorization": f"Bearer {TOKEN}", **(headers or {})}
        try:
            self._connection.request(method, path, body or None, sent)
            response = self._connection.getresponse()
        except (http.client.HTTPException, ConnectionError):  # it was closed, as it may be after an error
            self._connection.close()
            self._connection.request(method, path, body or None, sent)
            response = self._connection.getresponse()
        names = {name.lower(): value for name, value in response.getheaders()}
        return Response(response.status, names, response.read())

    def query(self, text: str, accept: str) -> Response:
        """Ask a query."""
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        return self.send("POST", "/sparql", headers, text.encode())

    def update(self, text: str) -> Response:
        """Send an update."""
        return self.send("POST", "/sparql", {"Content-Type": "application/sparql-update"}, text.encode())

    def fill(self, graphs: Mapping[str, bytes]) -> None:
        """Let the store hold these graphs (N-Triples, by IRI; the default one by an empty text) and no others."""
        if graphs and graphs == self._loaded:
            return
        self.forget()
        response = self.update("DROP ALL")
        assert response.status == 204, response
        for name, content in graphs.items():
            path = f"/graphs?graph={quote(name, safe='')}" if name else "/graphs?default"
            response = self.send("PUT", path, {"Content-Type": "application/n-triples"}, content)
            assert response.status in {201, 204}, response
        self._loaded = dict(graphs)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def forget(self) -> None:
        """Let the store be filled anew next time, because something changes it."""
        self._loaded = None
