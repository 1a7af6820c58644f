"""The sitemap: every page about a node of the curated graph, for search engines (sitemaps.org, protocol 0.9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from kg.errors import NameNotFoundError
from kg.rdf.terms import IRI
from kg.web.addresses import GRAPHS, SPARQL, page_of
from kg.web.site import Site
from kg.web.snapshot import Snapshot

MOST = 50_000  # addresses that one file may hold

_PAGES = ("/", "/timeline", "/network", "/map", "/compare", "/query", "/ontology")
_NODES = """
SELECT DISTINCT ?node {
    ?node a ?class
    FILTER(STRSTARTS(STR(?node), STR(ent:)) || STRSTARTS(STR(?node), STR(src:)) || STRSTARTS(STR(?node), STR(claim:)))
} ORDER BY ?node"""
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def write_sitemap(site: Site, snapshot: Snapshot) -> str:
    """Write the sitemap, or the list of its parts where one file cannot hold it."""
    addresses = _addresses(site, snapshot)
    if len(addresses) <= MOST:
        return _write_addresses(addresses)
    parts = range(1, -(-len(addresses) // MOST) + 1)
    return _write("sitemapindex", "sitemap", [f"{site.address}/sitemap-{part}.xml" for part in parts])


def write_part(site: Site, snapshot: Snapshot, number: int) -> str:
    """Write one part of the sitemap, counted from 1; raises NameNotFoundError where there is none."""
    addresses = _addresses(site, snapshot)[(number - 1) * MOST : number * MOST] if number > 0 else []
    if not addresses:
        raise NameNotFoundError(f"sitemap-{number}.xml", ["sitemap.xml"])
    return _write_addresses(addresses)


def write_robots(site: Site) -> str:
    """Say what robots may read: pages and documents, but not what computes at length or draws."""
    closed = (SPARQL, GRAPHS, "/query?", "/explore", "/search", "/suggest", "/reconcile")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "", f"Sitemap: {site.address}/sitemap.xml"]
    return "\n".join(lines) + "\n"


def _addresses(site: Site, snapshot: Snapshot) -> list[str]:
    namespaces = site.workspace.namespaces
    nodes = [node for node in snapshot.store.select(_NODES).column("node") if isinstance(node, IRI)]
    return [site.address + path for path in (*_PAGES, *(page_of(node.value, namespaces) for node in nodes))]


def _write_addresses(addresses: Sequence[str]) -> str:
    return _write("urlset", "url", addresses)


def _write(root: str, element: str, addresses: Iterable[str]) -> str:
    lines = [f"<{element}><loc>{escape(address)}</loc></{element}>" for address in addresses]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', f"<{root} {_NAMESPACE}>", *lines, f"</{root}>", ""])
