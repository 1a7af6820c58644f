"""What is asked: every node looked up, a question about many nodes, and a count over all of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Any

from benchmarks.serve.servers import Server
from kg.build.current import current_build
from kg.config import Workspace
from kg.rdf.terms import IRI, XSD
from kg.store.binding import bind
from kg.store.embedded import EmbeddedStore
from kg.store.questions import find_question

FIRST, LOOKUP, QUESTION, AGGREGATE = "first look-up", "look-up", "question", "aggregate"

_NODES = "SELECT DISTINCT ?node { ?node a ?class FILTER(STRSTARTS(STR(?node), STR(ent:))) } ORDER BY ?node"
_LOOKUP = "SELECT ?property ?value {{ {} ?property ?value }}"
_ABOUT = 40  # how many nodes the question is asked about

Rows = Sequence[tuple[Any, ...]]


def read_tasks(workspace: Workspace) -> Mapping[str, Sequence[str]]:
    """Give the queries of each task, no two alike but for the aggregate; the first look-ups differ each time."""
    folder = current_build(workspace.store)
    assert folder is not None
    store = EmbeddedStore(folder, workspace.namespaces.prefixes)
    nodes = [row["node"] for row in store.select(_NODES)]
    chronology = find_question(workspace.ontology / "queries", "chronology")
    asked = (bind(chronology.text, {"node": node}) for node in nodes)
    # rdflib has a row without values where there is none.
    answered = islice((text for text in asked if len(store.select(text))), _ABOUT)
    lookups = [_LOOKUP.format(node) for node in nodes if isinstance(node, IRI)]
    return {
        FIRST: lookups,
        LOOKUP: lookups,
        QUESTION: list(answered),
        AGGREGATE: [find_question(workspace.ontology / "queries", "classes").text],
    }


def compare(servers: Sequence[Server], tasks: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Give how many rows each task has; raises ValueError where two servers give different ones."""
    counts = dict.fromkeys(tasks, 0)
    for name, queries in tasks.items():
        for query in queries:
            first, *others = [(server.name, read_rows(server.ask(query))) for server in servers]
            for other in others:
                if other[1] != first[1]:
                    raise ValueError(f"{first[0]} and {other[0]} answer differently:\n{query}")
            counts[name] += len(first[1])
    return counts


def read_rows(content: bytes) -> Rows:
    """Read rows in a fixed order; how a number is written, and in which order claims are listed, is all one."""
    found = json.loads(content)
    names = found["head"]["vars"]
    rows = (tuple(_term(row.get(name), name) for name in names) for row in found["results"]["bindings"])
    return sorted(rows, key=repr)


def _term(term: Mapping[str, str] | None, column: str) -> tuple[str, ...] | None:
    if term is None:
        return None
    kind, value = term["type"].replace("typed-", ""), term["value"]
    if column == "claims":
        value = " ".join(sorted(value.split()))
    if term.get("datatype", "").startswith(XSD.iri):
        with suppress(InvalidOperation):
            value = str(Decimal(value).normalize())
    return kind, value, term.get("xml:lang", "")
