"""Methods: those of HTTP that a site can do anything with."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.types import Scope

_METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")


def check_method(scope: Scope) -> None:
    """Raise 405 for a method that no address here answers, such as TRACE."""
    if scope["method"] not in _METHODS:
        raise HTTPException(405, headers={"Allow": "GET, HEAD, OPTIONS"})
