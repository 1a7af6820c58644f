"""Records: what one document or one dataset release says of one node, triple by triple, with where it says so."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields

from kg.model.bounds import Bounds
from kg.rdf.terms import IRI, Literal, Term
from kg.views.comparison.origins import Origin, read_document
from kg.views.nodes import Nodes, camel_case, iter_values
from kg.views.when import When

_QUADS = """
SELECT ?graph ?node ?property ?value {{ VALUES ?node {{ {nodes} }} GRAPH ?graph {{ ?node ?property ?value }} }}"""
_UNASSERTED = """
SELECT ?graph ?node ?property ?value {{
    VALUES ?node {{ {nodes} }} ?statement rdf:subject ?node .
    GRAPH ?graph {{ ?statement rdf:subject ?node ; rdf:predicate ?property ; rdf:object ?value }}
}}"""
_REPLACING = """
SELECT ?graph ?node ?property ?value {{
    VALUES ?node {{ {nodes} }} GRAPH ?graph {{ ?value kg:replaces ?node }} BIND(kg:replaces AS ?property)
}}"""

Said = dict[IRI, dict[Term, set[IRI]]]  # property -> value -> the claims, or the release, that say so


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody who takes part, in a role; the claims that say so, or the rows behind it."""

    actor: IRI
    role: IRI | None
    graphs: frozenset[IRI]
    rows: tuple[IRI, ...] = ()


@dataclass(frozen=True)
class Record:
    """What an origin says of a node: properties with their values, and the graphs in which they stand.

    `denied` and `imagined` are what its claims only deny or speculate about, `replacing` what it says has replaced it.
    """

    node: IRI
    origin: Origin
    said: Said
    parts: tuple[Part, ...] = ()
    denied: Said = field(default_factory=dict)
    imagined: Said = field(default_factory=dict)
    replacing: tuple[Part, ...] = ()

    def links(self, *properties: IRI) -> list[IRI]:
        """Give those values of some properties that are nodes or terms, sorted."""
        found = {value for name in properties for value in self.said.get(name, ()) if isinstance(value, IRI)}
        return sorted(found, key=str)

    def texts(self, *properties: IRI) -> list[str]:
        """Give those values of some properties that are literals, sorted."""
        found = {value.value for name in properties for value in self.said.get(name, ()) if isinstance(value, Literal)}
        return sorted(found)

    def graphs(self, *properties: IRI) -> set[IRI]:
        """Give the graphs that say anything with one of these properties."""
        return {graph for name in properties for graphs in self.said.get(name, {}).values() for graph in graphs}


def when_of(record: Record, nodes: Nodes) -> When:
    """Give when it was, by this origin alone; of several dates the first."""
    bounds = {part.name: _day(record, nodes.term[camel_case(part.name)]) for part in fields(Bounds)}
    return When(min(record.texts(nodes.term["date"]), default=None), Bounds(**bounds))


def _day(record: Record, property_: IRI) -> dt.date | None:
    return min(map(dt.date.fromisoformat, record.texts(property_)), default=None)


def _replacing(others: Mapping[Term, set[IRI]]) -> Iterator[Part]:
    for other, graphs in sorted(others.items(), key=str):
        if isinstance(other, IRI):
            yield Part(other, None, frozenset(graphs))


def slugs_of(records: Iterable[Record]) -> list[str]:
    """Give the slugs of the origins of some records."""
    return [record.origin.slug for record in records]


class Records:
    """A reader of records: claims are gathered by their documents, releases stand for themselves."""

    def __init__(self, nodes: Nodes, releases: Iterable[Origin]) -> None:
        self.nodes = nodes
        self._origins: dict[IRI, Origin | None] = {IRI(origin.iri): origin for origin in releases}

    def read(self, wanted: Iterable[IRI]) -> dict[IRI, list[Record]]:
        """Give the records of some nodes, by node and in the order of their origins; none where nobody speaks."""
        term = self.nodes.term
        wanted = set(wanted)
        said, unasserted = self._said(_QUADS, wanted), self._said(_UNASSERTED, wanted)
        replacing = self._said(_REPLACING, wanted)
        parts = self._said(_QUADS, {part for own in said.values() for part in own.get(term["participation"], ())})
        found: dict[IRI, list[Record]] = {node: [] for node in sorted(wanted, key=str)}
        for node, origin in sorted({*said, *unasserted}, key=lambda key: key[1]):
            own, other = said.get((node, origin), {}), unasserted.get((node, origin), {})
            found[node].append(
                Record(
                    node,
                    origin,
                    said=own,
                    parts=tuple(self._parts(own, origin, parts)),
                    denied=self._manner(other, denied=True),
                    imagined=self._manner(other, denied=False),
                    replacing=tuple(_replacing(replacing.get((node, origin), {}).get(term["replaces"], {}))),
                )
            )
        return found

    def _said(self, query: str, wanted: Iterable[Term]) -> dict[tuple[IRI, Origin], Said]:
        rows = list(self._rows(query, wanted))
        self._learn({graph for graph, *_ in rows})
        found: dict[tuple[IRI, Origin], Said] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
        for graph, node, property_, value in rows:
            origin = self._origins[graph]
            if origin is not None:
                found[node, origin][property_][value].add(graph)
        return found

    def _rows(self, query: str, wanted: Iterable[Term]) -> Iterator[tuple[IRI, IRI, IRI, Term]]:
        for values in iter_values(wanted):
            for row in self.nodes.store.select(query.format(nodes=values)):
                graph, node, property_ = row["graph"], row["node"], row["property"]
                if isinstance(graph, IRI) and isinstance(node, IRI) and isinstance(property_, IRI):
                    yield graph, node, property_, row["value"]

    def _learn(self, graphs: set[IRI]) -> None:
        """Find out in which document each claim stands; a graph that is no claim and no chosen release has none."""
        nodes, term = self.nodes, self.nodes.term
        fresh = graphs - set(self._origins)
        nodes.load(fresh)
        passages = {graph: nodes.links(graph, term["passage"]) for graph in fresh if nodes.is_a(graph, "Claim")}
        nodes.load(passage for found in passages.values() for passage in found)
        documents = {
            graph: next((document for passage in found for document in nodes.links(passage, term["document"])), None)
            for graph, found in passages.items()
        }
        nodes.load(documents.values())
        known = {document: read_document(nodes, document) for document in set(documents.values()) if document}
        self._origins.update((graph, None) for graph in fresh)
        self._origins.update((graph, known[document]) for graph, document in documents.items() if document)

    def _parts(self, said: Said, origin: Origin, parts: Mapping[tuple[IRI, Origin], Said]) -> Iterator[Part]:
        term = self.nodes.term
        for part in sorted(said.get(term["participation"], {}), key=str):
            if not isinstance(part, IRI) or (part, origin) not in parts:
                continue
            own = parts[part, origin]
            role = next((role for role in sorted(own.get(term["role"], {}), key=str) if isinstance(role, IRI)), None)
            rows = tuple(row for row in sorted(own.get(term["row"], {}), key=str) if isinstance(row, IRI))
            for actor, graphs in sorted(own.get(term["actor"], {}).items(), key=str):
                if isinstance(actor, IRI):
                    yield Part(actor, role, frozenset(graphs), rows)

    def _manner(self, said: Said, *, denied: bool) -> Said:
        """Keep of what is not asserted what is denied, or else the rest."""
        denial, modality = self.nodes.term["Denial"], self.nodes.term["modality"]
        found: Said = defaultdict(lambda: defaultdict(set))
        for property_, values in said.items():
            for value, graphs in values.items():
                for graph in graphs:
                    if (denial in self.nodes.links(graph, modality)) is denied:
                        found[property_][value].add(graph)
        return found
