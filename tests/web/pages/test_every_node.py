"""Every node of a graph has a page that holds together."""

from __future__ import annotations

from kg.build.opening import open_store
from kg.config import Workspace
from kg.web.addresses import page_of
from tests.web.pages.reading import Read
from tests.web.serving import Server


def _faults(page: Read) -> list[str]:
    if page.status != 200:
        return [str(page.status)]
    ids = page.root.xpath("//@id")
    targets = {link[1:] for link in page.root.xpath("//@href") if link.startswith("#")}
    return [
        *(f"no heading {found}" for found in [page.words("//h1")] if len(found) != 1 or not found[0]),
        *(f"twice #{each}" for each in ids if ids.count(each) > 1),
        *(f"nowhere #{each}" for each in targets - set(ids)),
    ]


def test_every_node_has_a_page_that_holds_together(built: Workspace, embassy_site: Server) -> None:
    store = open_store(built, lambda _: None)
    nodes = store.select("SELECT DISTINCT ?node { ?node ?property ?value }").column("node")
    addresses = {page_of(node.value, built.namespaces) for node in nodes if node is not None}
    paths = sorted(path.split("#")[0] for path in addresses if path.startswith("/") and path != "/")
    assert len(paths) > 400
    pages = {path: _faults(Read(embassy_site.address, path)) for path in paths}
    assert {path: faults for path, faults in pages.items() if faults} == {}
