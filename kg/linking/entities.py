"""Entities: the records that a graph holds, its own or those of an imported dataset, read for linking."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import NamedTuple

from kg.config import Namespaces
from kg.linking.classes import Classes
from kg.linking.record import Actor, Record
from kg.model.bounds import Bounds
from kg.rdf.terms import Literal, Term
from kg.store.protocol import Selecting

_FACTS = """
SELECT DISTINCT ?node ?property ?value {{
    VALUES ?property {{ rdf:type rdfs:label skos:altLabel dcterms:title dcterms:description kg:date
        kg:kind kg:measure kg:earliestBegin kg:latestBegin kg:earliestEnd kg:latestEnd }}
    {among} ?node ?property ?value
}}"""
# Who takes part in something: in itself, or else in its signing, or else as somebody supposes or denies.
_ACTORS = """
SELECT DISTINCT ?node ?rank ?actor {{
    {among}
    {{ ?node kg:participant ?actor BIND(1 AS ?rank) }}
    UNION {{ ?node a kg:Observation ; kg:about ?actor BIND(1 AS ?rank)
        FILTER(EXISTS {{ ?actor a kg:Actor }} || NOT EXISTS {{ ?actor a ?class }}) }}
    UNION {{ ?node kg:signedIn ?signing . ?signing kg:participant ?actor BIND(2 AS ?rank) }}
    UNION {{ ?said rdf:subject ?node ; rdf:predicate kg:participant ; rdf:object ?actor BIND(3 AS ?rank) }}
}} ORDER BY ?rank"""
_ACTIVE = """
SELECT ?node (MIN(?begin) AS ?first) (MAX(?end) AS ?last) {{
    ?what kg:participant ?node ; kg:earliestBegin ?begin OPTIONAL {{ ?what kg:latestEnd ?end }}
    FILTER(STRSTARTS(STR(?node), "{space}"))
}} GROUP BY ?node"""
_BELOW = 'FILTER(STRSTARTS(STR(?node), "{space}"))'
_WITH = "VALUES ?who {{ {actors} }} ?node kg:participant|kg:about ?who ."
_COUNT = "SELECT (COUNT(?node) AS ?count) {{ ?node kg:date ?date FILTER(STRSTARTS(STR(?node), '{space}')) }}"
_NAMES = (
    "SELECT ?node ?name {{ {who} VALUES ?property {{ rdfs:label skos:altLabel }} ?node a kg:Actor ; ?property ?name }}"
)
_THESE = "VALUES ?node {{ {nodes} }}"
_BOUNDS = ("earliestBegin", "latestBegin", "earliestEnd", "latestEnd")
_CONCEPTS = ("kind", "measure")
_NAMED_BY = ("label", "altLabel", "title")
_AT_ONCE = 500  # nodes that one query names
NO_ENTITIES = frozenset({"Participation", "Claim", "Passage", "Document"})


Facts = Mapping[str, list[Term]]


class Elsewhere(NamedTuple):
    """What is already known of the nodes of a graph in other schemes.

    `exact`: by node and scheme, the identifiers that mean exactly it; `near`: by node, every IRI that means exactly or
    nearly it.
    """

    exact: Mapping[str, Mapping[str, frozenset[str]]]
    near: Mapping[str, frozenset[str]]


UNKNOWN = Elsewhere({}, {})


def read_records(
    store: Selecting,
    namespaces: Namespaces,
    space: str,
    links: Elsewhere = UNKNOWN,
    *,
    classes: Collection[str] = (),
    actors: Collection[str] = (),
) -> list[Record]:
    """Read the nodes below a namespace, by IRI.

    `classes` are those that are wanted, by local name (none: all); with `actors`, only what one of them takes part in.
    """
    among = _BELOW.format(space=space)
    if actors:
        among = _WITH.format(actors=" ".join(f"<{iri}>" for iri in sorted(actors))) + among
    found, active = _read(store, among, Classes(store, namespaces), links), _read_active(store, space)
    records = (replace(each, bounds=each.bounds or active.get(each.id)) for each in found)
    return [each for each in records if not classes or each.classes & set(classes)]


def read_nodes(
    store: Selecting, hierarchy: Classes, nodes: Collection[str], links: Elsewhere = UNKNOWN
) -> list[Record]:
    """Read some nodes, by IRI, those that are no entities left out; their bounds are those of their own dates alone."""
    iris, found = sorted(set(nodes)), list[Record]()
    for start in range(0, len(iris), _AT_ONCE):
        found += _read(store, _these(iris[start : start + _AT_ONCE]), hierarchy, links, is_few=True)
    return found


def count_dated(store: Selecting, space: str) -> int:
    """Count the dated nodes below a namespace."""
    return next(int(row["count"].value) for row in store.select(_COUNT.format(space=space)))


def _read(store: Selecting, among: str, hierarchy: Classes, links: Elsewhere, *, is_few: bool = False) -> list[Record]:
    facts: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for node, property_, value in store.select(_FACTS.format(among=among)).rows:
        assert node is not None and property_ is not None and value is not None
        facts[node.value][_local(property_.value)].append(value)
    takes_part = _read_actors(store, among, links, is_few=is_few)
    records = (
        replace(_record(iri, found, hierarchy, links), actors=takes_part.get(iri, ()))
        for iri, found in sorted(facts.items())
    )
    return [each for each in records if each.names and not each.classes & NO_ENTITIES]


def _these(iris: Collection[str]) -> str:
    return _THESE.format(nodes=" ".join(f"<{iri}>" for iri in iris))


def _read_actors(store: Selecting, among: str, links: Elsewhere, *, is_few: bool) -> dict[str, tuple[Actor, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    ranks: dict[str, str] = {}
    for row in store.select(_ACTORS.format(among=among)):
        node, rank = row["node"].value, row["rank"].value
        if ranks.setdefault(node, rank) == rank:
            found[node].add(row["actor"].value)
    names: dict[str, list[str]] = defaultdict(list)
    who = _these({actor for actors in found.values() for actor in actors}) if is_few else ""
    for row in store.select(_NAMES.format(who=who)):
        names[row["node"].value].append(row["name"].value)
    return {
        node: tuple(
            Actor(frozenset({iri}) | links.near.get(iri, frozenset()), tuple(names.get(iri, ())))
            for iri in sorted(iris)
        )
        for node, iris in found.items()
    }


def _read_active(store: Selecting, space: str) -> dict[str, Bounds]:
    """Read between which days each actor does something; without a last day where something may still go on."""
    rows = store.select(_ACTIVE.format(space=space))
    return {
        row["node"].value: Bounds(
            earliest_begin=dt.date.fromisoformat(row["first"].value),
            latest_end=dt.date.fromisoformat(row["last"].value) if "last" in row else None,
        )
        for row in rows
        if "node" in row and "first" in row
    }


def _record(iri: str, facts: Facts, hierarchy: Classes, links: Elsewhere) -> Record:
    types = hierarchy.known(facts.get("type", []))
    classes = frozenset(each for name in types for each in hierarchy.with_above(name))
    names = tuple(dict.fromkeys(_texts(facts, *_NAMED_BY)))
    return Record(
        iri,
        names[0] if names else "",
        names,
        hierarchy.narrowest(types),
        classes,
        next((date.value for date in facts.get("date", [])), ""),
        _bounds(facts),
        links.exact.get(iri, {}),
        (),
        next(iter(_texts(facts, "description")), ""),
        "TemporalEntity" in classes,
        frozenset(_local(value.value) for name in _CONCEPTS for value in facts.get(name, [])),
    )


def _texts(facts: Facts, *properties: str) -> list[str]:
    """Give the texts of some properties, the English ones of each first."""
    texts = []
    for name in properties:
        literals = [value for value in facts.get(name, []) if isinstance(value, Literal)]
        texts += [each.value for each in sorted(literals, key=lambda one: (one.language != "en", str(one)))]
    return texts


def _bounds(facts: Facts) -> Bounds | None:
    days = [next((dt.date.fromisoformat(value.value) for value in facts.get(name, [])), None) for name in _BOUNDS]
    return Bounds(*days) if any(days) else None


def _local(iri: str) -> str:
    return iri.replace("#", "/").rpartition("/")[2]
