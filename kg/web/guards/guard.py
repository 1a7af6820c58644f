"""The guard: what looks at each request before it is answered."""

from __future__ import annotations

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.web.problems import answer_http

Check = Callable[[Scope], None]


class Guard:
    """Lets a request through if no check raises HTTPException for it; they look at it in their order."""

    def __init__(self, app: ASGIApp, *checks: Check) -> None:
        self._app = app
        self._checks = checks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        try:
            if scope["type"] == "http":
                for check in self._checks:
                    check(scope)
        except HTTPException as error:
            await answer_http(Request(scope), error)(scope, receive, send)
            return
        await self._app(scope, receive, send)
