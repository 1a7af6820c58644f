"""Names resolve as people type them."""

from pathlib import Path

import pytest

from kg.config import Namespaces
from kg.errors import AmbiguousNameError, NameNotFoundError
from kg.rdf.files import read_file
from kg.rdf.terms import IRI
from kg.store.embedded import EmbeddedStore, write_store
from kg.views.names import fold, namespaces_of, resolve, slug

NAMESPACES = Namespaces("https://example.org/", "https://example.org/ontology#")
GRAPH = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX kg: <https://example.org/ontology#>
PREFIX ent: <https://example.org/id/>
PREFIX claim: <https://example.org/claim/>
PREFIX src: <https://example.org/source/>
kg:State rdfs:label "state"@en ; rdfs:subClassOf kg:Actor .
kg:Actor rdfs:label "actor"@en .
kg:Place rdfs:label "place"@en .
ent:syldavia a kg:State , kg:Actor ; skos:altLabel "Klow"@en ;
    rdfs:label "Syldavia"@en , "Силдавия"@ru , "실다비아"@ko .
ent:klow a kg:Place ; rdfs:label "Klow"@en .
ent:lycee a kg:Place ; rdfs:label "Lycée d’État"@fr .
ent:oder a kg:Place ; rdfs:label "Frankfurt"@en .
ent:main a kg:State , kg:Actor ; rdfs:label "Frankfurt"@en .
ent:pact-1938 rdfs:label "Pact of 1938"@en ; dcterms:title "The Sceptre Pact"@en .
claim:frankfurt-exists rdfs:label "frankfurt"@en .
src:times-1938.P1 rdfs:label "P1"@en .
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    folder = tmp_path_factory.mktemp("names")
    return make_store(folder, GRAPH)


def make_store(folder: Path, turtle: str) -> EmbeddedStore:
    path = folder / "graph.ttl"
    path.write_text(turtle, encoding="utf-8")
    write_store(folder / "store", read_file(path).quads)
    return EmbeddedStore(folder / "store", NAMESPACES.prefixes)


@pytest.mark.parametrize(
    ("typed", "local"),
    [
        ("https://example.org/id/syldavia", "id/syldavia"),
        ("<https://example.org/id/syldavia>", "id/syldavia"),
        ("ent:syldavia", "id/syldavia"),
        ("syldavia", "id/syldavia"),
        ("Syldavia", "id/syldavia"),
        ("  SYLDAVIA ", "id/syldavia"),
        ("“Syldavia”", "id/syldavia"),
        ("силдавия", "id/syldavia"),
        ("실다비아", "id/syldavia"),
        ("Lycee d'Etat", "id/lycee"),
        ("lycee d'etat", "id/lycee"),
        ("pact 1938", "id/pact-1938"),
        ("pact-of-1938", "id/pact-1938"),
        ("the sceptre pact", "id/pact-1938"),
        ("P1", "source/times-1938.P1"),
        ("times-1938.P1", "source/times-1938.P1"),
        ("frankfurt-exists", "claim/frankfurt-exists"),
        ("kg:State", "ontology#State"),
    ],
)
def test_a_name_finds_its_node(store: EmbeddedStore, typed: str, local: str) -> None:
    assert resolve(store, typed) == IRI("https://example.org/" + local)


def test_a_label_beats_another_name(store: EmbeddedStore) -> None:
    assert resolve(store, "Klow") == IRI("https://example.org/id/klow")


def test_terms_of_the_ontology_are_no_names(store: EmbeddedStore) -> None:
    with pytest.raises(NameNotFoundError):
        resolve(store, "state")


def test_an_ambiguous_name_lists_the_things_and_not_the_claims(store: EmbeddedStore) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        resolve(store, "frankfurt-")
    assert caught.value.candidates == (("main", "Frankfurt", "state"), ("oder", "Frankfurt", "place"))
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("Syldawia", ("syldavia",)),
        ("sceptre", ("pact-1938",)),
        ("zzzzzz", ()),
        ("", ()),
        ("http://a b", ()),
        ("x:y", ()),
    ],
)
def test_a_miss_suggests_the_nearest(store: EmbeddedStore, typed: str, nearest: tuple[str, ...]) -> None:
    with pytest.raises(NameNotFoundError) as caught:
        resolve(store, typed)
    assert caught.value.nearest == nearest
    assert caught.value.exit_code == 2


def test_an_empty_graph_has_no_names(tmp_path: Path) -> None:
    write_store(tmp_path / "store", [])
    with pytest.raises(NameNotFoundError):
        resolve(EmbeddedStore(tmp_path / "store", NAMESPACES.prefixes), "syldavia")


def test_a_slug_leads_back_to_its_node(store: EmbeddedStore) -> None:
    assert namespaces_of(store) == NAMESPACES
    assert slug(IRI("https://example.org/claim/a.1"), NAMESPACES) == "claim:a.1"
    assert slug(IRI("https://example.org/ontology#State"), NAMESPACES) == "kg:State"


def test_folding_sets_case_diacritics_and_punctuation_aside() -> None:
    assert fold("L.V. Забровская—Ёлка, O’Neill_x") == "lv забровская елка oneill x"
