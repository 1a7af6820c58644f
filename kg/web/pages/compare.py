"""The comparison: where documents and imported releases agree, overlap, conflict or are silent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.errors import KgError
from kg.exports.comparison.page import write_body
from kg.views.comparison.comparing import Question, read_comparison
from kg.views.comparison.origins import read_releases
from kg.views.comparison.sorts import find_sorts
from kg.views.comparison.topic import Topic
from kg.views.nodes import Nodes
from kg.web.addresses import page_of
from kg.web.pages.choices import read_choices
from kg.web.pages.filters import Filters, Wrong, read_filters
from kg.web.pages.recent import recent_pages
from kg.web.parameters import read_number
from kg.web.rendering import render
from kg.web.site import in_thread, snapshot_of
from kg.web.snapshot import Snapshot

TOPICS = 100  # on one page

_RECENT = recent_pages(32)


async def show_comparison(request: Request) -> Response:
    """Answer with the comparison of what is asked for; where a filter is wrong, with the form and what is wrong."""
    snapshot = snapshot_of(request)
    filters, wrong = read_filters(request.query_params)
    page = read_number(request.query_params, "page", 1)
    key = (urlencode(filters.pairs), str(page))
    if not wrong and (kept := _RECENT.get(snapshot, key)) is not None:
        return HTMLResponse(kept)
    context = await in_thread(_context, snapshot, filters, wrong, page)
    response = render(request, "compare.html.jinja", status=wrong.status if wrong else 200, **context)
    if not wrong:
        _RECENT.keep(snapshot, key, bytes(response.body))
    return response


def _context(snapshot: Snapshot, filters: Filters, wrong: Wrong, page: int) -> dict[str, Any]:
    known = {"filters": filters, "wrong": wrong, "page": page, "body": "", "total": 0, "pages": 0}
    known["choices"] = read_choices(snapshot)
    _check(snapshot, filters, wrong)
    question = Question(filters.about, filters.dataset, filters.kind)
    if wrong:
        return known
    try:
        found = read_comparison(snapshot.store, snapshot.whole, question, snapshot.workspace.margins)
    except KgError as error:
        wrong.add("about" if filters.about else "form", error)
        return known
    total = len(found.topics)
    body = write_body(found, first=(page - 1) * TOPICS, most=TOPICS, address_of=_addresses(snapshot))
    return known | {"body": Markup(body), "total": total, "pages": -(-total // TOPICS)}


def _check(snapshot: Snapshot, filters: Filters, wrong: Wrong) -> None:
    nodes = Nodes(snapshot.whole)
    checks: dict[str, Callable[[], object]] = {
        "dataset": lambda: read_releases(nodes, snapshot.workspace.margins, filters.dataset),
        "kind": lambda: find_sorts(nodes, filters.kind),
    }
    for name, check in checks.items():
        try:
            check()
        except KgError as error:
            wrong.add(name, error)


def _addresses(snapshot: Snapshot) -> Callable[[Topic], str]:
    namespaces = snapshot.workspace.namespaces
    return lambda topic: page_of(namespaces.expand(topic.slug) or namespaces.ent + topic.slug, namespaces)
