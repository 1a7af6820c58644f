"""Rendering: templates to responses."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.rdf.terms import IRI
from kg.web.addresses import page_of
from kg.web.site import Site, site_of


@cache
def environment() -> Environment:
    """Give the templates, which escape whatever is put into them."""
    loader = PackageLoader("kg.web", "templates")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["static"] = static_address
    made.filters["href"] = href
    return made


@cache
def static_address(name: str) -> str:
    """Give the address of a static file, which changes with its content and so may be kept for ever."""
    content = resources.files("kg.web").joinpath("static", name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


@pass_context
def href(context: Context, node: IRI | str) -> str:
    """Give the address of the page about a node, for a template that knows the site (macros: `import … with context`)."""
    site = context["site"]
    assert isinstance(site, Site)
    return page_of(node.value if isinstance(node, IRI) else node, site.workspace.namespaces)


def render(request: Request, template: str, *, status: int = 200, **context: Any) -> Response:
    """Give a page; every template knows the request's path, the site and what is put in `context`."""
    site = site_of(request)
    text = environment().get_template(template).render(site=site, path=request.url.path, **context)
    return HTMLResponse(text, status)
