"""Links as RDF: the triples, who says so, and the linksets."""

from __future__ import annotations

from kg.build.links import link
from kg.config import Workspace
from kg.linking.coverage import Coverage, measure_coverage
from kg.linking.links import read_links
from kg.linking.linksets import link_quads
from kg.rdf.corpus import read_corpus
from tests.linking.sets import put_set

BELMARK = {"subject_id": "ent:belmark", "object_id": "wikidata:Q1002"}
SET = "<https://example.org/links/wikidata>"


def triples(workspace: Workspace) -> set[str]:
    return {str(quad.triple) for quad in link_quads(read_links(workspace), workspace.namespaces)}


def test_a_graph_without_links_has_no_linkset(workspace: Workspace) -> None:
    assert triples(workspace) == set()


def test_a_mapping_is_a_triple_and_says_who_says_so(workspace: Workspace) -> None:
    put_set(workspace, {"object_label": "Arvenia", "comment": "since 1880"})
    found = triples(workspace)
    arvenia, record = "<https://w3id.org/diplograph/id/arvenia>", "<http://www.wikidata.org/entity/Q1001>"
    exact = "<http://www.w3.org/2004/02/skos/core#exactMatch>"
    axiom = "<https://example.org/links/wikidata#arvenia.wikidata.Q1001>"
    owl, sssom, xsd = "http://www.w3.org/2002/07/owl#", "https://w3id.org/sssom/", "http://www.w3.org/2001/XMLSchema#"
    assert f"{arvenia} {exact} {record}" in found
    assert {triple for triple in found if triple.startswith(axiom)} == {
        f"{axiom} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{owl}Axiom>",
        f"{axiom} <{owl}annotatedSource> {arvenia}",
        f"{axiom} <{owl}annotatedProperty> {exact}",
        f"{axiom} <{owl}annotatedTarget> {record}",
        f"{axiom} <{sssom}mapping_justification> <https://w3id.org/semapv/vocab/ManualMappingCuration>",
        f'{axiom} <{sssom}object_label> "Arvenia"',
        f'{axiom} <{sssom}author_label> "Irena Volkova"',
        f'{axiom} <{sssom}confidence> "0.9"^^<{xsd}decimal>',
        f'{axiom} <http://purl.org/dc/terms/created> "2026-11-24"^^<{xsd}date>',
        f"{axiom} <http://www.w3.org/2000/01/rdf-schema#seeAlso> <https://example.org/evidence>",
        f'{axiom} <http://www.w3.org/2000/01/rdf-schema#comment> "since 1880"@en',
    }


def test_a_set_is_described_with_its_linksets(workspace: Workspace) -> None:
    put_set(workspace, {}, BELMARK, {"object_id": "wikidata:Q1003", "predicate_id": "skos:closeMatch"})
    found = triples(workspace)
    void = "http://rdfs.org/ns/void#"
    linkset = "<https://example.org/links/wikidata#wikidata.exactMatch>"
    assert {triple for triple in found if triple.startswith(linkset)} == {
        f"{linkset} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{void}Linkset>",
        f"{linkset} <{void}subjectsTarget> <https://w3id.org/diplograph/>",
        f"{linkset} <{void}objectsTarget> <https://w3id.org/diplograph/code/wikidata>",
        f"{linkset} <{void}linkPredicate> <http://www.w3.org/2004/02/skos/core#exactMatch>",
        f'{linkset} <{void}triples> "2"^^<http://www.w3.org/2001/XMLSchema#integer>',
    }
    assert f"{SET} <{void}subset> <https://example.org/links/wikidata#wikidata.closeMatch>" in found
    assert f'<https://w3id.org/diplograph/code/wikidata> <{void}uriSpace> "http://www.wikidata.org/entity/"' in found


def test_what_is_denied_is_not_written(workspace: Workspace) -> None:
    put_set(workspace, {**BELMARK, "predicate_modifier": "Not"})
    assert triples(workspace) == set()


def test_links_with_errors_give_no_quads(workspace: Workspace) -> None:
    put_set(workspace, {}, {"subject_id": "ent:nowhere", "object_id": "wikidata:Q1004"})
    linked = link(read_corpus(workspace), workspace)
    assert [finding.code for finding in linked.findings] == ["unknown-subject"]
    assert linked.quads == ()


def test_counts(workspace: Workspace) -> None:
    put_set(workspace, {}, BELMARK, {"object_id": "wikidata:Q1003", "predicate_modifier": "Not"})
    linked = link(read_corpus(workspace), workspace)
    assert linked.counts == {"mapping_sets": 1, "mappings": 2, "negative_judgements": 1, "linked_entities": 2}


def test_coverage(workspace: Workspace) -> None:
    put_set(workspace, {}, {**BELMARK, "predicate_id": "skos:closeMatch"})
    classes = {
        f"https://w3id.org/diplograph/id/{slug}": "State" for slug in ("arvenia", "belmark", "kingdom-of-belmark")
    }
    rows = measure_coverage(read_links(workspace), {**classes, "https://w3id.org/diplograph/id/hale": "Person"})
    assert rows == [
        Coverage("any", "Person", 0, 0, 1),
        Coverage("any", "State", 1, 1, 1),
        Coverage("wikidata", "State", 1, 1, 1),
    ]
