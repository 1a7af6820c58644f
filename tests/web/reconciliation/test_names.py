"""Every name of the graph finds what is called so, in batches as large as the manifest says, and quickly."""

from __future__ import annotations

import json
import time
from collections import defaultdict

from kg.config import Workspace
from kg.graph import Graph
from tests.web.reconciliation.service import Service

_NAMES = """
SELECT ?node ?name {
    VALUES ?property { rdfs:label skos:altLabel }
    ?node ?property ?name FILTER(STRSTARTS(STR(?node), STR(ent:)))
}"""


def _bearers(shipped: Workspace) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in Graph.open(shipped.root).store.select(_NAMES):
        found[row["name"].value].add(row["node"].value.removeprefix(shipped.namespaces.ent))
    return found


def test_every_name_finds_its_bearer_first(service: Service, shipped: Workspace) -> None:
    bearers = _bearers(shipped)
    names, size = sorted(bearers), service.get().json()["batchSize"]
    wrong, taken = [], 0
    for start in range(0, len(names), size):
        batch = {str(number): {"query": name} for number, name in enumerate(names[start : start + size])}
        answer = service.post(queries=json.dumps(batch)).json()
        for key, query in batch.items():
            best = (answer[key]["result"] or [{"id": "", "match": False}])[0]
            taken += best["match"]
            if best["id"] not in bearers[query["query"]]:
                wrong.append((query["query"], best["id"]))
    assert len(names) > 500
    assert wrong == []
    assert taken / len(names) > 0.95


def test_batch_is_answered_well_under_a_second(service: Service, shipped: Workspace) -> None:
    names = sorted(_bearers(shipped))[::13][:50]
    evidence = [{"pid": "year", "v": "1995"}, {"pid": "country", "v": "Russia"}]
    batch = json.dumps({f"q{number}": {"query": name, "properties": evidence} for number, name in enumerate(names)})
    service.post(queries=batch)
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        assert service.post(queries=batch).status_code == 200
        taken.append(time.perf_counter() - start)
    assert len(names) == 50
    assert min(taken) < 0.8  # the best of five: other work on the machine only ever adds to it
