"""Shortcut: what is asked thousands of times a second goes straight to what answers it."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.middleware.errors import ServerErrorMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.web.problems import answer_mistake


class Shortcut:
    """Hands some addresses to applications of their own, which tag, pack and say what is wrong by themselves."""

    def __init__(self, app: ASGIApp, direct: Mapping[str, ASGIApp]) -> None:
        self._app = app
        self._direct = {path: ServerErrorMiddleware(one, handler=answer_mistake) for path, one in direct.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        app = self._direct.get(scope["path"], self._app) if scope["type"] == "http" else self._app
        await app(scope, receive, send)
