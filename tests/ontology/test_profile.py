"""The ontology and its alignments stay within OWL 2 RL and do not contradict themselves."""

from pathlib import Path

from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD

ONTOLOGY = Path(__file__).parents[2] / "ontology"
KG = Namespace("https://w3id.org/diplograph/ontology#")
ERROR = Namespace("http://www.daml.org/2002/03/agents/agent-ont#")

# Of OWL 2, section 4 of the profiles leaves these out of RL or restricts where they may stand; we use none of them.
CONSTRUCTS = {
    OWL.unionOf,
    OWL.intersectionOf,
    OWL.complementOf,
    OWL.oneOf,
    OWL.onProperty,
    OWL.disjointUnionOf,
    OWL.onDatatype,
    OWL.hasSelf,
    OWL.ReflexiveProperty,
    OWL.topObjectProperty,
    OWL.topDataProperty,
}
# The datatypes of OWL 2 RL (section 4.2 of the profiles), as far as a range could reasonably name them.
DATATYPES = {
    RDF.PlainLiteral,
    RDF.XMLLiteral,
    RDFS.Literal,
    XSD.decimal,
    XSD.integer,
    XSD.nonNegativeInteger,
    XSD.positiveInteger,
    XSD.string,
    XSD.boolean,
    XSD.anyURI,
    XSD.double,
    XSD.dateTime,
    XSD.dateTimeStamp,
}


def schema() -> Graph:
    return Graph().parse(ONTOLOGY / "diplomacy.ttl").parse(ONTOLOGY / "alignments.ttl")


def closure(data: Graph) -> Graph:
    DeductiveClosure(OWLRL_Semantics).expand(data)
    return data


def contradictions(data: Graph) -> list[str]:
    reports = data.subjects(RDF.type, ERROR.ErrorMessage)
    return sorted(str(text) for report in reports for text in data.objects(report, ERROR.error))


def test_ranges_are_classes_or_datatypes_of_the_profile() -> None:
    graph = schema()
    classes = set(graph.subjects(RDF.type, OWL.Class))
    assert set(graph.objects(None, RDFS.range)) <= classes | DATATYPES
    assert set(graph.objects(None, RDFS.domain)) <= classes
    data_properties = graph.subjects(RDF.type, OWL.DatatypeProperty)
    assert not [term for term in data_properties if (term, RDFS.range, None) in graph]


def test_only_named_classes_and_no_construct_outside_the_profile() -> None:
    graph = schema()
    assert not {node for triple in graph for node in triple} & CONSTRUCTS
    assert all(isinstance(node, URIRef) for node in graph.objects(None, RDFS.subClassOf))


def test_the_closure_is_consistent() -> None:
    graph = closure(schema())
    assert contradictions(graph) == []
    assert set(graph.subjects(RDF.type, OWL.Nothing)) == set()
    unsatisfiable = set(graph.subjects(RDFS.subClassOf, OWL.Nothing)) - {OWL.Nothing}
    assert unsatisfiable == set()


def test_the_closure_finds_what_cannot_be() -> None:
    graph = schema()
    fall = URIRef("https://example.org/fall")
    graph.add((fall, RDF.type, KG.Scenario))
    graph.add((fall, RDF.type, KG.Event))
    assert contradictions(closure(graph)) != []
