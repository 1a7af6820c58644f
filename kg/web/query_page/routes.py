"""Addresses, and what answers them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.web.query_page.desk import Desk, read_desk
from kg.web.rendering import render
from kg.web.site import in_thread, snapshot_of

# What the form offers without a script; with one, each is a download.
FORMATS = {
    "csv": "table (CSV)",
    "tsv": "table (TSV)",
    "json": "JSON",
    "xml": "XML",
    "turtle": "Turtle, of CONSTRUCT and DESCRIBE",
}


async def answer_query_page(request: Request) -> Response:
    """Show the editor: with the query or the named question of the address, if it has one."""
    desk: Desk = await in_thread(read_desk, snapshot_of(request))
    name = request.query_params.get("question", "")
    chosen = desk.question(name) if name else None
    text = request.query_params.get("query") or (chosen.text if chosen else desk.beginning)
    return render(request, "query.html.jinja", desk=desk, chosen=chosen, text=text, formats=FORMATS)


ROUTES: tuple[BaseRoute, ...] = (Route("/query", answer_query_page),)
