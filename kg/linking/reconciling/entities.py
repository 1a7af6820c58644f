"""Persons, treaties and places: found by a name that the graph or an imported dataset has for them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kg.config import Namespaces
from kg.errors import UsageError
from kg.linking.reconciling.answer import EMPTY, Answer, Status
from kg.linking.reconciling.column import Resolved
from kg.linking.reconciling.nearest import nearest_names
from kg.linking.schemes import Schemes
from kg.linking.states.naming import key_of, whole_readings
from kg.linking.states.record import Days
from kg.rdf.terms import IRI
from kg.store.protocol import Selecting

GRAPH = "kg"  # the scheme of the graph's own short names
CLASSES: Mapping[str, str] = {"person": "Person", "treaty": "Treaty", "place": "Place"}

_FACTS = """
SELECT ?node ?property ?value {
    ?node a ?class
    VALUES ?property { rdfs:label skos:altLabel dcterms:title skos:exactMatch kg:earliestBegin kg:latestEnd }
    ?node ?property ?value
} ORDER BY ?node ?property ?value"""


@dataclass(slots=True)
class _Entity:
    """One node, or several that are exactly matched: the names, the days and the identifiers of them all."""

    nodes: set[str] = field(default_factory=set)
    names: dict[str, None] = field(default_factory=dict)
    codes: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    days: list[Days] = field(default_factory=list)

    def exists(self, days: Days | None) -> bool:
        return days is None or not self.days or any(each.meets(days) for each in self.days)

    def __str__(self) -> str:
        own = next(iter(self.codes.get(GRAPH, ())), "")
        return f"{own} {next(iter(self.names), '')}".strip()


class EntityResolver:
    """Finds what the entities of one class are called in some schemes."""

    def __init__(self, entities: Sequence[_Entity], targets: Sequence[str]) -> None:
        self.targets = tuple(targets)
        self._entities = entities

    def resolve(self, text: str, days: Days | None) -> Resolved:
        """Resolve a name, a short name of the graph or an identifier, among what there was on these days."""
        if not text.strip():
            return Resolved(dict.fromkeys(self.targets, EMPTY), {})
        by_name = next(filter(None, (self._names.get(key_of(each)) for each in whole_readings(text))), [])
        fitting = by_name or self._codes.get(text.strip(), [])
        there = [each for each in fitting if each.exists(days)]
        how = "name" if by_name else "code"
        return Resolved({target: _answer(fitting, there, target, how) for target in self.targets}, {})

    def suggestions(self, text: str) -> list[str]:
        """Give the nearest names, best first."""
        return nearest_names(text, (name for each in self._entities for name in each.names))

    @cached_property
    def _names(self) -> dict[str, list[_Entity]]:
        readings = (
            (each, reading) for each in self._entities for name in each.names for reading in whole_readings(name)
        )
        return _index((each, key_of(reading)) for each, reading in readings)

    @cached_property
    def _codes(self) -> dict[str, list[_Entity]]:
        return _index((each, code) for each in self._entities for codes in each.codes.values() for code in codes)


def entity_resolver(
    store: Selecting, namespaces: Namespaces, schemes: Schemes, kind: str, targets: Sequence[str]
) -> EntityResolver:
    """Give what resolves persons, treaties or places; raises UsageError for a scheme that is unknown."""
    wanted = tuple(dict.fromkeys(targets or (GRAPH,)))
    for target in wanted:
        if target != GRAPH and target not in schemes:
            raise UsageError(f"there is no scheme {target!r}", remedy=f"There are: {', '.join([GRAPH, *schemes])}.")
    return EntityResolver(_read(store, namespaces, schemes, CLASSES[kind]), wanted)


def _read(store: Selecting, namespaces: Namespaces, schemes: Schemes, name: str) -> list[_Entity]:
    facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in store.select(_FACTS, {"class": IRI(namespaces.term(name))}):
        facts[row["node"].value][_local(row["property"].value)].append(row["value"].value)
    found: dict[str, _Entity] = {}
    for node, known in facts.items():
        _merge(found, [node, *known["exactMatch"]])
        _fill(found[node], node, known, namespaces, schemes)
    return list({id(each): each for each in found.values()}.values())


def _merge(found: dict[str, _Entity], nodes: Iterable[str]) -> None:
    """Make one entity of nodes that are exactly matched."""
    nodes = list(nodes)
    whole = _Entity(set(nodes))
    for each in {id(found[node]): found[node] for node in nodes if node in found}.values():
        whole.nodes |= each.nodes
        whole.names |= each.names
        whole.days += each.days
        for scheme, codes in each.codes.items():
            whole.codes[scheme] |= codes
    found.update(dict.fromkeys(whole.nodes, whole))


def _fill(entity: _Entity, node: str, known: Mapping[str, list[str]], namespaces: Namespaces, schemes: Schemes) -> None:
    entity.names |= dict.fromkeys([*known["label"], *known["title"], *known["altLabel"]])
    if known["earliestBegin"] or known["latestEnd"]:
        entity.days.append(
            Days(min(_days(known["earliestBegin"]), default=None), max(_days(known["latestEnd"]), default=None))
        )
    if node.startswith(namespaces.ent):
        entity.codes[GRAPH][node.removeprefix(namespaces.ent)] = None
    for each in (node, *known["exactMatch"]):
        if parsed := schemes.parse(each):
            entity.codes[parsed[0].prefix][parsed[1]] = None


def _answer(fitting: Sequence[_Entity], there: Sequence[_Entity], target: str, how: str) -> Answer:
    if not fitting:
        return Answer(Status.UNKNOWN)
    if not there:
        when = "; ".join(f"{each}: {', '.join(map(str, each.days))}" for each in fitting)
        return Answer(Status.NOT_THEN, note=when)
    if len(there) > 1:
        return Answer(Status.AMBIGUOUS, candidates=tuple(map(str, there)))
    codes = list(there[0].codes.get(target, ()))
    if len(codes) > 1:
        return Answer(Status.AMBIGUOUS, candidates=tuple(codes))
    return Answer(Status.FOUND, codes[0], how) if codes else Answer(Status.NO_CODE, note=f"{there[0]} has none")


def _index(pairs: Iterable[tuple[_Entity, str]]) -> dict[str, list[_Entity]]:
    index: dict[str, dict[int, _Entity]] = defaultdict(dict)
    for entity, key in pairs:
        index[key][id(entity)] = entity
    return {key: list(entities.values()) for key, entities in index.items() if key}


def _days(texts: Iterable[str]) -> Iterator[dt.date]:
    return map(dt.date.fromisoformat, texts)


def _local(iri: str) -> str:
    return iri.rpartition("/")[2].rpartition("#")[2]
