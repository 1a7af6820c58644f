"""Matching: the entities that each query of a batch may mean; what the whole batch needs is read at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial

from kg.linking.entities import Elsewhere, read_nodes
from kg.linking.record import Record
from kg.model.bounds import Bounds
from kg.web.reconciliation.background import Background, background_of
from kg.web.reconciliation.conditions import read_conditions
from kg.web.reconciliation.finding import (
    Hit,
    addresses,
    find_addressed,
    find_by_name,
    find_linked,
    names_of,
    read_links,
    things,
)
from kg.web.reconciliation.properties import Sort
from kg.web.reconciliation.queries import Query
from kg.web.reconciliation.relations import Relations
from kg.web.reconciliation.weighing import Asked, Candidate, Weighing
from kg.web.snapshot import Snapshot

# The sorts of conditions whose values may be entities.
_LOOKED_UP = (Sort.STATED, Sort.COUNTRY, Sort.ANY, Sort.PARTY)


def match(snapshot: Snapshot, queries: Sequence[Query]) -> list[list[Candidate]]:
    """Give the candidates of each query, the likeliest first; what the whole batch needs is read at once."""
    background = background_of(snapshot)
    asked = list(_find(snapshot, background, queries))
    nodes = {node for each in asked for node in each.hits}
    records = read_records(snapshot, background, nodes)
    relations = Relations(snapshot.store, records.keys())
    relations.load(about for each in asked for about in each.conditions.related)
    return [Weighing(each, background, relations).candidates(records) for each in asked]


def _find(snapshot: Snapshot, background: Background, queries: Sequence[Query]) -> Iterator[Asked]:
    """Find what may be meant; identifiers, and what values mean, are looked up once for a whole batch."""
    conditions = [read_conditions(query, background) for query in queries]
    pointed = [addresses(*pair, background) for pair in zip(queries, conditions, strict=True)]
    addressed = find_addressed(snapshot.store, {iri for iris in pointed for iri in iris})
    mean = cache(partial(things, background=background, names=snapshot.names))
    for query, known, iris in zip(queries, conditions, pointed, strict=True):
        hits = find_by_name(query, known, snapshot.names, background)
        for node in {node for iri in iris for node in addressed.get(iri.value, ())}:
            hits[node] = hits.get(node, Hit())._replace(is_addressed=True)
        meant = {value: mean(value, known.dates.on) for value in known.values(*_LOOKED_UP)}
        if not (hits or names_of(query, known)):
            asked = frozenset[str]().union(*meant.values())
            hits |= dict.fromkeys(find_linked(snapshot.store, asked), Hit())
        yield Asked(query, known, hits, meant)


def read_records(snapshot: Snapshot, background: Background, nodes: Collection[str]) -> dict[str, Record]:
    """Read the entities among some nodes; a state has the time in which it existed."""
    ours = [node for node in nodes if node.startswith(background.namespaces.ent)]
    links = Elsewhere(read_links(snapshot.store, ours, background.schemes), {})
    found = read_nodes(snapshot.store, background.types.hierarchy, ours, links)
    return {each.id: replace(each, bounds=each.bounds or _existence(each, background)) for each in found}


def _existence(record: Record, background: Background) -> Bounds | None:
    states = background.states
    state = states.by_slug.get(record.id.removeprefix(background.namespaces.ent))
    days = states.table.days_of(state) if state else ()
    return Bounds(earliest_begin=days[0].first, latest_end=days[-1].last) if days else None
