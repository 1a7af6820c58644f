from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, parse

from kg.build.assembly import Assembly, assemble
from kg.build.derivation import Derivation, derive
from kg.config import Margins, Namespaces, Workspace
from kg.rdf.terms import DefaultGraph, Quad
from kg.rdf.vocabulary import read_vocabulary

NAMES = Namespaces()
PREFIXES = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in NAMES.prefixes.items())
ONTOLOGY = """
kg:Actor a owl:Class ; rdfs:subClassOf sem:Actor . sem:Actor a owl:Class .
kg:State a owl:Class ; rdfs:subClassOf kg:Actor .
"""


def turtle(text: str) -> list[Quad]:
    return list(parse(input=PREFIXES + text, format=RdfFormat.TRIG))


def derivation(text: str) -> Derivation:
    return derive(turtle(text), read_vocabulary(turtle(ONTOLOGY), NAMES), Margins())


def bounds(text: str) -> set[tuple[str, str]]:
    return {(q.predicate.value.split("#")[1], getattr(q.object, "value", "")) for q in derivation(text).bounds}


def test_a_date_has_four_bounds() -> None:
    assert bounds('ent:x kg:date "2000-07"^^edtf:EDTF .') == {
        ("earliestBegin", "2000-07-01"),
        ("latestBegin", "2000-07-31"),
        ("earliestEnd", "2000-07-01"),
        ("latestEnd", "2000-07-31"),
    }


def test_an_open_end_has_none() -> None:
    assert {name for name, _ in bounds('ent:x kg:date "1961/.."^^edtf:EDTF .')} == {"earliestBegin", "latestBegin"}


def test_stated_bounds_win_one_by_one_from_whichever_claim() -> None:
    text = """
    claim:a { ent:x kg:date "199X"^^edtf:EDTF . }
    claim:b { ent:x kg:latestEnd "1993-12-31"^^xsd:date . }
    """
    assert {name for name, _ in bounds(text)} == {"earliestBegin", "latestBegin", "earliestEnd"}


def test_bounds_stand_in_the_graph_of_their_date() -> None:
    found = derivation('claim:a { ent:x kg:date "1990"^^edtf:EDTF . } ent:y kg:date "1991"^^edtf:EDTF .').bounds
    graphs = {(q.subject, q.graph_name) for q in found}
    assert {str(graph) for _, graph in graphs} == {f"<{NAMES.claim}a>", str(DefaultGraph())}


@pytest.mark.parametrize("date", ["soon", "1990-13", ""])
def test_an_invalid_date_has_no_bounds(date: str) -> None:
    assert bounds(f'ent:x kg:date "{date}"^^edtf:EDTF .') == set()


def test_every_actor_of_a_participation_is_a_participant() -> None:
    text = """
    claim:a { ent:x kg:participation ent:x.host . ent:x.host kg:actor ent:a , ent:b . }
    claim:b { ent:p kg:holder ent:c . }
    """
    found = {(q.subject, q.object, q.graph_name) for q in derivation(text).participants}
    assert {tuple(str(term).rsplit("/", 1)[1][:-1] for term in row) for row in found} == {
        ("x", "a", "a"),
        ("x", "b", "a"),
        ("p", "c", "b"),
    }


def test_superclasses_are_those_of_our_own_ontology() -> None:
    found = derivation("ent:x a kg:State .").superclasses
    assert [NAMES.shrink(getattr(q.object, "value", "")) for q in found] == ["kg:Actor"]


def test_what_is_curated_is_not_derived_again() -> None:
    assert derivation("ent:x a kg:State , kg:Actor .").superclasses == ()


def test_every_node_of_a_claim_is_stated_in_it(workspace: Workspace) -> None:
    assembly = assemble(workspace)
    nodes = {(q.subject, q.graph_name) for q in assembly.corpus.quads if q.graph_name != DefaultGraph()}
    assert {(q.subject, q.object) for q in assembly.derivation.stated_in} == nodes


def test_the_default_graph_is_the_union_each_triple_once(workspace: Workspace) -> None:
    assembly = assemble(workspace)
    curated = [*assembly.corpus.ontology_quads, *assembly.corpus.quads]
    assert {q.triple for q in assembly.default} == {q.triple for q in [*curated, *assembly.derivation]}
    assert len(set(assembly.default)) == len(assembly.default)
    assert {q.graph_name for q in assembly.default} == {DefaultGraph()}


def test_what_is_denied_or_imagined_is_not_in_the_default_graph(workspace: Workspace) -> None:
    triples = {str(q.triple) for q in assemble(workspace).default}
    assert not any("treaty-1902>" in t and "MilitaryAlliance" in t for t in triples)
    assert not any("id/customs-union>" in t and "ontology#causes" in t for t in triples)


def test_order_does_not_depend_on_the_order_of_the_files(workspace: Workspace) -> None:
    assembly = assemble(workspace)
    corpus = assembly.corpus
    backwards = Assembly(
        type(corpus)(corpus.ontology[::-1], corpus.data[::-1], corpus.namespaces),
        derive(corpus.quads[::-1], corpus.vocabulary, workspace.margins),
    )
    assert list(backwards) == list(assembly)
