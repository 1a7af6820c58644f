"""Identifiers: records elsewhere by the names of their schemes, and who vouches for them."""

from __future__ import annotations

import pytest

from kg.build.opening import open_store
from kg.config import Workspace
from kg.errors import NameNotFoundError
from kg.exports.html.data import read_surroundings
from kg.store.embedded import EmbeddedStore
from kg.views.entity import Entity, read_entity
from kg.views.identifiers import Identifiers
from kg.views.names import resolve
from tests.linking.sets import HEADER, put_set

COW = "https://w3id.org/diplograph/code/cow."


@pytest.fixture
def store(workspace: Workspace) -> EmbeddedStore:
    close = {"object_id": "wikidata:Q1002", "predicate_id": "skos:closeMatch", "comment": "the region"}
    put_set(workspace, {}, close)
    header = HEADER.replace("links/wikidata", "links/cow").replace(
        "wikidata: http://www.wikidata.org/entity/", f"cow: {COW}"
    )
    put_set(workspace, {"object_id": "cow:901"}, name="cow", header=header)
    entities = workspace.data / "memoir-1931" / "entities.ttl"
    text = entities.read_text(encoding="utf-8")
    entities.write_text(
        text + "\nent:arvenia rdfs:seeAlso <http://www.wikidata.org/entity/Q1001> , <https://example.org/arvenia/> .\n",
        encoding="utf-8",
    )
    return open_store(workspace, lambda _: None)


@pytest.fixture
def arvenia(store: EmbeddedStore) -> Entity:
    return read_entity(store, resolve(store, "arvenia"))


def test_a_record_is_named_by_its_scheme(store: EmbeddedStore) -> None:
    identifiers = Identifiers(store)
    assert identifiers.name("http://www.wikidata.org/entity/Q7") == "Wikidata Q7"
    assert identifiers.page("http://www.wikidata.org/entity/Q7") == "https://www.wikidata.org/wiki/Q7"
    assert (identifiers.name(COW + "2"), identifiers.page(COW + "2")) == ("COW state 2", "")
    assert identifiers.name("https://example.org/") is identifiers.page("https://example.org/") is None


def test_the_page_of_an_entity_says_what_it_is_called_elsewhere(arvenia: Entity) -> None:
    (section,) = (section for section in arvenia.sections if section.heading == "Elsewhere")
    assert arvenia.sections[-1] == section
    assert [(line.relation, line.text, line.detail) for line in section.lines] == [
        ("exact match", "COW state 901", "Irena Volkova, confidence 0.9"),
        ("exact match, see also", "Wikidata Q1001", "Irena Volkova, confidence 0.9"),
        ("close match", "Wikidata Q1002", "Irena Volkova, confidence 0.9; the region"),
        ("see also", "https://example.org/arvenia/", ""),
    ]


def test_what_a_mapping_is_made_of_is_no_line_of_its_own(arvenia: Entity) -> None:
    assert "Also" not in [section.heading for section in arvenia.sections]


def test_the_explorer_links_to_pages_only_and_to_each_once(store: EmbeddedStore) -> None:
    links = read_surroundings(store).links["https://w3id.org/diplograph/id/arvenia"]
    assert links == [
        ["Wikidata Q1001", "https://www.wikidata.org/wiki/Q1001"],
        ["Wikidata Q1002 (close)", "https://www.wikidata.org/wiki/Q1002"],
        ["example.org", "https://example.org/arvenia/"],
    ]


@pytest.mark.parametrize("name", ["wikidata:Q1001", "cow:901"])
def test_an_entity_is_found_by_what_it_is_called_elsewhere(store: EmbeddedStore, name: str) -> None:
    assert resolve(store, name).value == "https://w3id.org/diplograph/id/arvenia"


@pytest.mark.parametrize("name", ["wikidata:Q1002", "wikidata:Q9", "gnd:1", "wikidata:<x>", "code:cow.901"])
def test_a_close_match_or_an_unknown_record_is_no_name(store: EmbeddedStore, name: str) -> None:
    with pytest.raises(NameNotFoundError):
        resolve(store, name)
