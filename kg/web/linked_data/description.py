"""Descriptions: what a document says of a node, as triples; concise, and sufficient to go on from there.

That is the node's own triples, those of its participations and of the mappings that join it to other records, what
points at it, who says so, and the labels of everything named. A claim comes with what it holds; a document with its
passages and their claims; a mapping set with its mappings; a term of the ontology with the terms that build on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.config import Namespaces
from kg.config.namespaces import STANDARD
from kg.rdf.terms import IRI, RDF, DefaultGraph, Namespace, Quad, Triple, ontology_terms
from kg.store.embedded import EmbeddedStore
from kg.store.results import Graph
from kg.views.nodes import iter_values

_MAPPINGS_IN = Namespace(STANDARD["sssom"])["mappings"]

MOST = 2000  # triples of each sort, or claims

_OWN = "CONSTRUCT { ?node ?property ?value } { ?node ?property ?value }"
_PARTS = "CONSTRUCT { ?part ?property ?value } { ?node kg:participation ?part . ?part ?property ?value }"
_PARTS_ELSEWHERE = """
CONSTRUCT { ?other kg:participation ?part . ?part ?property ?value } {
    ?part kg:actor ?node . ?other kg:participation ?part . ?part ?property ?value
}"""
_MAPPINGS = """
CONSTRUCT { ?mapping ?property ?value } {
    ?mapping (owl:annotatedSource|owl:annotatedTarget) ?node ; ?property ?value
}"""
_POINTING = """
CONSTRUCT { ?other ?property ?node } {
    ?other ?property ?node
    FILTER(?property NOT IN (kg:actor, kg:participant, owl:annotatedSource, owl:annotatedTarget,
        rdf:subject, rdf:predicate, rdf:object))
}"""
_BUILT_UPON = """
CONSTRUCT { ?term ?property ?node } { ?term ?property ?node FILTER(STRSTARTS(STR(?term), STR(kg:))) }"""
_PASSAGES = "CONSTRUCT { ?passage ?property ?value } { ?passage kg:document ?node ; ?property ?value }"
_MAPPINGS_OF_SET = """
CONSTRUCT { ?part ?property ?value } { ?node (sssom:mappings|void:subset) ?part . ?part ?property ?value }"""
_HELD = "CONSTRUCT { ?subject ?property ?value } { GRAPH ?node { ?subject ?property ?value } }"
_WHO = """
CONSTRUCT { ?claim ?property ?value } {
    VALUES ?property { rdf:type rdfs:label kg:passage kg:modality kg:attributedTo kg:cites }
    VALUES ?claim { %s }
    ?claim ?property ?value
}"""
_WHERE = "CONSTRUCT { ?passage kg:document ?document } { VALUES ?passage { %s } ?passage kg:document ?document }"
_LABELS = "CONSTRUCT { ?named rdfs:label ?label } { VALUES ?named { %s } ?named rdfs:label ?label }"
_CLAIMS = "SELECT DISTINCT ?claim { ?claim kg:passage/kg:document? ?node }"
_TERMS = """
CONSTRUCT { ?term ?property ?value } { ?term ?property ?value FILTER(STRSTARTS(STR(?term), STR(kg:))) }"""


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of a node, and what it holds (`held`) in a graph of its own; `is_whole`: nothing is left out."""

    triples: frozenset[Triple]
    held: frozenset[Triple] = frozenset()
    is_whole: bool = True

    def quads(self, graph: IRI | None = None) -> list[Quad]:
        """Give the triples as quads; what the node holds stands in the `graph`, if one is given."""
        return [*_quads(self.triples, DefaultGraph()), *_quads(self.held, graph or DefaultGraph())]


def describe(store: EmbeddedStore, namespaces: Namespaces, node: IRI) -> Description:
    """Describe a node of a store."""
    return _Describing(store, namespaces, node).read()


def describe_vocabulary(store: EmbeddedStore, vocabulary: IRI) -> Description:
    """Give the ontology: what is said of it and of all its terms."""
    return Description(frozenset((*_triples(store, _OWN, vocabulary), *_triples(store, _TERMS))))


class _Describing:
    """The reading of one description: what was found so far."""

    def __init__(self, store: EmbeddedStore, namespaces: Namespaces, node: IRI) -> None:
        self._store = store
        self._kg = ontology_terms(namespaces)
        self._node = node
        self._triples = set(self._construct(_OWN))
        self._held: set[Triple] = set()
        self._is_whole = True

    def read(self) -> Description:
        """Read the description."""
        for query in self._queries():
            self._add(query)
        if self._is_a("Claim"):
            self._held = set(self._construct(_HELD))
        self._read_claims()
        self._read_labels()
        return Description(frozenset(self._triples), frozenset(self._held), self._is_whole)

    def _queries(self) -> Iterator[str]:
        if self._node in self._kg:
            yield _BUILT_UPON
            return
        yield from (_PARTS, _PARTS_ELSEWHERE, _MAPPINGS, _POINTING)
        if self._is_a("Document"):
            yield _PASSAGES
        if self._values(_MAPPINGS_IN):
            yield _MAPPINGS_OF_SET

    def _add(self, query: str) -> None:
        found = self._construct(f"{query} LIMIT {MOST + 1}")
        self._is_whole &= len(found) <= MOST
        self._triples.update(found[:MOST])

    def _read_claims(self) -> None:
        """Add who says so; and, of a document or passage, what is claimed there."""
        claims = self._objects(self._kg["statedIn"])
        if self._is_a("Document") or self._is_a("Passage"):
            rows = self._store.select(f"{_CLAIMS} LIMIT {MOST + 1}", {"node": self._node}).column("claim")
            self._is_whole &= len(rows) <= MOST
            claims |= {claim for claim in rows[:MOST] if isinstance(claim, IRI)}
        self._construct_all(_WHO, claims)
        self._construct_all(_WHERE, self._objects(self._kg["passage"], self._kg["namedIn"]))

    def _read_labels(self) -> None:
        every = self._triples | self._held
        terms = {term for triple in every for term in (triple.subject, triple.object) if isinstance(term, IRI)}
        self._construct_all(_LABELS, terms)

    def _construct_all(self, query: str, nodes: Iterable[IRI]) -> None:
        for values in iter_values(nodes):
            self._triples.update(_triples(self._store, query % values))

    def _construct(self, query: str) -> list[Triple]:
        return _triples(self._store, query, self._node)

    def _objects(self, *properties: IRI) -> set[IRI]:
        found = {triple.object for triple in self._triples if triple.predicate in properties}
        return {value for value in found if isinstance(value, IRI)}

    def _values(self, property_: IRI) -> set[IRI]:
        return {
            triple.object
            for triple in self._triples
            if triple.subject == self._node and triple.predicate == property_ and isinstance(triple.object, IRI)
        }

    def _is_a(self, name: str) -> bool:
        return self._kg[name] in self._values(RDF["type"])


def _triples(store: EmbeddedStore, query: str, node: IRI | None = None) -> list[Triple]:
    found = store.query(query, {"node": node} if node else {})
    assert isinstance(found, Graph)
    return found.triples


def _quads(triples: Iterable[Triple], graph: IRI | DefaultGraph) -> Iterator[Quad]:
    return (Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)
