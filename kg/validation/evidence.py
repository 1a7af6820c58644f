"""Evidence: what the checks look at, read and indexed once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.config import Margins, Namespaces
from kg.rdf.corpus import Corpus
from kg.rdf.terms import IRI, RDF, DefaultGraph, Literal, Namespace, Quad, Term
from kg.rdf.vocabulary import Vocabulary
from kg.validation.places import Places
from kg.validation.uses import Use, collect_uses, namespace_of

ALIGNMENTS = "alignments.ttl"


@dataclass(frozen=True)
class Evidence:
    """The curated corpus, the default graph that is built from it, and the reader's copies of its documents."""

    corpus: Corpus
    default: Sequence[Quad]
    margins: Margins
    texts: Mapping[str, Path]

    @property
    def namespaces(self) -> Namespaces:
        """The prefixes of the graph."""
        return self.corpus.namespaces

    @property
    def vocabulary(self) -> Vocabulary:
        """The ontology's terms."""
        return self.corpus.vocabulary

    @property
    def kg(self) -> Namespace:
        """The maker of the ontology's IRIs."""
        return self.corpus.vocabulary.terms

    @cached_property
    def places(self) -> Places:
        """Where each statement stands."""
        return Places(mention for mentions in self.corpus.mentions.values() for mention in mentions)

    @cached_property
    def uses(self) -> list[Use]:
        """Each IRI of the data and what it serves as."""
        return collect_uses(self.corpus.quads)

    @cached_property
    def declared(self) -> frozenset[IRI]:
        """Every IRI that the ontology describes for data to use, not only to be aligned with."""
        files = (file for file in self.corpus.ontology if not file.name.endswith(ALIGNMENTS))
        return frozenset(quad.subject for file in files for quad in file.quads if isinstance(quad.subject, IRI))

    @cached_property
    def known_namespaces(self) -> tuple[str, ...]:
        """The namespaces of our prefixes and of the ontology's terms, aligned ones too."""
        terms = self.vocabulary.all_terms
        return tuple({*self.namespaces.prefixes.values(), *(namespace_of(term.value) for term in terms)})

    @cached_property
    def data(self) -> list[Quad]:
        """The default graph without the ontology: what is curated and what follows from it."""
        ontology = {Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in self.corpus.ontology_quads}
        return [quad for quad in self.default if quad not in ontology]

    @cached_property
    def described(self) -> dict[IRI, dict[IRI, list[Term]]]:
        """The curated properties of every node, whatever graph they stand in."""
        nodes: dict[IRI, dict[IRI, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for quad in self.corpus.quads:
            assert isinstance(quad.subject, IRI)
            assert isinstance(quad.object, IRI | Literal)
            nodes[quad.subject][quad.predicate].append(quad.object)
        return {node: dict(properties) for node, properties in nodes.items()}

    @cached_property
    def classes(self) -> dict[IRI, frozenset[IRI]]:
        """The classes of every node as curated, and those above them."""
        return {node: self._classes(properties.get(RDF["type"], [])) for node, properties in self.described.items()}

    @cached_property
    def graphs(self) -> dict[IRI, list[Quad]]:
        """The quads of each claim."""
        graphs: dict[IRI, list[Quad]] = defaultdict(list)
        for quad in self.corpus.quads:
            if isinstance(quad.graph_name, IRI):
                graphs[quad.graph_name].append(quad)
        return dict(graphs)

    def values(self, node: IRI, predicate: IRI) -> Sequence[Term]:
        """Give the curated values of a property of a node."""
        return self.described.get(node, {}).get(predicate, ())

    def iris(self, node: IRI, predicate: IRI) -> list[IRI]:
        """Give those curated values of a property of a node that are IRIs."""
        return [value for value in self.values(node, predicate) if isinstance(value, IRI)]

    def literals(self, node: IRI, predicate: IRI) -> list[Literal]:
        """Give those curated values of a property of a node that are literals."""
        return [value for value in self.values(node, predicate) if isinstance(value, Literal)]

    def nodes_of(self, cls: IRI) -> list[IRI]:
        """Give the nodes of a class, by name."""
        return sorted((node for node, classes in self.classes.items() if cls in classes), key=str)

    def curie(self, iri: IRI | str) -> str:
        """Write an IRI as messages show it."""
        return self.namespaces.shrink(iri if isinstance(iri, str) else iri.value)

    def _classes(self, types: Sequence[Term]) -> frozenset[IRI]:
        named = {cls for cls in types if isinstance(cls, IRI)}
        return frozenset(named).union(*(self.vocabulary.ancestors(cls) for cls in named))
