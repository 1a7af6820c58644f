"""What a selection of claims says: its triples, each with the claims that state it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.rdf.terms import IRI, RDF, Namespace, Term, ontology_terms
from kg.store.protocol import Selecting
from kg.views.names import namespaces_of

Triple = tuple[IRI, IRI, Term]

_IN_CLAIMS = "SELECT ?claim ?subject ?property ?value { GRAPH ?claim { ?subject ?property ?value } }"
_IN_NONE_OR_ANY = """
SELECT ?subject ?property ?value {
    { SELECT DISTINCT ?subject { ?subject a ?class FILTER(STRSTARTS(STR(?class), STR(kg:))) } }
    ?subject ?property ?value
}"""
_CLAIMS = """
SELECT ?claim ?modality ?source {
    ?claim a kg:Claim ; kg:modality ?modality .
    OPTIONAL {
        { ?claim kg:passage/kg:document ?source } UNION { ?claim kg:passage/kg:document/dcterms:creator ?source }
        UNION { ?claim kg:attributedTo ?source } UNION { ?claim kg:cites ?source }
    }
}"""
_LABELS = "SELECT ?term ?label { ?term rdfs:label ?label FILTER(STRSTARTS(STR(?term), STR(kg:))) }"
_ABOVE = "SELECT ?term ?above { ?term rdfs:subClassOf|skos:broader ?above FILTER(STRSTARTS(STR(?term), STR(kg:))) }"


@dataclass(frozen=True, slots=True)
class ClaimSelection:
    """Some claims: of these sources, in these modalities (empty: of all); unasserted ones only if asked for.

    A source is a document, its author, or whom or what the document has it from.
    """

    sources: frozenset[IRI] = frozenset()
    modalities: frozenset[IRI] = frozenset()
    unasserted: bool = False

    @property
    def is_partial(self) -> bool:
        """Say whether it leaves out asserted claims."""
        return bool(self.sources or self.modalities)


@dataclass(frozen=True)
class Statements:
    """Triples by subject, each with its claims; and of the ontology, the labels and what stands above each term."""

    terms: Namespace
    labels: Mapping[IRI, str]
    above: Mapping[IRI, frozenset[IRI]]
    unasserted: frozenset[IRI]
    _about: Mapping[IRI, list[tuple[IRI, Term]]] = field(repr=False)
    _stated_in: Mapping[Triple, list[IRI]] = field(repr=False)

    @property
    def subjects(self) -> list[IRI]:
        """Whatever is described, sorted."""
        return sorted(self._about, key=_by_value)

    def about(self, node: IRI) -> list[tuple[IRI, Term]]:
        """Give the properties and values of a node, sorted."""
        return self._about.get(node, [])

    def values(self, node: IRI, property_: IRI) -> list[Term]:
        """Give the values of one property of a node, sorted."""
        return [value for name, value in self.about(node) if name == property_]

    def nodes(self, node: IRI, property_: IRI) -> list[IRI]:
        """Give those values of one property of a node that are IRIs, sorted."""
        return [value for value in self.values(node, property_) if isinstance(value, IRI)]

    def stated_in(self, subject: IRI, property_: IRI, value: Term) -> list[IRI]:
        """Give the selected claims that state a triple, sorted; none if it stands in no claim."""
        return self._stated_in.get((subject, property_, value), [])

    def classes(self, node: IRI) -> list[IRI]:
        """Give the classes of a node, the narrowest first."""
        kinds = [kind for kind in self.nodes(node, RDF["type"]) if kind in self.terms]
        return sorted(kinds, key=lambda kind: (-len(ancestors(kind, self.above)), kind.value))


def read_statements(store: Selecting, selection: ClaimSelection) -> Statements:
    """Read the triples of the selected claims, and those that stand in no claim."""
    above = {term: frozenset(found) for term, found in _read_pairs(store, _ABOVE).items()}
    terms = ontology_terms(namespaces_of(store))
    unasserted = _unasserted(store, terms, above)
    chosen = _choose(store, selection, unasserted)
    stated_in: dict[Triple, list[IRI]] = defaultdict(list)
    for row in store.select(_IN_CLAIMS):
        stated_in[_triple(row)].append(_iri(row["claim"]))
    standing = {triple for triple, claims in stated_in.items() if not chosen.isdisjoint(claims)}
    standing |= {triple for triple in map(_triple, store.select(_IN_NONE_OR_ANY)) if triple not in stated_in}
    return Statements(
        terms=terms,
        labels={_iri(row["term"]): row["label"].value for row in store.select(_LABELS)},
        above=above,
        unasserted=unasserted,
        _about=_by_subject(standing),
        _stated_in={t: sorted(chosen.intersection(stated_in[t]), key=_by_value) for t in standing if t in stated_in},
    )


def ancestors(term: IRI, above: Mapping[IRI, frozenset[IRI]]) -> frozenset[IRI]:
    """Give all that stands above a term."""
    found: set[IRI] = set()
    waiting = [term]
    while waiting:
        fresh = above.get(waiting.pop(), frozenset()) - found
        found |= fresh
        waiting.extend(fresh)
    return frozenset(found)


def _unasserted(store: Selecting, terms: Namespace, above: Mapping[IRI, frozenset[IRI]]) -> frozenset[IRI]:
    rows = list(store.select(_CLAIMS))
    return frozenset(
        _iri(row["claim"]) for row in rows if terms["Unasserted"] in ancestors(_iri(row["modality"]), above)
    )


def _choose(store: Selecting, selection: ClaimSelection, unasserted: frozenset[IRI]) -> frozenset[IRI]:
    """Give the claims that a selection takes."""
    return frozenset(
        _iri(row["claim"])
        for row in store.select(_CLAIMS)
        if (selection.unasserted or row["claim"] not in unasserted)
        and (not selection.modalities or row["modality"] in selection.modalities)
        and (not selection.sources or row.get("source") in selection.sources)
    )


def _read_pairs(store: Selecting, query: str) -> dict[IRI, set[IRI]]:
    pairs: dict[IRI, set[IRI]] = defaultdict(set)
    for row in store.select(query):
        pairs[_iri(row["term"])].add(_iri(row["above"]))
    return pairs


def _by_subject(triples: Iterable[Triple]) -> dict[IRI, list[tuple[IRI, Term]]]:
    about: dict[IRI, list[tuple[IRI, Term]]] = defaultdict(list)
    for subject, property_, value in sorted(triples, key=lambda triple: (triple[1].value, str(triple[2]))):
        about[subject].append((property_, value))
    return dict(about)


def _triple(row: Mapping[str, Term]) -> Triple:
    return _iri(row["subject"]), _iri(row["property"]), row["value"]


def _iri(term: Term) -> IRI:
    assert isinstance(term, IRI)  # the data hold no blank nodes
    return term


def _by_value(term: IRI) -> str:
    return term.value
