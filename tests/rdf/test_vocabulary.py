from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, parse

from kg.config import Namespaces, shipped_workspace
from kg.rdf.corpus import read_corpus
from kg.rdf.terms import IRI, SKOS
from kg.rdf.vocabulary import Vocabulary, read_vocabulary

NAMES = Namespaces()
TEXT = """
kg:Actor a owl:Class ; rdfs:label "actor"@en , "Akteur"@de .
kg:State a owl:Class ; rdfs:subClassOf kg:Actor .
kg:Realm a owl:Class ; rdfs:subClassOf kg:State , kg:Realm .
kg:date a owl:DatatypeProperty .
kg:place a owl:ObjectProperty .
kg:note a owl:AnnotationProperty .
kg:Kinds a skos:ConceptScheme .
kg:Meeting a skos:Concept ; skos:inScheme kg:Kinds .
kg:Summit a skos:Concept ; skos:inScheme kg:Kinds ; skos:broader kg:Meeting .
kg:Asserted a skos:Concept . kg:Unasserted a skos:Concept .
kg:Fact a skos:Concept ; skos:broader kg:Asserted .
kg:Denial a skos:Concept ; skos:broader kg:Unasserted .
"""


def term(name: str) -> IRI:
    return IRI(NAMES.term(name))


@pytest.fixture
def vocabulary() -> Vocabulary:
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in NAMES.prefixes.items())
    return read_vocabulary(parse(input=prefixes + TEXT, format=RdfFormat.TURTLE), NAMES)


def test_terms_by_what_they_are(vocabulary: Vocabulary) -> None:
    assert vocabulary.classes == {term("Actor"), term("State"), term("Realm")}
    assert vocabulary.properties == {term("date"), term("place"), term("note")}
    assert {term("Meeting"), term("Fact")} < vocabulary.concepts
    assert vocabulary.schemes == {term("Kinds"): {term("Meeting"), term("Summit")}}
    assert term("Kinds") in vocabulary.all_terms
    assert SKOS["Concept"] not in vocabulary.all_terms


def test_labels_are_english(vocabulary: Vocabulary) -> None:
    assert vocabulary.labels == {term("Actor"): "actor"}


def test_ancestors_are_all_that_stand_above_but_not_the_term_itself(vocabulary: Vocabulary) -> None:
    assert vocabulary.ancestors(term("Realm")) == {term("State"), term("Actor")}
    assert vocabulary.ancestors(term("Summit")) == {term("Meeting")}
    assert vocabulary.ancestors(term("Nowhere")) == frozenset()


def test_modalities_are_asserted_or_not(vocabulary: Vocabulary) -> None:
    assert vocabulary.is_asserted(term("Fact"))
    assert not vocabulary.is_asserted(term("Denial"))


def test_the_shipped_ontology_has_its_terms() -> None:
    shipped = read_corpus(shipped_workspace()).vocabulary
    assert shipped.ancestors(term("Company")) >= {term("Organization"), term("Actor")}
    assert term("Summit") in shipped.schemes[term("EventKinds")]
    asserted = {
        name for name in ("Fact", "Judgement", "Report", "Denial", "Speculation") if shipped.is_asserted(term(name))
    }
    assert asserted == {"Fact", "Judgement", "Report"}
    assert not any("shapes#" in known.value for known in shipped.all_terms)
