"""Parameters: what an address says after its question mark."""

from __future__ import annotations

from starlette.datastructures import QueryParams

from kg.errors import UsageError


def read_number(parameters: QueryParams, name: str, default: int) -> int:
    """Read a number from 1 on; raises UsageError where it is none."""
    text = parameters.get(name, "") or str(default)
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) == int(text[:20])):
        raise UsageError(f"{text[:50]!r} is no number from 1 on", remedy=f"Give one, or leave out {name}.")
    return int(text)
