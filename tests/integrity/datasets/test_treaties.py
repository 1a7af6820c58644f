"""Alliances: Correlates of War and ATOP, as they come out of the real files."""

from __future__ import annotations

from tests.integrity.datasets.imported import Imported, imported, real

PARTIES = "kg:participation [ kg:role kg:Party ; kg:actor ?party ]"


def members() -> Imported:
    return imported("cow-alliances", real("cow_alliances/alliance_v4.1_by_member.csv"))


def dyads() -> Imported:
    return imported("cow-alliances", real("cow_alliances/alliance_v4.1_by_dyad.csv"))


def atop() -> Imported:
    return imported("atop", real("atop/*.csv"))


def test_every_row_comes_in() -> None:
    assert (members().rows, members().problems) == (1221, ())
    assert dyads().rows == 3222
    assert {(problem.code, problem.location is not None) for problem in dyads().problems} == {
        ("interval-reversed", True)
    }
    assert len(dyads().problems) == 11
    assert (atop().rows, atop().problems) == (745 + 2398, ())


def test_there_are_as_many_treaties_as_numbers() -> None:
    assert members().ask("SELECT (COUNT(*) AS ?n) { ?treaty a kg:Treaty }") == [("414",)]
    assert atop().ask("SELECT (COUNT(*) AS ?n) { ?treaty a kg:Treaty }") == [("745",)]
    assert members().ask("SELECT (COUNT(*) AS ?n) { ?p kg:role kg:Party }") == [("1221",)]
    assert atop().ask("SELECT (COUNT(*) AS ?n) { ?p kg:role kg:Party }") == [("2398",)]


def test_the_treaty_of_1961_ends_on_different_days() -> None:
    asked = "SELECT ?date ?party {{ {} kg:date ?date ; " + PARTIES + " }}"
    assert members().ask(asked.format("code:cow-alliance.264")) == [
        ("1961-07-06/1995-09-07", "code:cow.365"),
        ("1961-07-06/1995-09-07", "code:cow.731"),
    ]
    assert atop().ask(asked.format("code:atop.3440")) == [
        ("1961-07-06/1996-09-10", "code:cow.365"),
        ("1961-07-06/1996-09-10", "code:cow.731"),
    ]
    assert members().ask("code:cow-alliance.264 kg:provides ?what") == [("kg:MutualDefence",), ("kg:NonAggression",)]
    assert members().ask("code:cow-alliance.264 kg:kind ?kind") == [("kg:AllianceTreaty",)]


def test_the_treaty_of_2000_is_an_entente_of_unknown_end() -> None:
    asked = (
        "SELECT ?date ?lasted ?kind { code:cow-alliance.397 kg:date ?date ; kg:earliestEnd ?lasted ; kg:kind ?kind }"
    )
    assert members().ask(asked) == [("2000-02-09/", "2012-12-31", "kg:Entente")]
    assert members().ask("code:cow-alliance.397 kg:provides ?what") == [("kg:Entente",)]
    assert members().ask("code:cow-alliance.397 kg:latestEnd ?end") == []
    assert atop().ask("code:atop.4940 kg:date ?date ; kg:kind ?kind") == [("2000-02-09/", "kg:Entente")]


def test_the_dates_of_a_member_are_its_own() -> None:
    asked = "SELECT ?date { code:cow-alliance.264 kg:participation ?p . ?p kg:actor code:cow.731 ; kg:date ?date }"
    assert members().ask(asked) == [("1961-07-06/1995-09-07",)]
    older = "SELECT DISTINCT ?treaty ?member { code:cow-alliance.1 kg:date ?treaty ; kg:participation/kg:date ?member }"
    assert members().ask(older) == [("1386-05-09/", "1816-01-01/")]


def test_a_treaty_provides_what_any_of_its_members_promises() -> None:
    assert ("kg:MutualDefence",) in members().ask("code:cow-alliance.411 kg:provides ?what")
    assert ("kg:Neutrality",) in members().ask("code:cow-alliance.39 kg:provides ?what")


def test_a_member_that_left_has_not_left_the_treaty_without_an_end() -> None:
    asked = """SELECT ?treaty { ?treaty a kg:Treaty ; kg:date ?date ; kg:earliestEnd ?end
        FILTER(STRENDS(STR(?date), "/") && STR(?end) != "2012-12-31") }"""
    assert members().ask(asked) == []


def test_atop_says_which_alliance_is_the_same() -> None:
    assert atop().ask("code:atop.3440 skos:exactMatch ?alliance") == [("code:cow-alliance.264",)]
    assert atop().ask("SELECT (COUNT(*) AS ?n) { ?treaty skos:exactMatch ?alliance }") == [("394",)]


def test_a_day_that_is_missing_is_not_the_first_of_the_month() -> None:
    asked = """SELECT (COUNT(*) AS ?n) {
        ?treaty a kg:Treaty ; kg:date ?date FILTER(REGEX(STR(?date), "/[0-9]{4}-[0-9]{2}$")) }"""
    assert atop().ask(asked) == [("13",)]


def test_a_pair_is_part_of_a_treaty() -> None:
    asked = """SELECT ?date ?treaty { ?tie kg:kind kg:Alliance ; kg:date ?date ; kg:about ?treaty ;
        kg:participation/kg:actor code:cow.365, code:cow.731 }"""
    assert dyads().ask(asked) == [
        ("1961-07-06/1995-09-07", "code:cow-alliance.264"),
        ("2000-02-09/", "code:cow-alliance.397"),
    ]
