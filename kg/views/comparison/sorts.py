"""Sorts: what kind of thing a record is, so that only sources that speak of such things are asked about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.errors import NameNotFoundError
from kg.rdf.terms import IRI, RDF
from kg.views.comparison.records import Record
from kg.views.names import fold
from kg.views.nodes import Nodes, local_name

_BELOW = "SELECT ?below { ?below skos:broader+ ?term }"
_SORTS = """
SELECT DISTINCT ?term ?label {
    { ?term a owl:Class ; rdfs:subClassOf+ kg:TemporalEntity }
    UNION {
        VALUES ?scheme { kg:EventKinds kg:RelationshipKinds kg:TreatyKinds kg:Measures }
        ?term skos:inScheme ?scheme
    }
    ?term rdfs:label ?label FILTER(LANG(?label) = "en")
}"""


@dataclass(frozen=True, slots=True)
class Sort:
    """The property and the terms that a record of the same sort has one of: a class, a kind or a measure."""

    property: IRI
    terms: frozenset[IRI]


class Sorts:
    """A reader of sorts, which remembers what it has read of the ontology."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        self._kin: dict[IRI, frozenset[IRI]] = {}

    def of(self, record: Record) -> Sort | None:
        """Give the sort of a record: an observation's measure, a treaty's class, the kind of anything else."""
        term = self.nodes.term
        measures = record.links(term["measure"])
        if measures:
            return Sort(term["measure"], frozenset(measures))
        if self.nodes.is_a(record.node, "Treaty"):
            return Sort(RDF["type"], frozenset({term["Treaty"]}))
        kinds = record.links(term["kind"])
        return Sort(term["kind"], frozenset().union(*map(self.kin, kinds))) if kinds else None

    def kin(self, concept: IRI) -> frozenset[IRI]:
        """Give a concept with all that are above or below it."""
        if concept not in self._kin:
            below = {row["below"] for row in self.nodes.store.select(_BELOW, {"term": concept})}
            above = self.nodes.above(concept)
            self._kin[concept] = frozenset({concept, *above, *(term for term in below if isinstance(term, IRI))})
        return self._kin[concept]

    def words(self, node: IRI, records: Sequence[Record]) -> str:
        """Say what a node is, as the first of some records has it: "treaty: alliance treaty"."""
        nodes, term = self.nodes, self.nodes.term
        narrowest = nodes.lineage(node)[:1]
        kinds = next((found for record in records if (found := record.links(term["measure"], term["kind"]))), [])
        return ": ".join([*map(nodes.label, narrowest), ", ".join(map(nodes.label, kinds))]).strip(": ")


def find_sorts(nodes: Nodes, names: Iterable[str]) -> list[frozenset[IRI]]:
    """Find what `--kind` names: classes, kinds or measures by their names, or by the words these begin with ("office").

    Each is given with all below it. Raises NameNotFoundError with the nearest names.
    """
    rows = list(nodes.store.select(_SORTS))
    labels = {row["term"]: row["label"].value for row in rows if isinstance(row["term"], IRI)}
    return [_below(nodes, _find(labels, name)) for name in names]


def _find(labels: dict[IRI, str], name: str) -> set[IRI]:
    wanted = fold(name.removeprefix("kg:"))
    found = {
        term
        for term, label in labels.items()
        if wanted in {fold(label), fold(local_name(term))} or f"{fold(label)} ".startswith(f"{wanted} ")
    }
    if not found:
        from rapidfuzz import process

        near = process.extract(wanted, sorted({fold(label) for label in labels.values()}), limit=5, score_cutoff=60)
        raise NameNotFoundError(name, [label for label, *_ in near])
    return found


_ALL_BELOW = "SELECT ?below { ?below (skos:broader|rdfs:subClassOf)+ ?term }"


def _below(nodes: Nodes, terms: Iterable[IRI]) -> frozenset[IRI]:
    found = set(terms)
    for term in tuple(found):
        rows = nodes.store.select(_ALL_BELOW, {"term": term})
        found |= {row["below"] for row in rows if isinstance(row["below"], IRI)}
    return frozenset(found)


def is_of(record: Record, nodes: Nodes, sorts: Iterable[frozenset[IRI]]) -> bool:
    """Say whether a record has a class, kind or measure among any of these."""
    term = nodes.term
    own = {*nodes.lineage(record.node), *record.links(term["kind"], term["measure"])}
    return any(not own.isdisjoint(sort) for sort in sorts)
