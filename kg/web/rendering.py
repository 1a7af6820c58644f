"""Rendering: templates to responses."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.web.addresses import page_of
from kg.web.files import static_address
from kg.web.site import site_of, snapshot_of


@cache
def environment() -> Environment:
    """Give the templates, which escape whatever is put into them.

    Filters: `name | static` is the address of a static file, `iri | href` that of the page about an IRI.
    """
    made = Environment(
        loader=PackageLoader("kg.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {"static": static_address, "href": _href}
    return made


def render(request: Request, template: str, *, status: int = 200, **context: Any) -> Response:
    """Give a page; templates know `site`, `snapshot`, the request's `path` and what is put in `context`."""
    known = {"site": site_of(request), "snapshot": snapshot_of(request), "path": request.url.path}
    text = environment().get_template(template).render(known | context)
    return HTMLResponse(text, status)


@pass_context
def _href(context: Context, iri: str) -> str:
    return page_of(iri, context["site"].workspace.namespaces)
