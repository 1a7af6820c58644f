"""Who draws a network as an HTML file: the explorer, and the libraries that it is compared with."""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from kg.exports.html.claims import Evidence
from kg.exports.html.data import Surroundings, graph_data, places_of
from kg.exports.html.page import page_of
from kg.exports.network_page.picture import compose
from kg.store.embedded import EmbeddedStore
from kg.views.network import Network

EXPLORER = "the explorer"
VIS_NETWORK_VERSION, IPYSIGMA_VERSION = "10.1.5", "0.24.6"

_VIS_PAGE = """<!doctype html><meta charset="utf-8"><style>html, body, #net {{ height: 100%; margin: 0 }}</style>
<div id="net"></div><script>{library}</script><script>
new vis.Network(document.getElementById("net"), {data}, {{ physics: false, nodes: {{ shape: "dot" }} }});
</script>"""
_SIGMA_SCRIPT = """
import json, sys, time
import networkx as nx
from ipysigma import Sigma
graph = nx.MultiDiGraph()
data = json.load(sys.stdin)
for key, label, kind in data["nodes"]:
    graph.add_node(key, label=label, kind=kind)
graph.add_edges_from(data["edges"])
start = time.perf_counter()
Sigma.write_html(graph, sys.argv[1], fullscreen=True, node_color="kind", node_size=graph.degree)
print(time.perf_counter() - start)
"""


class Drawer(Protocol):
    """Writes a file with a network."""

    @property
    def name(self) -> str:
        """Who it is, with the version."""

    def write(self, network: Network, path: Path) -> float:
        """Write a network to a file; gives the seconds that took, without starting Python."""


@dataclass(frozen=True)
class Explorer:
    """The explorer's page, its layout computed, without the engine; the store only tells what IRIs are called."""

    store: EmbeddedStore
    name: str = EXPLORER

    def write(self, network: Network, path: Path) -> float:
        """Compose, lay out and write."""
        start = time.perf_counter()
        meta = {
            "title": "Benchmark",
            "scope": f"{len(network)} nodes",
            "checksum": "0" * 64,
            "sources": [],
            "licence": "",
            "latest": "",
            "languages": ["en"],
            "focus": [],
            "asOf": "",
            "view": "network",
            "depth": 1,
            "unasserted": False,
            "cite": "",
            "prefixes": dict(self.store.prefixes),
        }
        graph = graph_data(compose(network), Evidence(self.store, frozenset(), {}), Surroundings())
        path.write_bytes(page_of({"meta": meta, "modalities": [], **graph}))
        return time.perf_counter() - start


@dataclass(frozen=True)
class Pyvis:
    """pyvis with its physics, as its users get it, with its library in the file."""

    name: str = f"pyvis {version('pyvis')}"

    def write(self, network: Network, path: Path) -> float:
        """Write."""
        from pyvis.network import Network as Pyvis

        start = time.perf_counter()
        drawn = Pyvis(directed=True, cdn_resources="in_line")
        for key, data in network.nodes(data=True):
            drawn.add_node(key, label=data["label"], group=data["classes"][0])
        for source, target, data in network.edges(data=True):
            drawn.add_edge(source, target, label=data["label"])
        path.write_text(drawn.generate_html(), encoding="utf-8")
        return time.perf_counter() - start


@dataclass(frozen=True)
class VisNetwork:
    """vis-network by itself, given our layout, which is not timed, and without physics."""

    library: Path
    name: str = f"vis-network {VIS_NETWORK_VERSION}"

    def write(self, network: Network, path: Path) -> float:
        """Write."""
        places = places_of(compose(network))
        start = time.perf_counter()
        nodes = [
            {"id": key, "label": data["label"], "group": data["classes"][0], "x": places[key][0], "y": places[key][1]}
            for key, data in network.nodes(data=True)
        ]
        edges = [
            {"from": source, "to": target, "label": data["label"], "arrows": "to"}
            for source, target, data in network.edges(data=True)
        ]
        script = json.dumps({"nodes": nodes, "edges": edges}).replace("<", "\\u003c")
        library = self.library.read_text("utf-8").replace("</script", "<\\/script")
        path.write_text(_VIS_PAGE.format(library=library, data=script), encoding="utf-8")
        return time.perf_counter() - start


@dataclass(frozen=True)
class Ipysigma:
    """ipysigma's export to HTML, in an environment of its own."""

    python: Path
    name: str = f"ipysigma {IPYSIGMA_VERSION}"

    def write(self, network: Network, path: Path) -> float:
        """Write."""
        nodes: list[Any] = [(key, data["label"], data["classes"][0]) for key, data in network.nodes(data=True)]
        given = json.dumps({"nodes": nodes, "edges": list(network.edges())})
        line = [str(self.python), "-c", _SIGMA_SCRIPT, str(path)]
        done = subprocess.run(line, input=given, text=True, check=True, capture_output=True)
        return float(done.stdout)


@contextmanager
def installed_drawers(store: EmbeddedStore) -> Iterator[list[Drawer]]:
    """Give all drawers; what is no part of this project is installed in a temporary folder, in its exact version."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        yield [Explorer(store), Pyvis(), VisNetwork(_install_vis(root)), Ipysigma(_install_sigma(root))]


def _install_vis(root: Path) -> Path:
    line = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(root)]
    _run_quietly([*line, f"vis-network@{VIS_NETWORK_VERSION}"])
    return root / "node_modules" / "vis-network" / "standalone" / "umd" / "vis-network.min.js"


def _install_sigma(root: Path) -> Path:
    venv.create(root / "venv", with_pip=True)
    python = root / "venv" / "bin" / "python"
    packages = [f"ipysigma=={IPYSIGMA_VERSION}", f"networkx=={version('networkx')}"]
    _run_quietly([str(python), "-m", "pip", "install", "--quiet", *packages])
    return python


def _run_quietly(line: list[str]) -> None:
    subprocess.run(line, check=True, capture_output=True)
