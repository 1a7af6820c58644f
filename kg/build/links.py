"""What a build links: the mapping sets of a graph, checked against what its data describe, and their quads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.config import Workspace
from kg.linking.checking import check_links
from kg.linking.links import Links, read_links
from kg.linking.linksets import link_quads
from kg.model.finding import Finding, Severity
from kg.rdf.corpus import Corpus
from kg.rdf.terms import IRI, RDF, Quad


@dataclass(frozen=True, slots=True)
class Linked:
    """The links of a graph: what is wrong with them, their quads (none where anything is an error), and counts."""

    findings: tuple[Finding, ...] = ()
    quads: tuple[Quad, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


def link(corpus: Corpus, workspace: Workspace) -> Linked:
    """Read and check the mapping sets of a workspace; raises ConfigError where its schemes are wrong."""
    links = read_links(workspace)
    findings = tuple(check_links(links, described(corpus), workspace.namespaces))
    is_sound = all(finding.severity is not Severity.ERROR for finding in findings)
    quads = tuple(link_quads(links, workspace.namespaces)) if is_sound else ()
    return Linked(findings, quads, _count(links))


def described(corpus: Corpus) -> frozenset[str]:
    """Give the IRIs of all nodes that the data describe."""
    return frozenset(quad.subject.value for quad in corpus.quads if isinstance(quad.subject, IRI))


def classes_of(corpus: Corpus) -> dict[str, str]:
    """Give the class of each entity that the data describe, the narrowest by name, by the entity's IRI."""
    vocabulary, entities = corpus.vocabulary, corpus.namespaces.ent
    found: dict[str, list[IRI]] = defaultdict(list)
    for quad in corpus.quads:
        if not (isinstance(quad.subject, IRI) and isinstance(quad.object, IRI) and quad.predicate == RDF["type"]):
            continue
        if quad.object in vocabulary.classes and quad.subject.value.startswith(entities):
            found[quad.subject.value].append(quad.object)
    narrowest = {
        iri: max(sorted(kinds, key=str), key=lambda kind: len(vocabulary.ancestors(kind)))
        for iri, kinds in found.items()
    }
    names = {iri: kind.value.removeprefix(corpus.namespaces.ontology) for iri, kind in narrowest.items()}
    return {iri: name for iri, name in names.items() if name != "Participation"}


def _count(links: Links) -> dict[str, int]:
    asserted = list(links.asserted)
    return {
        "mapping_sets": len(links.sets),
        "mappings": len(asserted),
        "negative_judgements": sum(link.mapping.negated for link in links.all),
        "linked_entities": len({link.subject for link in asserted}),
    }
