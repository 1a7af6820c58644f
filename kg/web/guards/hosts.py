"""Hosts: a site answers only to its own names, so that no other name can be made to lead a browser here."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.types import Scope

from kg.web.settings import Settings

_LOCAL = ("localhost", "127.0.0.1", "::1")
_EVERYWHERE = {"0.0.0.0", "::"}
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:/?#@\s]*)(?::\d{0,5})?", re.IGNORECASE)


class HostCheck:
    """Raises 400 for a request without one proper Host, 421 for one that means another site.

    A server that listens at every address of its machine may be asked for by any address, though not by any name.
    """

    def __init__(self, settings: Settings) -> None:
        url = urlsplit(settings.url).hostname or ""
        self._names = {_plain(name) for name in (*_LOCAL, settings.host, url, *settings.names) if name}
        self._takes_addresses = settings.host.strip("[]") in _EVERYWHERE

    def __call__(self, scope: Scope) -> None:
        """Look at a request."""
        given = [value for name, value in scope["headers"] if name == b"host"]
        if not given and scope["http_version"] == "1.0":
            return
        match = _HOST.fullmatch(given[0].decode("latin-1")) if len(given) == 1 else None
        if match is None:
            raise HTTPException(400, "a request names the host that it is for, once")
        name = _plain(match[1])
        if name not in self._names and not (self._takes_addresses and _is_address(name)):
            raise HTTPException(421, "this site has another name; whoever runs it can add this one with --allow-host")


def _plain(host: str) -> str:
    return host.strip("[]").rstrip(".").lower()


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
