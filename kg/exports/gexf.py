"""GEXF: the network in time, for Gephi and its kin."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from kg.exports import xml
from kg.exports.rows import Row, span, to_id, to_rows
from kg.views.network import Network

NAMESPACE = "http://gexf.net/1.3"
_ON_ELEMENT = frozenset({"id", "source", "target", "label"})


def write_gexf(network: Network, title: str) -> bytes:
    """Write a network as GEXF 1.3 with dates (gexf.net/1.3).

    `start` and `end` are the first and the last day on which something can have been, so that no filter by time loses
    what was only possible; the date as the source has it (EDTF) and all four bounds are attributes.
    """
    rows = to_rows(network)
    document = xml.root("gexf", xmlns=NAMESPACE, version="1.3")
    xml.add(xml.add(document, "meta"), "description", title)
    graph = xml.add(document, "graph", defaultedgetype="directed", mode="dynamic", timeformat="date", idtype="string")
    _add_attributes(graph, "node", rows.node_columns)
    _add_attributes(graph, "edge", rows.edge_columns)
    nodes = xml.add(graph, "nodes", count=str(len(rows.nodes)))
    for row in rows.nodes:
        _add_values(xml.add(nodes, "node", id=row["id"], label=row["label"], **_times(row)), row, rows.node_columns)
    edges = xml.add(graph, "edges", count=str(len(rows.edges)))
    for row in rows.edges:
        ends = {name: row[name] for name in ("id", "source", "target", "label")}
        _add_values(xml.add(edges, "edge", **ends, **_times(row)), row, rows.edge_columns)
    return xml.to_bytes(document)


def _times(row: Row) -> dict[str, str]:
    start, end = span(row)
    return {"start": start, "end": end}


def _add_attributes(graph: Element, domain: str, columns: tuple[str, ...]) -> None:
    attributes = xml.add(graph, "attributes", **{"class": domain})
    for column in columns:
        if column not in _ON_ELEMENT:
            kind = "boolean" if column == "asserted" else "string"
            xml.add(attributes, "attribute", id=to_id(column), title=column, type=kind)


def _add_values(element: Element, row: Row, columns: tuple[str, ...]) -> None:
    said = [column for column in columns if row.get(column) and column not in _ON_ELEMENT]
    if said:
        values = xml.add(element, "attvalues")
        for column in said:
            xml.add(values, "attvalue", **{"for": to_id(column), "value": row[column]})
