"""Bodies: how large what is sent here may be, and how slowly it may come."""

from __future__ import annotations

import asyncio

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.web.problems import answer_http

_PATIENCE = 30.0  # seconds that the next part of a body may take


class BodyGuard:
    """Answers 413 to a body that is longer than `most` bytes, however it is sent, and 408 to one that does not come."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if self._is_announced_too_long(scope):
            await answer_http(Request(scope), self._too_long())(scope, receive, send)
            return
        length, is_whole = 0, False

        async def receive_measured() -> Message:
            nonlocal length, is_whole
            if is_whole:  # what comes now is the end of the connection, which may take its time
                return await receive()
            message = await _soon(receive)
            length += len(message.get("body", b""))
            is_whole = not message.get("more_body", False)
            if length > self._most:
                raise self._too_long()
            return message

        await self._app(scope, receive_measured, send)

    def _is_announced_too_long(self, scope: Scope) -> bool:
        lengths = (value for name, value in scope["headers"] if name == b"content-length")
        return any(len(value) > 18 or (value.isdigit() and int(value) > self._most) for value in lengths)

    def _too_long(self) -> HTTPException:
        return HTTPException(413, f"more than {self._most} bytes are not taken here")


async def _soon(receive: Receive) -> Message:
    try:
        async with asyncio.timeout(_PATIENCE):
            return await receive()
    except TimeoutError as error:
        raise HTTPException(408, "the request did not come to its end", headers={"Connection": "close"}) from error
