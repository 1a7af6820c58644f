"""The table [serve] of kg.toml: what each setting may be. The options of `kg serve` are checked here too."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

_HOST = re.compile(r"[A-Za-z0-9.\-_]+|\[?[0-9A-Fa-f:.]+\]?")
_HOST_AND_PORT = re.compile(r"(?:[A-Za-z0-9.\-_]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")

_LONGEST_QUERY = 24 * 60 * 60  # seconds
_LARGEST_MEMORY = 1 << 22  # mebibytes


def find_fault(name: str, value: Any) -> str | None:
    """Say in words what is wrong with a setting, or None where it is right; the name is one of SERVING."""
    return SERVING[name](value)


def _text(fits: Callable[[str], bool], expected: str) -> Callable[[Any], str | None]:
    def check(value: Any) -> str | None:
        return None if isinstance(value, str) and fits(value) else f"is not {expected}"

    return check


def _number(low: float, high: float, *, is_whole: bool = True) -> Callable[[Any], str | None]:
    def check(value: Any) -> str | None:
        if isinstance(value, bool) or not isinstance(value, int if is_whole else int | float):
            return f"is not a {'whole ' if is_whole else ''}number"
        return None if low <= value <= high else f"is not from {low:,} to {high:,}"

    return check


def _texts(fits: Callable[[str], bool], expected: str) -> Callable[[Any], str | None]:
    def check(value: Any) -> str | None:
        is_list = isinstance(value, list | tuple) and all(isinstance(one, str) and fits(one) for one in value)
        return None if is_list else f"is not a list of {expected}"

    return check


def _yes_or_no(value: Any) -> str | None:
    return None if isinstance(value, bool) else "is neither true nor false"


def _is_site(url: str) -> bool:
    """Say whether it is the address of a whole site: a scheme, a host, perhaps a port, and nothing after."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    rest = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    return parts.scheme in {"http", "https"} and _is_host(parts.hostname or "") and not rest


def _is_host(name: str) -> bool:
    return bool(_HOST.fullmatch(name))


def _is_host_and_port(name: str) -> bool:
    return bool(_HOST_AND_PORT.fullmatch(name))


def _is_network(text: str) -> bool:
    import ipaddress  # which nothing but a server behind a proxy needs

    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    return True


# Every setting, by the name it has in kg.toml and as an option.
SERVING: Mapping[str, Callable[[Any], str | None]] = MappingProxyType(
    {
        "host": _text(_is_host, "an address or a name to listen at"),
        "port": _number(0, 65535),
        "url": _text(_is_site, "the address of a site, such as https://graph.example.org, without a path"),
        "allow-host": _texts(_is_host, "names of hosts, without ports"),
        "allow-update": _yes_or_no,
        "allow-service": _texts(_is_host_and_port, "hosts, each without https:// and path"),
        "timeout": _number(0.1, _LONGEST_QUERY, is_whole=False),
        "memory": _number(64, _LARGEST_MEMORY),
        "workers": _number(1, 512),
        "queue": _number(0, 100_000),
        "trusted-proxy": _texts(_is_network, "IP addresses or networks, such as 10.0.0.0/8"),
        "rate": _number(0.01, 1_000_000, is_whole=False),
        "access-log": _text(bool, "the name of a file, or -"),
        "log-clients": _yes_or_no,
    }
)
