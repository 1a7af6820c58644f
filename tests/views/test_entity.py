"""Everything known about a node: found, ordered, sourced; what is denied or imagined kept apart."""

from __future__ import annotations

import pytest

from kg.build.opening import open_store
from kg.config import Workspace
from kg.store.embedded import EmbeddedStore
from kg.views.entity import Entity, Line, Section, read_entity
from kg.views.names import resolve


@pytest.fixture(scope="module")
def store(built: Workspace) -> EmbeddedStore:
    return open_store(built, lambda _: None)


def entity(store: EmbeddedStore, name: str) -> Entity:
    return read_entity(store, resolve(store, name))


def lines(found: Entity, heading: str) -> tuple[Line, ...]:
    sections: tuple[Section, ...] = (*found.sections, *found.unasserted)
    return next((section.lines for section in sections if section.heading == heading), ())


def told(found: Entity, heading: str) -> list[tuple[str, str, str]]:
    return [(line.when.text if line.when else "", line.relation, line.text) for line in lines(found, heading)]


def test_a_person_with_names_office_events_and_positions(store: EmbeddedStore) -> None:
    found = entity(store, "Volkova")
    assert (found.slug, found.label, found.kind) == ("irena-volkova", "Irena Volkova", "person")
    assert found.names == (("en", ("Volkova",)), ("ru", ("Ирена Волкова",)))
    assert [place.passage for place in found.named_in] == ["P3", "P6"]
    assert [section.heading for section in found.sections] == ["Offices", "Events", "Positions held"]
    assert told(found, "Offices") == [
        ("about 1918, end unknown", "officeholder", "Irena Volkova's time as foreign minister")
    ]
    assert told(found, "Events") == [
        ("spring 1921", "host", "Hale's mission to Arvenia"),
        ("1921-05", "signatory", "Signing of the treaty of 1921"),
    ]
    assert told(found, "Positions held") == [
        ("about 1919 to perhaps 1924", "opposes", "Irena Volkova against the quarrel")
    ]


def test_each_line_has_its_source(store: EmbeddedStore) -> None:
    [line] = lines(entity(store, "Volkova"), "Positions held")
    [source] = line.sources
    assert str(source) == "[Hale 1931, P6; judgement]"
    assert source.statement == "Irena Volkova wanted the quarrel to end"
    assert source.claim == "volkova-on-quarrel"


def test_a_treaty_with_parties_provisions_signing_and_what_it_replaced(store: EmbeddedStore) -> None:
    found = entity(store, "treaty-1921")
    assert found.kind == "treaty: friendship treaty"
    assert told(found, "Who takes part") == [("", "party", "Arvenia"), ("", "party", "Belmark")]
    assert told(found, "In detail") == [
        ("", "date", "since 1921-05"),
        ("", "provides", "friendship"),
        ("1921-05", "signed in", "Signing of the treaty of 1921"),
        ("1902, end unknown", "replaces", "Treaty of 1902"),
    ]
    assert told(found, "Causes and effects") == [("since 1921-05", "causes", "Alliance of Arvenia and Belmark")]
    statements = [line.text for line in lines(found, "Statements")]
    assert statements == [
        "Arvenia and Belmark signed a treaty of friendship in May 1921",
        "The treaty of 1921 replaced that of 1902",
        "The treaty of 1921 made Arvenia and Belmark allies, and they still are",
    ]


def test_what_is_denied_and_what_is_not_stated_stand_apart(store: EmbeddedStore) -> None:
    found = entity(store, "treaty-1902")
    assert told(found, "Treaties") == [("since 1921-05", "replaced by", "Treaty of friendship of 1921")]
    [denied] = lines(found, "Denied")
    assert denied.text == "The treaty of 1902 held no military clause"
    assert denied.statements == (("Treaty of 1902", "provides", "military alliance"),)
    assert not denied.sources[0].is_asserted
    assert [line.text for line in found.not_stated] == ["party"]
    assert "military" not in str([line.text for section in found.sections for line in section.lines])


def test_a_scenario_knows_only_what_is_imagined_of_it(store: EmbeddedStore) -> None:
    found = entity(store, "customs-union")
    assert found.sections == ()
    assert told(found, "Only imagined") == [("", "speculation", "A customs union would have ended the quarrel at once")]


def test_events_at_a_place_the_undated_last(store: EmbeddedStore) -> None:
    found = entity(store, "Port Selin")
    assert told(found, "Events") == [("undated", "place", "Opening of an Arvenian school")]
    assert told(found, "Relationships") == [("about 1919 to perhaps 1924", "place", "Quarrel over the fishing banks")]
    assert told(found, "Parts, members, neighbours") == [("", "part of", "Belmark")]


def test_a_state_with_relationships_neighbours_and_predecessor(store: EmbeddedStore) -> None:
    found = entity(store, "belmark")
    assert [line[2] for line in told(found, "Relationships")] == [
        "Quarrel over the fishing banks",
        "Trade of Arvenia and Belmark",
        "Alliance of Arvenia and Belmark",
        "Arvenia's money in the election of 1924",
    ]
    assert {line[1:] for line in told(found, "Parts, members, neighbours")} >= {
        ("has part", "Port Selin"),
        ("successor of", "Kingdom of Belmark"),
        ("borders", "Arvenia"),
    }
    older = entity(store, "Kingdom of Belmark")
    assert told(older, "Parts, members, neighbours") == [("", "succeeded by", "Belmark")]


def test_a_figure_with_its_value_in_words(store: EmbeddedStore) -> None:
    found = entity(store, "trade-1925")
    assert ("", "trade volume", "3 million to 4 million USD") in told(found, "In detail")
    [line] = lines(entity(store, "ent:trade"), "Figures")
    assert line.detail == "3 million to 4 million USD"
    assert str(line.sources[0]) == "[Hale 1931, P6; report from Merchants of Port Selin]"


def test_what_is_attributed_to_somebody(store: EmbeddedStore) -> None:
    found = entity(store, "Merchants of Port Selin")
    assert [line.text for line in lines(found, "On this authority")] == [
        "Arvenian money paid for Belmark's election of 1924",
        "Trade was worth three to four million dollars in 1925",
    ]


def test_a_claim_says_what_it_states_and_an_unasserted_one_what_it_denies(store: EmbeddedStore) -> None:
    found = entity(store, "treaty-1921-signed")
    assert found.kind == "claim"
    assert told(found, "In detail")[0] == ("", "modality", "fact")
    assert [line[1:] for line in told(found, "What it says")] == [
        ("event", "Signing of the treaty of 1921"),
        ("treaty", "Treaty of friendship of 1921"),
    ]
    assert [place.passage for place in found.passages] == ["P3"]
    denial = entity(store, "no-military-clause-1902")
    assert told(denial, "Denied") == [("", "denial", "Treaty of 1902: provides: military alliance")]


def test_a_passage_lists_claims_and_names_and_cites_itself(store: EmbeddedStore) -> None:
    found = entity(store, "P6")
    assert "Irena Volkova wanted the quarrel to end" in [line.text for line in lines(found, "Claims")]
    assert ("", "person", "Irena Volkova") in told(found, "Who and what is named")
    assert [place.passage for place in found.passages] == ["P6"]


def test_a_document_and_a_term(store: EmbeddedStore) -> None:
    document = entity(store, "Hale 1931")
    assert ("", "creator", "Tomas Hale") in told(document, "In detail")
    assert [line.text for line in document.not_stated] == ["publisher", "place"]
    term = entity(store, "kg:Visit")
    assert term.kind == "term of the ontology"
    assert told(term, "Events") == [("spring 1921", "event", "Hale's mission to Arvenia")]
