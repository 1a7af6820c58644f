"""Loading: a graph that somebody sent goes into a writable store, whole or not at all."""

from __future__ import annotations

import pyoxigraph as ox

from kg.rdf.formats import find_format
from kg.store.request import Request

CREATED, CHANGED = b"created", b"changed"


def load_graph(store: ox.Store, request: Request) -> bytes:
    """Store a graph; gives whether it was created or changed. Raises SyntaxError where the content is no RDF.

    What the content says of graphs is passed over: its triples go into the one that was asked for. All is parsed
    first, then one update, which the engine does whole or not at all, replaces or adds.
    """
    assert request.content is not None
    quads = ox.parse(
        request.content,
        find_format(request.content_format).engine,
        base_iri=request.base or request.graph or None,
        rename_blank_nodes=True,
    )
    triples = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b""
    is_known = not request.graph or store.contains_named_graph(ox.NamedNode(request.graph))
    store.update(_update(request.graph, triples.decode(), replaces=request.replaces))
    return CHANGED if is_known else CREATED


def _update(graph: str, triples: str, *, replaces: bool) -> str:
    name = f"GRAPH <{graph}>" if graph else "DEFAULT"
    data = f"GRAPH <{graph}> {{ {triples} }}" if graph else triples
    # CREATE, so that an empty graph is there as well
    first = [f"DROP SILENT {name}"] if replaces else []
    created = [f"CREATE SILENT {name}"] if graph else []
    return " ;\n".join([*first, *created, f"INSERT DATA {{ {data} }}"])
