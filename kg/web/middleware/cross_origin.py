"""Pages of other sites may ask what is answered here: the data are open, and no cookie gives anybody more (Fetch, 3.3).

Problems are answered here as well, so that a page elsewhere can read what was wrong with what it asked.
"""

from __future__ import annotations

import logging

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import KgError
from kg.web.problems import answer_error, answer_http

_LOG = logging.getLogger(__name__)

_READABLE = "Allow, Content-Encoding, ETag, Link, Location, Retry-After, WWW-Authenticate"
_SENDABLE = "*, Authorization, Content-Type"  # a browser that does not know * takes what is named
_DAY = "86400"


class CrossOrigin:
    """An application that answers these methods to pages of any site, and says so when it is asked (OPTIONS)."""

    def __init__(self, app: ASGIApp, *methods: str) -> None:
        self._app = app
        self._methods = frozenset(methods)
        self._allow = ", ".join((*methods, "OPTIONS"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        is_begun = False

        async def send_open(message: Message) -> None:
            nonlocal is_begun
            if message["type"] == "http.response.start":
                is_begun = True
                _open(message)
            await send(message)

        try:
            await self._answer(scope, receive, send_open)
        except ClientDisconnect:  # there is nobody to be answered
            return
        except (KgError, HTTPException) as error:
            if is_begun:  # too late for words: the server cuts a response without an end, which whoever reads sees
                _LOG.warning("%s %s broke off: %s", scope["method"], scope["path"], error)
                return
            request = Request(scope)
            response = answer_error(request, error) if isinstance(error, KgError) else answer_http(request, error)
            await response(scope, receive, send_open)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = scope["method"]
        if method in self._methods:
            await self._app(scope, receive, send)
        elif method == "OPTIONS":
            await Response(status_code=204, headers=self._terms())(scope, receive, send)
        else:
            raise HTTPException(405, headers={"Allow": self._allow})

    def _terms(self) -> dict[str, str]:
        return {
            "Allow": self._allow,
            "Access-Control-Allow-Methods": self._allow,
            "Access-Control-Allow-Headers": _SENDABLE,
            "Access-Control-Max-Age": _DAY,
        }


_OPEN = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", _READABLE.encode()),
)


def _open(message: Message) -> None:
    message["headers"] = [*message["headers"], *_OPEN]
