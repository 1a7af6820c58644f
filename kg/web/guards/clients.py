"""Clients: who asks, where a proxy stands between, and how often one may ask."""

from __future__ import annotations

import math
import re
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.exceptions import HTTPException
from starlette.types import Scope

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_FOR = re.compile(r'(?:^|[;,])\s*for\s*=\s*"?(\[[^\]"]*\]|[^";,\s]*)', re.IGNORECASE)
_MOST = 20_000  # clients remembered
_BURST = 5.0  # seconds' worth of requests that may come at once: a page and all that belongs to it
_SITE = 64  # bits of an IPv6 address that one client has in common


class ClientCheck:
    """Puts the client that a trusted proxy names in the place of the proxy, and raises 429 where it asks too often.

    What anybody else says of clients is not believed, and nobody but clients behind a trusted proxy is counted.
    """

    def __init__(self, proxies: Iterable[str], rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._networks = [ip_network(proxy, strict=False) for proxy in proxies]
        self._allowances = Allowances(rate, clock)

    def __call__(self, scope: Scope) -> None:
        """Look at a request."""
        if not self._networks or not self._is_trusted(_parse(scope["client"][0] if scope["client"] else "")):
            return
        client = self._client(scope)
        if client is None:
            return
        scope["client"] = (str(client), 0)
        wait = self._allowances.take(_site(client))
        if wait:
            raise HTTPException(429, "too many requests; slow down", headers={"Retry-After": str(math.ceil(wait))})

    def _client(self, scope: Scope) -> Address | None:
        """Give the last address on the way here that is no trusted proxy, as the trusted ones tell it."""
        for name in reversed(list(_iter_forwarded(scope))):
            address = _parse(name)
            if address is None or not self._is_trusted(address):
                return address
        return None

    def _is_trusted(self, address: Address | None) -> bool:
        return address is not None and any(address in network for network in self._networks)


class Allowances:
    """What each client may still ask: a bucket each that fills by `rate` a second; the least recent are forgotten."""

    def __init__(self, rate: float, clock: Callable[[], float] = time.monotonic, most: int = _MOST) -> None:
        self._rate = rate
        self._size = max(1.0, rate * _BURST)
        self._clock = clock
        self._most = most
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, client: str) -> float:
        """Take one request from a client's bucket; gives the seconds until there is one, 0 if there was."""
        now = self._clock()
        left, since = self._buckets.pop(client, (self._size, now))
        left = min(self._size, left + (now - since) * self._rate)
        is_enough = left >= 1
        self._buckets[client] = (left - 1 if is_enough else left, now)
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return 0.0 if is_enough else (1 - left) / self._rate


def _iter_forwarded(scope: Scope) -> Iterator[str]:
    """Yield the addresses on the way here in their order: of Forwarded (RFC 7239) where it stands, else the other."""
    headers = [(name, value.decode("latin-1")) for name, value in scope["headers"]]
    forwarded = ",".join(value for name, value in headers if name == b"forwarded")
    if forwarded:
        yield from (match[1] for match in _FOR.finditer(forwarded))
    else:
        others = ",".join(value for name, value in headers if name == b"x-forwarded-for")
        yield from (name for name in others.split(",") if name.strip())


def _parse(text: str) -> Address | None:
    """Read an address, with or without a port; None for anything else, such as a name that hides one."""
    text = text.strip()
    host = text[1 : text.find("]")] if text.startswith("[") else text
    if host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        address = ip_address(host)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _site(address: Address) -> str:
    return str(ip_network((address, _SITE), strict=False) if isinstance(address, IPv6Address) else address)
