"""The catalogue: every format that `kg export` writes, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from kg.config import Workspace
from kg.errors import UsageError
from kg.rdf.formats import RDF_FORMATS
from kg.store.embedded import EmbeddedStore

Files = dict[str, bytes]

_CLAIMS, _UNION = "each claim a named graph", "all claims in one"


@dataclass(frozen=True, slots=True)
class Export:
    """One format: what it is called, what it is, and how its file name ends."""

    name: str
    title: str
    suffix: str


EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        **{
            form.name: Export(form.name, f"{form.title}, {_CLAIMS if form.holds_graphs else _UNION}", form.suffix)
            for form in RDF_FORMATS.values()
        },
        "graphml": Export("graphml", "GraphML: the network, with dates as keys", ".graphml"),
        "gexf": Export("gexf", "GEXF 1.3: the network in time, for Gephi", ".gexf"),
        "csv": Export("csv", "CSV: nodes.csv and edges.csv, in a folder or a .zip", ".zip"),
        "html": Export("html", "the explorer: one page, offline, with all views and queries", ".html"),
    }
)


def export(
    store: EmbeddedStore,
    workspace: Workspace,
    name: str,
    *,
    unasserted: bool = False,
    text: Path | None = None,
    engine: bool = True,
) -> Files:
    """Write the graph in a format: the content of each file by its name, or under "" where there is but one.

    `unasserted`: show in the network what is denied or imagined, marked; the RDF formats always hold it, as statements
    about statements. `text`, the reader's own copy of a document, and `engine` are the explorer's: see
    `write_explorer`. Raises UsageError for an unknown format or for what the format cannot hold.
    """
    if name == "html":
        from kg.exports.html.page import write_explorer
        from kg.views.scope import Scope

        return {"": write_explorer(store, workspace, Scope(unasserted=unasserted), text=text, engine=engine)}
    if text is not None or not engine:
        raise UsageError(f"{name} holds neither quotes nor an engine", remedy="Leave --text and --no-engine.")
    if name in RDF_FORMATS:
        from kg.exports.rdf import serialize

        return {"": serialize(store.quads(), name, workspace.namespaces)}
    return _export_network(store, workspace, find_export(name), unasserted)


def find_export(name: str) -> Export:
    """Give the format of that name; raises UsageError."""
    try:
        return EXPORTS[name]
    except KeyError as error:
        raise UsageError(f"no format is called {name!r}", remedy="Formats: " + ", ".join(EXPORTS)) from error


def _export_network(store: EmbeddedStore, workspace: Workspace, form: Export, unasserted: bool) -> Files:
    from kg.exports.gexf import write_gexf
    from kg.exports.graphml import write_graphml
    from kg.exports.tables import write_tables
    from kg.views.scope import Scope, read_scope

    network, _ = read_scope(store, Scope(unasserted=unasserted), workspace.margins)
    match form.name:
        case "graphml":
            return {"": write_graphml(network)}
        case "gexf":
            return {"": write_gexf(network, workspace.title)}
        case _:
            return write_tables(network)
