"""One request and its answer, as the server hands them over: no more is read of them than the endpoint needs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from kg.web.settings import Settings
from kg.web.site import Site
from kg.web.snapshot import Snapshot

Headers = Iterable[tuple[bytes, bytes]]

# A client that hangs up while an answer is sought is noticed after so long; most answers are there before.
_PATIENCE = 0.5


class Exchange:
    """A request, and the way back to whoever sent it."""

    __slots__ = ("_receive", "method", "query", "scope", "send")

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scope = scope
        self.send = send
        self.method: str = scope["method"]
        self.query: bytes = scope["query_string"]
        self._receive = receive

    @property
    def site(self) -> Site:
        """The site that it is for."""
        site = self.scope["state"]["site"]
        assert isinstance(site, Site)
        return site

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot that it is answered from."""
        snapshot = self.scope["state"]["snapshot"]
        assert isinstance(snapshot, Snapshot)
        return snapshot

    @property
    def settings(self) -> Settings:
        """What the site may do."""
        return self.site.settings

    def header(self, name: bytes) -> str:
        """Give a header of the request, empty where it has none; its name is in small letters."""
        return b", ".join([value for key, value in self.scope["headers"] if key == name]).decode("latin-1")

    async def read(self) -> bytes:
        """Give the body of the request; raises ClientDisconnect if it does not come to its end."""
        chunks = []
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise ClientDisconnect
            chunks.append(message.get("body", b""))
            if not message.get("more_body", False):
                return b"".join(chunks)

    async def answer(self, status: int, headers: Headers = (), body: bytes = b"") -> None:
        """Send a whole answer."""
        await self.start(status, headers)
        await self.send({"type": "http.response.body", "body": b"" if self.method == "HEAD" else body})

    async def start(self, status: int, headers: Headers) -> None:
        """Send the head of an answer."""
        await self.send({"type": "http.response.start", "status": status, "headers": list(headers)})

    @asynccontextmanager
    async def attended(self) -> AsyncIterator[None]:
        """Break the block off as soon as nobody waits for the answer any more."""
        watch = _Watch(self._receive)
        try:
            yield
        except asyncio.CancelledError:
            if not watch.is_alone:
                raise
            watch.owner.uncancel()
        finally:
            watch.end()


class _Watch:
    """Listens for the client to hang up, and then cancels the task in which it was made."""

    def __init__(self, receive: Receive) -> None:
        task = asyncio.current_task()
        assert task is not None
        self.owner = task
        self.is_alone = False
        self._receive = receive
        self._listener: asyncio.Task[None] | None = None
        self._later = asyncio.get_running_loop().call_later(_PATIENCE, self._begin)

    def end(self) -> None:
        """Stop listening."""
        self._later.cancel()
        if self._listener is not None:
            self._listener.cancel()

    def _begin(self) -> None:
        self._listener = asyncio.get_running_loop().create_task(self._listen())

    async def _listen(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.is_alone = True
        self.owner.cancel()
