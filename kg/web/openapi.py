"""The description of the site's addresses for programs (OpenAPI 3.1), which stands in a file beside this one."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.web.site import Site, in_thread, site_of


def describe(site: Site) -> dict[str, Any]:
    """Describe what the addresses of a site answer."""
    described = dict(_read())
    described["info"] = {**described["info"], "title": site.workspace.title, "version": version("diplograph")}
    described["servers"] = [{"url": site.address}]
    if site.licence:
        described["info"]["license"] = {"name": site.licence, "identifier": site.licence}
    return described


async def answer_openapi(request: Request) -> Response:
    """Answer with the description; any page may read it."""
    described = await in_thread(describe, site_of(request))
    return JSONResponse(described, headers={"Access-Control-Allow-Origin": "*"})


@cache
def _read() -> dict[str, Any]:
    import yaml  # which nothing else of a site needs

    text = files("kg.web").joinpath("openapi.yaml").read_text("utf-8")
    described = yaml.safe_load(text)
    assert isinstance(described, dict)
    return described


ROUTES = (Route("/openapi.json", answer_openapi),)
