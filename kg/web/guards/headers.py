"""Headers that keep browsers from doing with a page what it was not made for."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)

Header = tuple[bytes, bytes]

_NEVER = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")

# What every response has unless what answers says otherwise.
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _NEVER),
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}

_POLICY = b"cross-origin-resource-policy"
_TWO_YEARS = "max-age=63072000"


class HeadersGuard:
    """Puts the headers on every response; with `is_secure`, browsers are told to come by https only."""

    def __init__(self, app: ASGIApp, *, is_secure: bool) -> None:
        self._app = app
        headers = HEADERS | ({"Strict-Transport-Security": _TWO_YEARS} if is_secure else {})
        self._headers = [(name.lower().encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self._complete(message["headers"])
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)

    def _complete(self, headers: Iterable[Header]) -> list[Header]:
        headers = list(headers)
        given = dict(headers)
        headers.extend(header for header in self._headers if header[0] not in given)
        if _POLICY not in given:
            # What any page may read, any page may show.
            is_open = given.get(b"access-control-allow-origin") == b"*"
            headers.append((_POLICY, b"cross-origin" if is_open else b"same-origin"))
        return headers
