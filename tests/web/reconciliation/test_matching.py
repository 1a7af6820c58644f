"""Which entity is meant: by name, type, time and whatever else is known."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.reconciliation.service import Json, Service


def first(found: list[Json]) -> tuple[str, bool]:
    """Give the identifier of the first candidate, and whether it may be taken."""
    return (found[0]["id"], found[0]["match"]) if found else ("", False)


def test_candidates_have_all_that_clients_look_for(service: Service) -> None:
    for each in service.candidates("Putin"):
        assert each["id"] and "/" not in each["id"]
        assert each["name"]
        assert each["type"] and all(type_.keys() == {"id", "name"} for type_ in each["type"])
        assert 0 <= each["score"] <= 100
        assert {"id", "value"} <= each["features"][0].keys()


def test_scores_fall(service: Service) -> None:
    scores = [each["score"] for each in service.candidates("Russia")]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 3


def test_narrowest_type_comes_first(service: Service) -> None:
    assert [each["id"] for each in service.candidates("Putin")[0]["type"]] == ["Person", "Actor"]


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("Vladimir Putin", "vladimir-putin"),
        ("vladimir putin", "vladimir-putin"),
        ("Putin, Vladimir", "vladimir-putin"),
        ("Владимир Владимирович Путин", "vladimir-putin"),
        ("김정일", "kim-jong-il"),
        ("DPRK", "north-korea"),
        ("1961 Treaty", "treaty-1961"),
        ("vladimir-putin", "vladimir-putin"),
        ("https://w3id.org/diplograph/id/vladimir-putin", "vladimir-putin"),
        ("ent:vladimir-putin", "vladimir-putin"),
        ("wikidata:Q7747", "vladimir-putin"),
        ("http://www.wikidata.org/entity/Q7747", "vladimir-putin"),
    ],
)
def test_names_and_identifiers_find_their_entity(service: Service, query: str, id_: str) -> None:
    assert first(service.candidates(query)) == (id_, True)


@pytest.mark.parametrize("query", ["Vladmir Putin", "Poutine", "Wladimir Putin", "Путин"])
def test_other_spellings_find_it_and_leave_the_choice(service: Service, query: str) -> None:
    assert first(service.candidates(query)) == ("vladimir-putin", False)


def test_what_nobody_is_called_is_not_taken(service: Service) -> None:
    assert not any(each["match"] for each in service.candidates("Zanzibar Revolution of 1964"))


def test_part_of_several_names_is_not_taken(service: Service) -> None:
    found = service.candidates("Kim", type="Person")
    assert {"kim-il-sung", "kim-jong-il"} <= {each["id"] for each in found}
    assert not any(each["match"] for each in found)


# --- types ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "type_",
    [
        "State",
        "kg:State",
        "https://w3id.org/diplograph/ontology#State",
        "state",
        ["State"],
        {"id": "State", "name": "state"},
        [{"id": "State", "name": "state"}],
        [{"id": "State"}, "Person"],
    ],
)
def test_type_is_understood_however_it_is_given(service: Service, type_: Any) -> None:
    found = service.ask(q0={"query": "Russia", "type": type_})["q0"]
    assert first(found) == ("russia", True)
    assert all({"State", "Person"} & {each["id"] for each in candidate["type"]} for candidate in found)


def test_type_raises_what_has_it(service: Service) -> None:
    without, with_ = service.candidates("Russia")[0], service.candidates("Russia", type="State")[0]
    assert without["id"] == with_["id"] == "russia"
    assert with_["score"] > without["score"]


def test_class_above_is_a_type_as_well(service: Service) -> None:
    assert first(service.candidates("Putin", type="Actor")) == ("vladimir-putin", True)


def test_type_can_be_no_more_than_evidence(service: Service) -> None:
    hard, soft = (
        service.ask(q0={"query": "Putin", "type": "State", "type_strict": strict})["q0"] for strict in ("any", "should")
    )
    assert hard == []
    assert soft[0]["id"] == "vladimir-putin"
    assert not soft[0]["match"]


def test_all_types_can_be_asked_for(service: Service) -> None:
    asked = {"query": "Putin", "type_strict": "all"}
    assert first(service.ask(q0={**asked, "type": ["Person", "Actor"]})["q0"]) == ("vladimir-putin", True)
    assert service.ask(q0={**asked, "type": ["Person", "State"]})["q0"] == []


def test_type_that_there_is_not_has_no_entities(service: Service) -> None:
    assert service.candidates("Putin", type="Q5") == []


@pytest.mark.parametrize("type_", ["", None, [], [""], {"id": ""}])
def test_empty_type_is_no_type(service: Service, type_: Any) -> None:
    assert first(service.ask(q0={"query": "Putin", "type": type_})["q0"])[0] == "vladimir-putin"


# --- the year ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "year", "id_"),
    [
        ("Russia", 1960, "ussr"),
        ("Russia", "1995", "russia"),
        ("Russia", "1995.0", "russia"),
        ("Russia", "1995-06-01", "russia"),
        ("Russia", "1995-06-01T00:00:00Z", "russia"),
        ("Russia", "199X", "russia"),
        ("Россия", 1970, "ussr"),
        ("USSR", 1960, "ussr"),
        ("PRK", 2000, "north-korea"),
        ("Nordkorea", 2000, "north-korea"),
    ],
)
def test_state_is_the_one_of_its_time(service: Service, query: str, year: Any, id_: str) -> None:
    assert first(service.candidates(query, type="State", year=year)) == (id_, True)
    assert first(service.candidates(query, type="State", date=year)) == (id_, True)


@pytest.mark.parametrize("year", ["c. 1960", "12/05/1960", "1960-1970", "soon"])
def test_time_that_cannot_be_read_leaves_the_match_to_people(service: Service, year: str) -> None:
    assert [each["match"] for each in service.candidates("Russia", type="State", year=year)].count(True) == 0
    assert first(service.candidates("Russia", type="State", year="")) == ("russia", True)


def test_state_that_was_not_there_is_not_taken(service: Service) -> None:
    then, later = (service.candidates("Soviet Union", type="State", year=year)[0] for year in (1980, 1995))
    assert then["id"] == later["id"] == "ussr"
    assert then["match"] and not later["match"]
    assert then["score"] > 90
    assert later["score"] < 30


def test_name_of_two_states_is_left_open(service: Service) -> None:
    found = service.candidates("Korea", type="State", year=1960)
    assert {each["id"] for each in found[:2]} == {"north-korea", "south-korea"}
    assert not any(each["match"] for each in found)


@pytest.mark.parametrize(("year", "is_match"), [(1961, True), (1985, True), (1950, False), (2005, False)])
def test_treaty_is_taken_while_it_was_valid(service: Service, year: int, is_match: bool) -> None:
    assert first(service.candidates("Treaty of 1961", type="Treaty", year=year)) == ("treaty-1961", is_match)


def test_year_tells_events_apart(service: Service) -> None:
    by_year = {year: service.candidates("summit", type="Event", year=year)[0]["id"] for year in (2000, 2002)}
    assert by_year == {2000: "summits-2000", 2002: "putin-kim-summit-2002"}


def test_year_raises_and_lowers(service: Service) -> None:
    evidence: list[Json] = [{"year": 1990}, {}, {"year": 2000}]
    answers = [service.candidates("Putin's visit to Pyongyang", **each) for each in evidence]
    scores = [next(each["score"] for each in found if each["id"] == "putin-visit-2000") for found in answers]
    assert scores == sorted(scores)
    assert len(set(scores)) == 3


@pytest.mark.parametrize("year", ["", "once upon a time", "99999", True, 12.5, {"id": "2000"}, ["", "2000"], -4, "0"])
def test_what_is_no_year_says_nothing(service: Service, year: Any) -> None:
    assert service.candidates("Putin's visit to Pyongyang", year=year)[0]["id"] == "putin-visit-2000"


def test_begin_is_set_against_begins(service: Service) -> None:
    assert first(service.candidates("Treaty of 1961", type="Treaty", begin="1961")) == ("treaty-1961", True)
    assert first(service.candidates("Treaty of 1961", type="Treaty", begin="1999")) == ("treaty-1961", False)


# --- other evidence ---------------------------------------------------------------------------------


def test_country_raises_and_lowers(service: Service) -> None:
    own, none, other = (
        service.candidates("Vladimir Putin", **evidence)[0]["score"]
        for evidence in ({"country": "Russia"}, {}, {"country": "Japan"})
    )
    assert own > none > other


@pytest.mark.parametrize("country", ["Russia", "Russie", "RUS", {"id": "russia"}, {"id": "russia", "name": "Russia"}])
def test_country_is_understood_however_it_is_given(service: Service, country: Any) -> None:
    features = service.candidates("Vladimir Putin", country=country)[0]["features"]
    assert {"id": "country", "name": "country", "value": 2.0} in features


def test_parties_raise_and_lower(service: Service) -> None:
    scores = [
        next(each["score"] for each in found if each["id"] == "treaty-2000")
        for found in (
            service.candidates("Treaty on Friendship", type="Treaty", **evidence)
            for evidence in ({"participant": ["Japan"]}, {}, {"participant": ["Russia", "North Korea"]})
        )
    ]
    assert scores == sorted(scores)
    assert len(set(scores)) == 3


def test_identifiers_decide(service: Service) -> None:
    assert first(service.ask(q0={"properties": [{"pid": "wikidata", "v": "Q159"}]})["q0"]) == ("russia", True)
    assert first(service.candidates("Russia", wikidata="Q159")) == ("russia", True)
    other = service.candidates("Russia", wikidata="Q668")
    assert not any(each["match"] for each in other)
    assert all(each["score"] < 1 for each in other if each["id"] == "russia")


def test_other_names_count(service: Service) -> None:
    assert first(service.ask(q0={"properties": [{"pid": "name", "v": "Vladimir Putin"}]})["q0"]) == (
        "vladimir-putin",
        True,
    )


def test_property_of_the_ontology_is_evidence(service: Service) -> None:
    with_, without = (
        service.candidates("Putin's visit", **evidence)[0]["score"] for evidence in ({"place": "Pyongyang"}, {})
    )
    assert with_ > without


def test_property_that_there_is_not_may_be_anything(service: Service) -> None:
    with_, without = (
        service.candidates("Putin's visit", **evidence)[0]["score"] for evidence in ({"venue": "Pyongyang"}, {})
    )
    assert with_ > without
    assert service.candidates("Putin's visit", venue="Atlantis")[0]["score"] == without


def test_query_without_a_name_gives_what_fits(service: Service) -> None:
    asked = {"type": "Treaty", "properties": [{"pid": "participant", "v": {"id": "north-korea"}}]}
    assert [each["id"] for each in service.ask(q0=asked)["q0"]] == ["treaty-2000"]


def test_queries_do_not_touch_each_other(service: Service) -> None:
    alone = service.candidates("Russia", type="State")
    asked: Json = {
        "a": {"query": "Russia", "type": "State"},
        "b": {"query": "Russia", "properties": [{"pid": "year", "v": 1}]},
    }
    assert service.ask(**asked)["a"] == alone


@pytest.mark.parametrize("limit", [1, 2, 3.0, "2", 10**30])
def test_limit_is_kept(service: Service, limit: Any) -> None:
    found = service.post(
        queries=f'{{"q0": {{"query": "Russia", "limit": {limit if limit != "2" else chr(34) + "2" + chr(34)}}}}}'
    )
    assert 1 <= len(found.json()["q0"]["result"]) <= min(int(limit), 100)


def test_only_entities_are_candidates(service: Service) -> None:
    names = ("Lankov 2007", "P19", "putin-visit-2000-took-place", "State", "military alliance")
    for name, found in service.ask(**{name: {"query": name} for name in names}).items():
        ids = [each["id"] for each in found]
        assert not any(":" in each or each.startswith("lankov-2007") for each in ids), name


def test_small_graph_answers_alike(embassy: Service) -> None:
    assert first(embassy.candidates("Arvenia", type="State")) == ("arvenia", True)
    assert first(embassy.candidates("Арвения")) == ("arvenia", True)
    assert first(embassy.candidates("Volkova", type="Person")) == ("irena-volkova", True)
