"""Addresses, and what answers them."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route, request_response

from kg.web.cross_origin import CrossOrigin
from kg.web.linked_data.answering import answer

ROUTES: tuple[BaseRoute, ...] = (Route("/{path:path}", CrossOrigin(request_response(answer), "GET", "HEAD")),)
