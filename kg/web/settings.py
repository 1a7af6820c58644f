"""What a server may do, and how much of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_MEBIBYTE = 1 << 20

# The settings that have another name here than in kg.toml and among the options.
_NAMES = {
    "allow-host": "names",
    "allow-service": "services",
    "timeout": "seconds",
    "trusted-proxy": "proxies",
    "access-log": "access_log",
    "log-clients": "logs_clients",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """How a graph is served.

    `url` is where the site is known on the web, without a slash at its end; empty: where it listens. `names` are the
    hosts that it may be asked for beside that one. `token` allows updates (empty: there are none), `services` are the
    hosts that SERVICE may ask. `seconds` and `memory` (bytes) limit one query, `largest_answer` and `largest_request`
    (bytes) what goes out and comes in, `workers` how many slow queries run at once (0: as many as suits the machine),
    `queue` how many may wait. `proxies` are the addresses or networks whose word about the client is taken, `rate` how
    many requests a second a client behind one of them may send. `access_log` is a file, or - for standard output;
    empty: none is written.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    url: str = ""
    names: tuple[str, ...] = ()
    token: str = ""
    services: tuple[str, ...] = ()
    seconds: float = 30.0
    memory: int = 2 << 30
    largest_answer: int = 1 << 30
    largest_request: int = 4 << 20
    workers: int = 0
    queue: int = 64
    proxies: tuple[str, ...] = ()
    rate: float = 20.0
    access_log: str = ""
    logs_clients: bool = False

    @property
    def address(self) -> str:
        """Give the address that the site is known by."""
        return self.url.rstrip("/") or self.local_address

    @property
    def local_address(self) -> str:
        """Give the address that it listens at."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def settings_from(given: Mapping[str, Any], token: str = "") -> Settings:
    """Make settings of those that kg.toml and the options give, by their names there; all have been checked."""
    named = {_NAMES.get(name, name): value for name, value in given.items() if name != "allow-update"}
    for name in ("names", "services", "proxies"):
        named[name] = tuple(named.get(name, ()))
    if "memory" in named:
        named["memory"] *= _MEBIBYTE
    return Settings(**named, token=token)
