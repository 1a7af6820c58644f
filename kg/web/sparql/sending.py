"""Sending: the bytes of an answer as they come, packed where the client reads gzip and it is worth it."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator

from kg.web.accepting import accepts_gzip
from kg.web.sparql.exchange import Exchange

Header = tuple[bytes, bytes]

_WORTH_PACKING = 1400  # bytes: what is smaller goes into one packet as it is
_LEVEL = 4
_GZIP = 16 + zlib.MAX_WBITS


async def send_chunks(exchange: Exchange, headers: list[Header], chunks: AsyncIterator[bytes]) -> None:
    """Send an answer with status 200; one that breaks off after it began ends without its end, so that this is seen."""
    try:
        if exchange.method == "HEAD":
            await exchange.answer(200, headers)
            return
        first = await anext(chunks, b"")
        second = await anext(chunks, None)
        is_small = second is None and len(first) < _WORTH_PACKING
        is_packed = not is_small and accepts_gzip(exchange.header(b"accept-encoding"))
        if second is None:
            await _send_whole(exchange, headers, first, is_packed)
        else:
            await _send_stream(exchange, headers, _join(first, second, chunks), is_packed)
    finally:
        await close(chunks)


async def close(chunks: AsyncIterator[bytes]) -> None:
    """Let the worker know that nobody reads on."""
    end = getattr(chunks, "aclose", None)
    if end is not None:
        await end()


async def _send_whole(exchange: Exchange, headers: list[Header], body: bytes, is_packed: bool) -> None:
    if is_packed:
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
        body = packer.compress(body) + packer.flush()
        headers.append((b"content-encoding", b"gzip"))
    headers.append((b"content-length", b"%d" % len(body)))
    await exchange.answer(200, headers, body)


async def _send_stream(
    exchange: Exchange, headers: list[Header], chunks: AsyncIterator[bytes], is_packed: bool
) -> None:
    if is_packed:
        headers.append((b"content-encoding", b"gzip"))
        chunks = _pack(chunks)
    await exchange.start(200, headers)
    async for chunk in chunks:
        await exchange.send({"type": "http.response.body", "body": chunk, "more_body": True})
    await exchange.send({"type": "http.response.body", "body": b""})


async def _join(first: bytes, second: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    yield second
    async for chunk in rest:
        yield chunk


async def _pack(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    async for chunk in chunks:
        if packed := packer.compress(chunk):
            yield packed
    yield packer.flush()
