"""GraphML: the network with dates, bounds and claims as keys of nodes and edges."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from kg.exports import xml
from kg.exports.rows import Row, to_id, to_rows
from kg.views.network import Network

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_BOOLEAN = frozenset({"asserted"})
_STRUCTURE = frozenset({"id", "source", "target"})


def write_graphml(network: Network) -> bytes:
    """Write a network as GraphML (graphml.graphdrawing.org, schema 1.1).

    Ids are the slugs, since an IRI is no name token; the IRI is the key `iri`. Dates are keys, as in every program that
    reads GraphML: `date` (EDTF) and the four bounds.
    """
    rows = to_rows(network)
    document = xml.root("graphml", xmlns=NAMESPACE)
    _add_keys(document, "node", rows.node_columns)
    _add_keys(document, "edge", rows.edge_columns)
    graph = xml.add(document, "graph", id="network", edgedefault="directed")
    for row in rows.nodes:
        _add_data(xml.add(graph, "node", id=row["id"]), "node", row, rows.node_columns)
    for row in rows.edges:
        ends = {name: row[name] for name in ("id", "source", "target")}
        _add_data(xml.add(graph, "edge", **ends), "edge", row, rows.edge_columns)
    return xml.to_bytes(document)


def _add_keys(document: Element, domain: str, columns: tuple[str, ...]) -> None:
    for column in columns:
        if column not in _STRUCTURE:
            kind = "boolean" if column in _BOOLEAN else "string"
            names = {"attr.name": to_id(column), "attr.type": kind}
            xml.add(document, "key", **{"id": _key(domain, column), "for": domain, **names})


def _add_data(element: Element, domain: str, row: Row, columns: tuple[str, ...]) -> None:
    for column in columns:
        if row.get(column) and column not in _STRUCTURE:
            xml.add(element, "data", row[column], key=_key(domain, column))


def _key(domain: str, column: str) -> str:
    return f"{domain}.{to_id(column)}"
