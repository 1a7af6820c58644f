"""What a server may do, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """How a graph is served.

    `url` is where the site is known on the web, without a slash at its end; empty: where it listens. `token` allows
    updates (empty: there are none), `services` are the hosts that SERVICE may ask. `seconds` and `memory` (bytes)
    limit one query, `largest_answer` and `largest_request` (bytes) what goes out and comes in, `workers` how many
    queries run at once (0: as many as suits the machine), `queue` how many may wait. `proxies` are the addresses whose
    word about the client is taken, `rate` how many requests a second a client behind one of them may send.
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

    @property
    def address(self) -> str:
        """Give the address that the site is known by."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.url.rstrip("/") or f"http://{host}:{self.port}"
