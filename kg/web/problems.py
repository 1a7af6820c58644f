"""Problems: what cannot be answered is said in words; a browser gets a page, a program a line or JSON."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from kg.errors import (
    AmbiguousNameError,
    BusyError,
    DateError,
    KgError,
    NameNotFoundError,
    QueryError,
    QueryTimeoutError,
    UsageError,
)
from kg.web.rendering import render

# The first that fits; what fits none is our own mistake.
_STATUS: tuple[tuple[type[KgError], int], ...] = (
    (NameNotFoundError, 404),
    (AmbiguousNameError, 300),
    (QueryTimeoutError, 504),
    (BusyError, 503),
    (QueryError, 400),
    (DateError, 400),
    (UsageError, 400),
)

_LOG = logging.getLogger(__name__)


def status_of(error: KgError) -> int:
    """Give the status that an error is answered with."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def answer_error(request: Request, error: Exception) -> Response:
    """Answer with what was wrong and what to do."""
    assert isinstance(error, KgError)
    status = status_of(error)
    if status == 500:
        _LOG.error("%s %s: %s", request.method, request.url.path, error)
        return problem(request, status, "this cannot be answered here now")
    headers = {"Retry-After": str(error.seconds)} if isinstance(error, BusyError) else {}
    candidates = error.candidates if isinstance(error, AmbiguousNameError) else ()
    return problem(request, status, error, headers=headers, candidates=candidates)


def answer_http(request: Request, error: Exception) -> Response:
    """Answer what the protocol forbids, such as an address that there is not."""
    assert isinstance(error, HTTPException)
    detail = error.detail
    if detail == HTTPStatus(error.status_code).phrase:  # nothing was said beyond the number
        detail = _WORDS.get(error.status_code, detail)
    return problem(request, error.status_code, detail, headers=error.headers or {})


def answer_mistake(request: Request, _error: Exception) -> Response:
    """Answer after a mistake of ours, of which nothing is shown."""
    return problem(request, 500, "this went wrong here, not with you; it has been noted")


def problem(
    request: Request,
    status: int,
    what: str | KgError,
    *,
    headers: Mapping[str, str] | None = None,
    candidates: tuple[tuple[str, str, str], ...] = (),
) -> Response:
    """Answer that something is wrong, in the form that was asked for; no such answer is kept by anybody."""
    message, remedy = (what.message, what.remedy) if isinstance(what, KgError) else (what, None)
    sent = {**(headers or {}), "Cache-Control": "no-store"}
    accepted = request.headers.get("accept", "")
    if "text/html" in accepted:
        response = render(
            request,
            "problem.html.jinja",
            status=status,
            number=status,
            message=message,
            remedy=remedy,
            excerpt=_excerpt(what),
            candidates=candidates,
            nearest=what.nearest if isinstance(what, NameNotFoundError) else (),
        )
    elif "json" in accepted:
        response = JSONResponse(_as_data(status, message, remedy, candidates) | _place(what), status)
    else:
        response = PlainTextResponse(f"{what}\n", status)
    response.headers.update(sent)
    return response


def _excerpt(what: str | KgError) -> str:
    """Give the lines between message and remedy, such as the wrong line of a query with a caret below the mistake."""
    if isinstance(what, str) or what.excerpt is None:
        return ""
    lines = str(what).splitlines()
    return "\n".join(line for line in lines[1:] if line.startswith("    "))


def _as_data(
    status: int, message: str, remedy: str | None, candidates: tuple[tuple[str, str, str], ...]
) -> dict[str, Any]:
    data: dict[str, Any] = {"status": status, "error": message}
    if remedy:
        data["remedy"] = remedy
    if candidates:
        data["candidates"] = [{"id": slug, "name": label, "type": kind} for slug, label, kind in candidates]
    return data


def _place(what: str | KgError) -> dict[str, int]:
    """Give where in what was sent the mistake stands, counted from 1."""
    if isinstance(what, str) or what.location is None or not what.location.line:
        return {}
    return {"line": what.location.line, "column": what.location.column or 1}


_WORDS = {
    404: "there is nothing at this address",
    405: "this address does not answer that method",
}

HANDLERS: Mapping[Any, Any] = {KgError: answer_error, HTTPException: answer_http, Exception: answer_mistake}
