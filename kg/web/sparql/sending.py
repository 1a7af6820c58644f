"""Sending: the bytes of an answer as they come."""

from __future__ import annotations

from contextlib import aclosing

from kg.web.engine.job import Reply
from kg.web.middleware.compression import SMALLEST, Packing
from kg.web.negotiation import accepts_gzip
from kg.web.sparql.exchange import Exchange

Header = tuple[bytes, bytes]


async def send_reply(exchange: Exchange, headers: list[Header], reply: Reply) -> None:
    """Send an answer with status 200.

    Raises what breaks it off, after it began; the end is not sent then.
    """
    if reply.content is not None:
        await send_content(exchange, headers, reply.content)
        return
    _pack(exchange, None)
    async with aclosing(reply.chunks) as chunks:
        await exchange.start(200, headers)
        if exchange.method != "HEAD":
            async for chunk in chunks:
                await exchange.send({"type": "http.response.body", "body": chunk, "more_body": True})
        await exchange.send({"type": "http.response.body", "body": b""})


async def send_content(exchange: Exchange, headers: list[Header], content: bytes) -> None:
    """Send an answer that is there as a whole."""
    _pack(exchange, content)
    headers.append((b"content-length", b"%d" % len(content)))
    await exchange.answer(200, headers, content)


def _pack(exchange: Exchange, content: bytes | None) -> None:
    """Let an answer be packed, unless it is short, as most are."""
    is_short = content is not None and len(content) < SMALLEST
    if not is_short and accepts_gzip(exchange.header(b"accept-encoding")):
        exchange.send = Packing(exchange.send, is_wanted=True, is_head=exchange.method == "HEAD").send
