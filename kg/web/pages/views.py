"""Views of the whole graph: timeline, network and map as text, and the explorer that shows them as pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.errors import KgError, UsageError
from kg.exports.html.page import VIEWS, Host, write_explorer
from kg.exports.timeline import HEADINGS
from kg.views.nodes import Nodes
from kg.views.scope import Scope
from kg.views.timeline import Entry, Question, read_timeline
from kg.web.files import static_address
from kg.web.guards.headers import POLICY
from kg.web.pages.choices import read_choices
from kg.web.pages.filters import Filters, Wrong, check_filters, read_filters
from kg.web.pages.footnotes import Footnotes
from kg.web.pages.knots import PAGE as KNOTS
from kg.web.pages.knots import read_knots
from kg.web.pages.locations import read_locations
from kg.web.pages.recent import recent_pages
from kg.web.parameters import read_number
from kg.web.rendering import render
from kg.web.site import in_thread, snapshot_of
from kg.web.snapshot import Snapshot

ENTRIES = 250  # on one page of the timeline

_RECENT = recent_pages(64)
# The explorer makes pictures to take along.
_EXPLORER_POLICY = POLICY.replace("img-src 'self' data:", "img-src 'self' data: blob:")

Reader = Callable[[Snapshot, Filters, int], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class View:
    """A way to look at the graph: its name (the address), its title, the fields of its form, what reads it."""

    name: str
    title: str
    lead: str
    fields: tuple[str, ...]
    read: Reader


async def show_view(view: View, request: Request) -> Response:
    """Answer with a view; where a filter is wrong, with its form and what is wrong, and without the view."""
    snapshot = snapshot_of(request)
    filters, wrong = read_filters(request.query_params)
    page = read_number(request.query_params, "page", 1)
    key = (view.name, urlencode(filters.pairs), str(page))
    if not wrong and (kept := _RECENT.get(snapshot, key)) is not None:
        return HTMLResponse(kept)
    context = await in_thread(_context, view, snapshot, filters, wrong, page)
    status = wrong.status if wrong else 200
    response = render(request, f"{view.name}.html.jinja", status=status, **context)
    if not wrong:
        _RECENT.keep(snapshot, key, bytes(response.body))
    return response


def _context(view: View, snapshot: Snapshot, filters: Filters, wrong: Wrong, page: int) -> dict[str, Any]:
    checked = check_filters(filters, wrong, snapshot.store, snapshot.workspace.margins)
    found: dict[str, Any] | None = None
    try:
        found = None if wrong else view.read(snapshot, checked, page)
    except KgError as error:
        wrong.add("form", error)
    claims = Nodes(snapshot.store).namespaces
    return {
        "view": view,
        "filters": filters,
        "wrong": wrong,
        "choices": read_choices(snapshot),
        "found": found,
        "page": page,
        "src": claims.src,
        "notes": Footnotes(claims.claim),
        "background": "Part of the description of the things themselves",
    }


async def show_explorer(request: Request) -> Response:
    """Answer with the explorer of a scope, for a frame or by itself; its script and style are the site's."""
    snapshot = snapshot_of(request)
    filters, wrong = read_filters(request.query_params)
    view = request.query_params.get("view", VIEWS[0])
    if view not in VIEWS:
        raise UsageError(f"{view[:50]!r} is no view", remedy=f"Views: {', '.join(VIEWS)}")
    key = ("explore", view, urlencode(filters.pairs))
    page = _RECENT.get(snapshot, key)
    if page is None:
        page = await in_thread(_write, snapshot, filters, wrong, view)
        _RECENT.keep(snapshot, key, page)
    return HTMLResponse(page, headers={"Content-Security-Policy": _EXPLORER_POLICY})


def _write(snapshot: Snapshot, filters: Filters, wrong: Wrong, view: str) -> bytes:
    checked = check_filters(filters, wrong, snapshot.store, snapshot.workspace.margins)
    if wrong:
        raise UsageError("; ".join(wrong.messages.values()))
    host = Host(
        script=static_address("explorer/explorer.js"),
        style=static_address("explorer/explorer.css"),
        query="/query",
        pages=snapshot.workspace.namespaces.base,
    )
    return write_explorer(snapshot.store, snapshot.workspace, _scope(checked), view, host=host)


def _scope(filters: Filters) -> Scope:
    return Scope(
        names=filters.about,
        depth=filters.depth,
        as_of=filters.as_of or None,
        sources=filters.source,
        modalities=filters.modality,
        unasserted=filters.unasserted,
    )


def _read_timeline(snapshot: Snapshot, filters: Filters, page: int) -> dict[str, Any]:
    question = Question(
        names=filters.about,
        first=filters.first or None,
        last=filters.last or None,
        as_of=filters.as_of or None,
        sources=filters.source,
        modalities=filters.modality,
    )
    timeline = read_timeline(snapshot.store, question, snapshot.workspace.margins)
    shown = timeline.entries[(page - 1) * ENTRIES : page * ENTRIES]
    total = len(timeline.entries)
    return {"groups": _groups(shown), "total": total, "left_out": timeline.left_out, "pages": -(-total // ENTRIES)}


def _groups(entries: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    """Part entries by whether they held; one group without a heading where that was not asked."""
    groups = [(heading, [each for each in entries if each.held is held]) for held, heading in HEADINGS.items()]
    groups.insert(0, ("", [each for each in entries if each.held is None]))
    return [(heading, found) for heading, found in groups if found]


def _read_network(snapshot: Snapshot, filters: Filters, page: int) -> dict[str, Any]:
    knots = read_knots(snapshot, _scope(filters), snapshot.workspace.margins, page)
    return {"knots": knots, "total": knots.total, "pages": -(-knots.total // KNOTS)}


def _read_map(snapshot: Snapshot, filters: Filters, _page: int) -> dict[str, Any]:
    locations = read_locations(snapshot, _scope(filters), snapshot.workspace.margins)
    return {"locations": locations, "total": len(locations), "pages": 1}


_AROUND = ("about", "depth", "as-of", "source", "modality", "unasserted")
_IN_TIME = ("about", "as-of", "from", "to", "source", "modality")

show_timeline = partial(
    show_view,
    View("timeline", "Timeline", "What happened and held, in order, and who says so.", _IN_TIME, _read_timeline),
)
show_network = partial(
    show_view,
    View(
        "network",
        "Network",
        "Who and what is connected, and by what; the most important first.",
        _AROUND,
        _read_network,
    ),
)
show_map = partial(show_view, View("map", "Map", "Where it happened, and who says so.", _AROUND, _read_map))
