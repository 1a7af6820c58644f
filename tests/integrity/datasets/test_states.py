"""State systems: Correlates of War and Gleditsch-Ward, as they come out of the real files."""

from __future__ import annotations

from tests.integrity.datasets.imported import Imported, imported, real

SPELL = "?spell kg:kind kg:StateSystemMembership ; kg:date ?date ; kg:participation/kg:actor "


def cow(year: str) -> Imported:
    return imported("cow-states", real(f"cow_states/*state*{year}.csv"), release=year)


def gleditsch_ward() -> Imported:
    return imported("gw-states", real("gw_states/ksgmdw.txt"))


def test_every_row_comes_in() -> None:
    assert [(cow(year).rows, cow(year).problems) for year in ("2016", "2024")] == [(243, ()), (244, ())]
    assert (gleditsch_ward().rows, gleditsch_ward().problems) == (216, ())
    workbook = imported("gw-states", real("gw_states/gwstates.xlsx"))
    assert (workbook.rows, workbook.problems) == (216, ())


def test_the_two_lists_begin_south_korea_on_different_days() -> None:
    assert cow("2016").ask(f"SELECT ?date {{ {SPELL} code:cow.732 }}") == [("1949-06-29/",)]
    assert gleditsch_ward().ask(f"SELECT ?date {{ {SPELL} code:gw.732 }}") == [("1948-08-15/",)]


def test_what_has_not_ended_lasts_at_least_until_the_release_closed() -> None:
    asked = f"SELECT ?begin ?end {{ {SPELL} code:cow.731 . ?spell kg:earliestBegin ?begin ; kg:earliestEnd ?end }}"
    assert cow("2016").ask(asked) == [("1948-09-09", "2016-12-31")]
    assert cow("2024").ask(asked) == [("1948-09-09", "2024-12-31")]
    open_ends = 'SELECT (COUNT(*) AS ?n) { ?spell kg:date ?date FILTER(STRENDS(STR(?date), "/..")) }'
    assert cow("2016").ask(open_ends) == gleditsch_ward().ask(open_ends) == [("0",)]
    assert cow("2016").ask("?spell kg:latestEnd ?end FILTER(STRSTARTS(STR(?end), '2016-12-31'))") == []


def test_yugoslavia_ends_in_the_later_release_only() -> None:
    asked = f"SELECT ?date {{ {SPELL} code:cow.345 }}"
    assert cow("2016").ask(asked) == [("1878-07-13/1941-04-20",), ("1944-10-20/",)]
    assert cow("2024").ask(asked) == [("1878-07-13/1941-04-20",), ("1944-10-20/2006-06-03",), ("2006-06-03/",)]


def test_a_code_has_one_label_and_keeps_its_other_names() -> None:
    assert cow("2024").ask("code:cow.345 rdfs:label ?name") == [("Yugoslavia",)]
    names = cow("2024").ask("code:cow.345 skos:altLabel ?name")
    assert {("SRB",), ("Serbia",), ("YUG",)} <= set(names)
    assert cow("2016").ask("code:cow.365 rdfs:label ?name ; kg:statedIn ?release") == [
        ("Russia", "src:cow-states-2016")
    ]


def test_codes_are_kept_apart() -> None:
    assert gleditsch_ward().ask("code:gw.260 rdfs:label ?name") == [("German Federal Republic",)]
    assert gleditsch_ward().ask("code:gw.271 rdfs:label ?name") == [("Württemberg",)]
    assert gleditsch_ward().ask("code:cow.365 ?p ?o") == []
    assert len(cow("2016").ask("SELECT DISTINCT ?state { ?state a kg:State }")) == 217


def test_the_workbook_is_the_release_of_2017() -> None:
    workbook = imported("gw-states", real("gw_states/gwstates.xlsx"))
    assert workbook.ask("?release a kg:DatasetRelease ; kg:covers ?years") == [("src:gw-states-2017", "1816/2017")]
    assert workbook.ask(f"SELECT ?date {{ {SPELL} code:gw.731 }}") == [("1948-09-09/",)]


def test_the_file_says_which_release_it_is() -> None:
    later = imported("cow-states", real("cow_states/cow_statelist2024.csv"))
    assert later.ask("SELECT ?release ?covers { ?release kg:covers ?covers }") == [("src:cow-states-2024", "1816/2024")]
