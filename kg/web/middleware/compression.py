"""Compression: text is sent packed to whoever can unpack it, and a stream stays a stream."""

from __future__ import annotations

import zlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.web.negotiation import accepts_gzip

_LEVEL = 5
_GZIP = 16 + zlib.MAX_WBITS  # RFC 1952 around what is packed
SMALLEST = 600  # bytes; less fits into one packet either way

_PACKABLE = ("text/", "application/json", "application/ld+json", "application/sparql-results", "application/xml")
_SUFFIXES = ("+json", "+xml", "n-triples", "n-quads", "trig", "javascript")


class Compression:
    """Packs responses of text; one that is packed already, or is too short to be worth it, goes as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_wanted = accepts_gzip(Headers(scope=scope).get("accept-encoding", ""))
        packing = Packing(send, is_wanted=is_wanted, is_head=scope["method"] == "HEAD")
        await self._app(scope, receive, packing.send)


class Packing:
    """One response on its way through; it is packed if that is wanted and worth it."""

    def __init__(self, send: Send, *, is_wanted: bool, is_head: bool) -> None:
        self._send = send
        self._is_wanted = is_wanted
        self._is_head = is_head
        self._start: Message | None = None
        self._packer: zlib._Compress | None = None

    async def send(self, message: Message) -> None:
        """Send a part of it."""
        if message["type"] == "http.response.start":
            self._start = message  # its length is known with the first part of the body
        elif message["type"] == "http.response.body":
            await self._send_body(message)
        else:
            await self._send(message)

    async def _send_body(self, message: Message) -> None:
        body, is_last = message.get("body", b""), not message.get("more_body", False)
        if self._start is not None:
            self._begin(self._start, body, is_last)
            packed = self._pack(body, is_last)
            if self._packer and is_last and not self._is_head:
                MutableHeaders(scope=self._start)["Content-Length"] = str(len(packed))
            await self._send(self._start)
            self._start = None
        else:
            packed = self._pack(body, is_last)
        if packed or is_last:
            await self._send({"type": "http.response.body", "body": packed, "more_body": not is_last})

    def _begin(self, start: Message, body: bytes, is_last: bool) -> None:
        """Decide whether the response is packed, now that its headers and its first part are known."""
        headers = MutableHeaders(scope=start)
        if not _is_packable(headers, start["status"]):
            return
        if "accept-encoding" not in headers.get("vary", "").lower():
            headers.add_vary_header("Accept-Encoding")
        length = int(headers.get("content-length", len(body) if is_last else SMALLEST))
        if self._is_wanted and length >= SMALLEST:
            self._packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
            headers["Content-Encoding"] = "gzip"
            del headers["Content-Length"]

    def _pack(self, body: bytes, is_last: bool) -> bytes:
        if self._packer is None or self._is_head:
            return body
        packed = self._packer.compress(body)
        if is_last:
            return packed + self._packer.flush()
        return packed + self._packer.flush(zlib.Z_SYNC_FLUSH)


def _is_packable(headers: Headers, status: int) -> bool:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    is_text = kind.startswith(_PACKABLE) or kind.endswith(_SUFFIXES)
    return is_text and status not in {204, 206, 304} and "content-encoding" not in headers
