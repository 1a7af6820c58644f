"""Candidates: what the evidence makes of two records, and what rivals make of it."""

from __future__ import annotations

from dataclasses import replace

from kg.config import Margins
from kg.linking.candidates import Candidate, Options, suggest
from kg.linking.record import Actor, Record
from kg.model.dates import parse_date

STATE, PERSON = frozenset({"State", "Actor"}), frozenset({"Person", "Actor"})
TREATY = frozenset({"Treaty", "TemporalEntity"})
ARVENIA, BELMARK, CORLAND = (Actor(frozenset({name}), (name,)) for name in ("Arvenia", "Belmark", "Corland"))


def state(identifier: str, *names: str, **more: object) -> Record:
    return replace(Record(identifier, names[0], names, "State", STATE), **more)  # type: ignore[arg-type]


def treaty(identifier: str, date: str, *actors: Actor) -> Record:
    bounds = parse_date(date).bounds(Margins())
    name = f"Treaty {identifier}"
    return Record(identifier, name, (name,), "Treaty", TREATY, date, bounds, actors=actors, is_temporal=True)


def dated(record: Record, date: str) -> Record:
    return replace(record, date=date, bounds=parse_date(date).bounds(Margins()))


def best(entity: Record, *records: Record) -> list[tuple[str, float]]:
    found = suggest([entity], records, Options(limit=9, least=0.05))
    return [(each.record.id, round(each.confidence, 2)) for each in found]


def only(entity: Record, *records: Record) -> Candidate:
    (found,) = suggest([entity], records, Options(least=0.5))
    return found


def test_the_same_name_and_type_is_nearly_sure() -> None:
    found = only(state("ent:a", "Arvenia"), state("1", "Arvenia"), state("2", "Belmark"))
    assert (found.record.id, found.likeness) == ("1", 1.0)
    assert found.confidence > 0.95
    assert found.why == "“Arvenia”, the same name; both State"
    assert not found.is_lexical


def test_names_alone_are_lexical() -> None:
    assert only(replace(state("ent:a", "Arvenia"), classes=frozenset()), state("1", "Arvenia")).is_lexical


def test_another_type_speaks_against_it() -> None:
    assert best(state("ent:a", "Arvenia"), Record("1", "Arvenia", ("Arvenia",), "Person", PERSON)) == [("1", 0.14)]


def test_two_records_of_the_same_name_leave_it_open() -> None:
    found = best(state("ent:a", "Arvenia"), state("1", "Arvenia"), state("2", "Arvenia"))
    assert [round(sure, 1) for _, sure in found] == [0.5, 0.5]


def test_dates_tell_them_apart() -> None:
    old, new = dated(state("1", "Arvenia"), "1816/1850"), dated(state("2", "Arvenia"), "1900/1950")
    ((identifier, sure), *_) = best(dated(state("ent:a", "Arvenia"), "1921/1931"), old, new)
    assert identifier == "2"
    assert sure > 0.9


def test_an_identifier_that_both_have_decides() -> None:
    entity = state("ent:a", "Arvenia", codes={"wikidata": frozenset({"Q1"})})
    agrees = state("1", "Ruritania", codes={"wikidata": frozenset({"Q1"})})
    differs = state("2", "Arvenia", codes={"wikidata": frozenset({"Q2"})})
    assert [identifier for identifier, _ in best(entity, agrees, differs)] == ["1"]
    assert "both are wikidata Q1" in only(entity, agrees, differs).why


def test_two_entities_that_fit_one_record_share_it() -> None:
    entities = [state("ent:a", "Arvenia"), state("ent:b", "Arvenia")]
    found = suggest(entities, [state("1", "Arvenia")], Options(least=0))
    assert [round(each.confidence, 1) for each in found] == [0.5, 0.5]


def test_treaties_are_known_by_parties_and_dates_whatever_they_are_called() -> None:
    entity = treaty("ours", "1921-05", ARVENIA, BELMARK)
    same = treaty("1", "1921-05-14/1935", ARVENIA, BELMARK)
    other_parties = treaty("2", "1921-05-20/1935", ARVENIA, CORLAND)
    other_time = treaty("3", "1911-05-14/1935", ARVENIA, BELMARK)
    found = only(entity, same, other_parties, other_time)
    assert found.record.id == "1"
    assert "1921-05 and 1921-05-14/1935 begin alike" in found.why
    assert "Arvenia, Belmark: 2 of 2 actors in common" in found.why


def test_actors_are_the_same_by_identifier_or_by_name() -> None:
    entity = treaty("ours", "1921-05-14", Actor(frozenset({"ent:ussr", "code:cow.365"}), ("Soviet Union",)), BELMARK)
    linked = treaty(
        "1", "1921-05-14", Actor(frozenset({"code:cow.365"}), ("Russia",)), Actor(frozenset(), ("belmark",))
    )
    assert "2 of 2 actors" in only(entity, linked).why


def test_no_actor_in_common_speaks_against_it() -> None:
    ((_, sure),) = best(treaty("ours", "1921-05", ARVENIA, BELMARK), treaty("1", "1921-05-14", CORLAND))
    assert sure < 0.2


def test_begins_that_lie_apart_speak_against_it() -> None:
    entity = treaty("ours", "1921-05-14", ARVENIA, BELMARK)
    near, far = treaty("1", "1921-05-30", ARVENIA, BELMARK), treaty("2", "1921-11-30", ARVENIA, BELMARK)
    found = dict(best(entity, near, far))
    assert found["1"] > 5 * found.get("2", 0.0)


def test_an_unknown_begin_is_weighed_by_whether_the_times_meet() -> None:
    entity, late = treaty("ours", "1921", ARVENIA), treaty("1", "/1910", ARVENIA)
    assert suggest([entity], [late], Options(least=0), near=lambda _entity: [late])[0].confidence < 0.2


def test_what_is_decided_is_not_suggested_again() -> None:
    entity, record = state("ent:a", "Arvenia"), state("1", "Arvenia")
    assert suggest([entity], [record], Options(decided=frozenset({("ent:a", "1")}))) == []


def test_at_most_so_many_and_at_least_so_sure() -> None:
    records = [state(str(number), "Arvenia") for number in range(5)]
    assert len(suggest([state("ent:a", "Arvenia")], records, Options(limit=2, least=0.1))) == 2
    assert suggest([state("ent:a", "Arvenia")], records, Options(least=0.5)) == []


def test_progress_is_told() -> None:
    told: list[int] = []
    suggest([state("ent:a", "Arvenia"), state("ent:b", "Belmark")], [], progress=told.append)
    assert told == [1, 2]


def test_a_misspelt_name_is_found_among_many() -> None:
    records = [state(str(number), f"Land {number}") for number in range(300)] + [state("x", "Belmarck")]
    assert only(state("ent:b", "Belmark"), *records).record.id == "x"


def test_what_somebody_did_tells_whether_a_time_can_be_his() -> None:
    active = parse_date("2003-12").bounds(Margins())
    person = Record("ent:h", "Selig Hale", ("Selig Hale",), "Person", PERSON, bounds=active)
    then = dated(Record("1", "Hale", ("Hale",), "Person", PERSON), "1841/1845")
    now = dated(Record("2", "Hale", ("Hale",), "Person", PERSON), "2001/2005")
    assert only(person, then, now).record.id == "2"
    assert "active 2003 to 2003 meets 2001/2005" in only(person, now).why


def trade(identifier: str, date: str, measure: str, *actors: Actor) -> Record:
    observation = frozenset({"Observation", "TemporalEntity"})
    made = replace(treaty(identifier, date, *actors), kind="Observation", classes=observation)
    return replace(made, concepts=frozenset({measure}))


def test_figures_are_known_by_what_they_measure_of_whom_and_when() -> None:
    entity = trade("ours", "1921", "TradeVolume", ARVENIA, BELMARK)
    same = trade("1", "1921", "TradeVolume", ARVENIA, BELMARK)
    of_others = [trade(f"2{n}", "1921", "TradeVolume", ARVENIA, Actor(frozenset({f"land {n}"}))) for n in range(100)]
    of_another_time = trade("3", "1921/1931", "TradeVolume", ARVENIA, BELMARK)
    of_another_sort = trade("4", "1921", "TradeRank", ARVENIA, BELMARK)
    assert only(entity, same, *of_others, of_another_time, of_another_sort).record.id == "1"
    assert best(entity, of_another_sort) == []
