"""Sending: the bytes of an answer as they come."""

from __future__ import annotations

from contextlib import aclosing

from kg.web.engine.job import Reply
from kg.web.sparql.exchange import Exchange

Header = tuple[bytes, bytes]


async def send_reply(exchange: Exchange, headers: list[Header], reply: Reply) -> None:
    """Send an answer with status 200.

    Where it breaks off after it began, the error goes on to the server, which cuts the connection: whoever reads sees
    that something is missing.
    """
    if reply.content is not None:
        headers.append((b"content-length", b"%d" % len(reply.content)))
        await exchange.answer(200, headers, reply.content)
        return
    async with aclosing(reply.chunks) as chunks:
        await exchange.start(200, headers)
        if exchange.method != "HEAD":
            async for chunk in chunks:
                await exchange.send({"type": "http.response.body", "body": chunk, "more_body": True})
        await exchange.send({"type": "http.response.body", "body": b""})
