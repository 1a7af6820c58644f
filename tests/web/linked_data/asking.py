"""Asking for an address as a client of linked data does: redirects are looked at, not followed unseen."""

from __future__ import annotations

import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers and content."""

    status: int
    headers: Message
    content: bytes

    @property
    def location(self) -> str:
        """Where it leads to."""
        return self.headers["Location"] or ""


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


_OPENER = urllib.request.build_opener(_Stay)


def ask(address: str, accept: str | None = None, method: str = "GET", **headers: str) -> Answer:
    """Ask once, without following."""
    wanted = {} if accept is None else {"Accept": accept}
    request = urllib.request.Request(address, headers={**wanted, **headers}, method=method)
    try:
        with _OPENER.open(request, timeout=60) as response:
            return Answer(response.status, response.headers, response.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())
