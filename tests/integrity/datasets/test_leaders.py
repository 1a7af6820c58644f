"""Leaders: Archigos and REIGN, as they come out of the real files."""

from __future__ import annotations

from tests.integrity.datasets.imported import Imported, imported, real

HELD = "?held kg:kind kg:OfficeHeld ; kg:date ?date ; kg:participation [ kg:role kg:OfficeHolder ; kg:actor ?who ]"


def archigos() -> Imported:
    return imported("archigos", real("archigos/arch_annual.txt"))


def reign() -> Imported:
    return imported("reign", real("reign/leaderlist_3_21.csv"))


def test_years_of_a_leader_are_one_stay_in_office() -> None:
    leaders = archigos()
    assert (leaders.rows, leaders.problems) == (3409, ())
    assert leaders.ask("SELECT (COUNT(*) AS ?n) { ?held kg:kind kg:OfficeHeld }") == [("3409",)]


def test_putin_holds_office_without_a_known_end() -> None:
    asked = f"SELECT ?date ?lasted {{ {HELD} . ?who rdfs:label 'Putin'@en . ?held kg:earliestEnd ?lasted }}"
    assert archigos().ask(asked) == [("2000-01-01/", "2015-12-31")]
    assert reign().ask(asked) == [("2000-01-01/", "2021-02-28")]


def test_dates_are_those_of_entry_and_exit() -> None:
    asked = f"SELECT ?date {{ {HELD} . ?who rdfs:label 'Kim Jong-Il'@en }}"
    assert archigos().ask(asked) == [("1994-07-08/2011-12-17",)]
    assert reign().ask(asked) == [("1994-07-08/2011-12",)]


def test_who_leads_what() -> None:
    asked = """SELECT ?who { ?held kg:participation
        [ kg:role kg:OfficeHolder ; kg:actor/rdfs:label ?who ], [ kg:role kg:Jurisdiction ; kg:actor %s ] }"""
    assert archigos().ask(asked % "code:gw.731") == [("Kim Il-Sung",), ("Kim Jong Un",), ("Kim Jong-Il",)]
    assert reign().ask(asked % "code:cow.731") == [("Kim Il-Sung",), ("Kim Jong Un",), ("Kim Jong-Il",)]


def test_a_person_has_the_identifier_that_mapping_sets_use() -> None:
    putin = "code:archigos.8220a9b0-1e42-11e4-b4cd-db5882bf8def"
    assert archigos().ask(f"{putin} skos:exactMatch ?other") == [("http://dbpedia.org/resource/Vladimir_Putin",)]


def test_names_are_read_in_the_encoding_of_the_file() -> None:
    assert archigos().ask('SELECT ?name { ?who a kg:Person ; rdfs:label ?name FILTER(STRSTARTS(?name, "Sauli")) }') == [
        ("Sauli Niinistö",)
    ]
    assert reign().ask('SELECT ?name { ?who a kg:Person ; rdfs:label ?name FILTER(STRSTARTS(?name, "Katr")) }') == [
        ("Katrín Jakobsdóttir",)
    ]
    assert (reign().rows, reign().problems) == (2524, ())
