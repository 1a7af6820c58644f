"""Every term of the ontology is documented, and every alignment and shape speaks of terms that exist."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

HOUSE = Path(__file__).parents[2]
ONTOLOGY = HOUSE / "ontology"
KG = Namespace("https://w3id.org/diplograph/ontology#")
SH = Namespace("http://www.w3.org/ns/shacl#")
DIPLOMACY = Graph().parse(ONTOLOGY / "diplomacy.ttl")


def ours(nodes: Iterable[Node]) -> list[URIRef]:
    return sorted({node for node in nodes if isinstance(node, URIRef) and node in KG})


TERMS = ours(DIPLOMACY.subjects(RDF.type))


def texts(term: URIRef, predicate: URIRef) -> list[str | None]:
    return [text.language for text in DIPLOMACY.objects(term, predicate) if isinstance(text, Literal) and text.strip()]


def test_documentation() -> None:
    undocumented = [
        (term, predicate)
        for term in TERMS
        for predicate in (RDFS.label, SKOS.definition, SKOS.example)
        if texts(term, predicate) != ["en"]
    ]
    assert not undocumented


def test_terms_other_than_concepts_say_who_defines_them() -> None:
    others = [term for term in TERMS if (term, RDF.type, SKOS.Concept) not in DIPLOMACY]
    assert not [term for term in others if (term, RDFS.isDefinedBy, None) not in DIPLOMACY]


def test_concepts_are_nothing_else_and_belong_to_a_scheme() -> None:
    schemes = set(DIPLOMACY.subjects(RDF.type, SKOS.ConceptScheme))
    for concept in DIPLOMACY.subjects(RDF.type, SKOS.Concept):
        assert set(DIPLOMACY.objects(concept, RDF.type)) == {SKOS.Concept}
        assert set(DIPLOMACY.objects(concept, SKOS.inScheme)) <= schemes
        assert (concept, SKOS.inScheme, None) in DIPLOMACY
        assert DIPLOMACY.value(concept, SKOS.prefLabel) == DIPLOMACY.value(concept, RDFS.label)


def test_broader_stays_inside_a_scheme() -> None:
    for narrow, broad in DIPLOMACY.subject_objects(SKOS.broader):
        assert set(DIPLOMACY.objects(narrow, SKOS.inScheme)) & set(DIPLOMACY.objects(broad, SKOS.inScheme))


def test_schemes_have_members() -> None:
    for scheme in DIPLOMACY.subjects(RDF.type, SKOS.ConceptScheme):
        assert (None, SKOS.inScheme, scheme) in DIPLOMACY


def test_labels_are_unique_within_a_scheme() -> None:
    for scheme in DIPLOMACY.subjects(RDF.type, SKOS.ConceptScheme):
        labels = [DIPLOMACY.value(concept, RDFS.label) for concept in DIPLOMACY.subjects(SKOS.inScheme, scheme)]
        assert len(labels) == len(set(labels))


@pytest.mark.parametrize("name", ["diplomacy.ttl", "alignments.ttl", "shapes.ttl"])
def test_every_term_used_is_declared(name: str) -> None:
    used = ours(node for triple in Graph().parse(ONTOLOGY / name) for node in triple)
    assert [term for term in used if term not in TERMS] == []


def test_the_model_page_mentions_every_term() -> None:
    page = set(re.findall(r"kg:(\w+)", (HOUSE / "docs" / "model.md").read_text(encoding="utf-8")))
    assert sorted({str(term).removeprefix(KG) for term in TERMS} ^ page) == []


def test_every_property_that_leads_to_a_node_has_a_rule() -> None:
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
    ruled = {
        path
        for constraint in (SH.nodeKind, SH.node)
        for shape in shapes.subjects(constraint)
        for path in shapes.objects(shape, SH.path)
    }
    properties = ours(DIPLOMACY.subjects(RDF.type, OWL.ObjectProperty))
    assert [term for term in properties if term not in ruled] == []
