"""Answering: JSON for every client, as a script for those that need it so (JSONP), with errors in JSON too."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import BusyError, KgError
from kg.web.problems import status_of
from kg.web.reconciliation.asking import RequestError, read_callback

Answer = Callable[[Request], Awaitable[Any]]
Endpoint = Callable[[Request], Awaitable[Response]]


def answering(answer: Answer) -> Endpoint:
    """Make an endpoint of what gives a value that JSON can hold; an error is answered as JSON as well."""

    @wraps(answer)
    async def endpoint(request: Request) -> Response:
        try:
            callback = read_callback(request)
        except RequestError as error:
            return _failed(error, "")
        try:
            return as_json(await answer(request), callback)
        except KgError as error:
            if _status(error) >= 500 and not isinstance(error, BusyError):
                raise
            return _failed(error, callback)

    return endpoint


def as_json(value: Any, callback: str = "", status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with JSON, or with a call of a function with it."""
    if callback:
        script = f"/**/{callback}({json.dumps(value, allow_nan=False)});"
        return Response(script, status, headers, "text/javascript; charset=utf-8")
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Response(text.encode(), status, headers, "application/json")


def _failed(error: KgError, callback: str) -> Response:
    """Say what is wrong in the way in which OpenRefine and its like look for it."""
    said = {"status": "error", "message": error.message}
    if error.remedy:
        said["details"] = error.remedy
    headers = {"Cache-Control": "no-store"}
    if isinstance(error, BusyError):
        headers["Retry-After"] = str(error.seconds)
    return as_json(said, callback, _status(error), headers)


def _status(error: KgError) -> int:
    return error.status if isinstance(error, RequestError) else status_of(error)
