"""Resolving: the state that a name or code means in its year, under each policy."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kg.linking.reconciling.answer import Status
from kg.linking.reconciling.resolving import StateResolver
from kg.linking.reconciling.states import state_resolver
from kg.linking.reconciling.when import parse_days, parse_year
from kg.linking.states.record import Days
from kg.linking.states.table import StateTable
from tests.linking.states.lists import SHARED, table_of, write_lists


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> StateTable:
    return table_of(*write_lists(tmp_path_factory.mktemp("lists")))


def found(table: StateTable, text: str, when: int | str | None, scheme: str, policy: str) -> str:
    """Give the code, or in which way there is none."""
    days = None if when is None else parse_days(str(when))
    answer = StateResolver(table, [scheme], policy).resolve(text, days).answers[scheme]
    return answer.code or answer.status.value


@pytest.mark.parametrize(
    ("text", "when", "scheme", "cow", "gw", "legal"),
    [
        ("Russia", 1985, "cow", "365", "365", "365"),
        ("Russia", 1985, "iso3", "RUS", "RUS", "SUN"),
        ("Russia", 1985, "iso3166-3", "no code", "no code", "SUHH"),
        ("Russia", 2000, "iso3", "RUS", "RUS", "RUS"),
        ("Russia", 1900, "gw", "365", "365", "365"),
        ("Soviet Union", 1950, "cow", "365", "365", "365"),
        ("Soviet Union", 2000, "cow", "365", "365", "not then"),
        ("Germany", 1936, "cow", "255", "255", "255"),
        ("Germany", 1960, "cow", "ambiguous", "ambiguous", "ambiguous"),
        ("Deutschland", 1960, "iso3", "ambiguous", "ambiguous", "ambiguous"),
        ("Germany", 1995, "cow", "255", "255", "255"),
        ("Germany", 1995, "gw", "260", "260", "260"),
        ("West Germany", 1960, "cow", "260", "260", "260"),
        ("GFR", 1960, "iso3", "DEU", "DEU", "DEU"),
        ("GFR", 2000, "cow", "not then", "255", "255"),
        ("East Germany", 1960, "iso3", "DDR", "DDR", "DDR"),
        ("East Germany", 2000, "cow", "not then", "not then", "not then"),
        ("Yugoslavia", 1985, "iso3", "SRB", "YUG", "YUG"),
        ("Serbia", 1985, "cow", "345", "not then", "not then"),
        ("Serbia", 2009, "cow", "345", "345", "345"),
        ("Serbia", 2009, "gw", "340", "340", "340"),
        ("Korea", 1900, "cow", "730", "730", "730"),
        ("Korea", 1905, "iso3", "no code", "no code", "no code"),
        ("Korea", 1930, "cow", "not then", "not then", "not then"),
        ("Korea", 1960, "cow", "ambiguous", "ambiguous", "ambiguous"),
        ("South Korea", 1905, "cow", "not then", "not then", "not then"),
        ("ROK", 1960, "cow", "732", "732", "732"),
        ("Vietnam", 1960, "cow", "ambiguous", "ambiguous", "ambiguous"),
        ("Vietnam", 1990, "cow", "816", "816", "816"),
        ("South Vietnam", 1960, "cow", "817", "817", "817"),
        ("France", 1943, "cow", "not then", "not then", "not then"),
        ("France", 1943, "gw", "220", "220", "220"),
        ("France", 1943, "iso3", "FRA", "FRA", "FRA"),
        ("France", 2022, "cow", "220", "220", "220"),
        ("Turkey (Ottoman Empire)", 1900, "iso3", "TUR", "TUR", "TUR"),
        ("Burma", 1980, "iso3", "MMR", "MMR", "MMR"),
        ("Burma", 1980, "iso3166-3", "BUMM", "BUMM", "BUMM"),
        ("Hong Kong", 1980, "iso3", "HKG", "HKG", "HKG"),
        ("Hong Kong", 1980, "cow", "no code", "no code", "no code"),
        ("Atlantis", 1980, "cow", "unknown", "unknown", "unknown"),
        ("  ", 1980, "cow", "empty", "empty", "empty"),
        ("365", 1985, "iso3", "RUS", "RUS", "SUN"),
        ("365.0", 1985, "gw", "365", "365", "365"),
        ("AUS", 1985, "iso3", "ambiguous", "ambiguous", "ambiguous"),
        ("970", 2005, "iso3", "ambiguous", "ambiguous", "ambiguous"),
        ("gmy", 1900, "cow", "255", "255", "255"),
        ("Russia", 1985, "cow-abbrev", "RUS", "RUS", "RUS"),
        ("Germany", None, "cow", "ambiguous", "ambiguous", "ambiguous"),
        ("Germany", None, "iso3", "DEU", "DEU", "DEU"),
        ("Russia", None, "iso3", "RUS", "RUS", "ambiguous"),
        ("France", None, "cow", "220", "220", "220"),
        ("Korea", None, "cow", "ambiguous", "ambiguous", "ambiguous"),
        ("Atlantis", None, "cow", "unknown", "unknown", "unknown"),
        ("Germany", "1990-05-05", "cow", "ambiguous", "ambiguous", "ambiguous"),
        ("Germany", "1991-07-08", "cow", "255", "255", "255"),
    ],
)
def test_the_state_of_its_year(
    table: StateTable, text: str, when: int | str | None, scheme: str, cow: str, gw: str, legal: str
) -> None:
    assert [found(table, text, when, scheme, policy) for policy in ("cow", "gw", "legal")] == [cow, gw, legal]


def test_without_a_policy_what_differs_is_told(table: StateTable) -> None:
    resolved = StateResolver(table, ["cow", "iso3"]).resolve("Russia", parse_year("1985"))
    assert resolved.answers["cow"].code == "365"
    assert list(resolved.differing) == ["iso3"]
    assert {policy: answer.code for policy, answer in resolved.differing["iso3"].items()} == {
        "cow": "RUS",
        "gw": "RUS",
        "legal": "SUN",
    }


def test_a_policy_without_its_list_is_not_asked(tmp_path: Path) -> None:
    alone = table_of()
    assert StateResolver(alone, ["iso3"]).resolve("Russia", parse_year("1985")).answers["iso3"].code == "SUN"


def test_reasons(table: StateTable) -> None:
    resolver = StateResolver(table, ["cow"], "cow")
    absent = resolver.resolve("South Korea", parse_year("1905")).answers["cow"]
    assert absent.note == "732 South Korea: 1950-07-07/"
    replaced = resolver.resolve("GFR", parse_year("2000")).answers["cow"]
    assert replaced.note.endswith("(255 Germany was there then)")
    ambiguous = resolver.resolve("Germany", parse_year("1960")).answers["cow"]
    assert ambiguous.candidates == ("260 German Federal Republic", "265 German Democratic Republic")
    late = resolver.resolve("France", parse_year("2022")).answers["cow"]
    assert late.how == "name; the list closes on 2016-12-31"
    assert late.is_reserved
    undated = StateResolver(table, ["iso3"], "cow").resolve("Hong Kong", parse_year("1900")).answers["iso3"]
    assert (undated.how, undated.is_reserved) == ("name; undated", False)
    unknown = resolver.resolve("Frnace", parse_year("2000")).answers["cow"]
    assert (unknown.status, unknown.code) == (Status.UNKNOWN, "")
    assert resolver.suggestions("Frnace") == ["France"]
    assert resolver.suggestions("Lao Republic")[0] == "Lao People's Democratic Republic"
    assert resolver.suggestions("...") == []


def test_a_code_of_two_schemes_says_so(table: StateTable) -> None:
    answer = StateResolver(table, ["iso3"], "cow").resolve("AUS", parse_year("1985")).answers["iso3"]
    assert answer.candidates == ("AUS Australia", "AUT Austria")
    assert answer.note == "code: cow-abbrev, iso3; --from says which"


def test_a_column_of_codes_has_one_scheme(table: StateTable) -> None:
    resolver = state_resolver(table, ["iso3"], "cow", [], ["AUS", "GMY", "KOR", "somewhere"])
    assert resolver.resolve("AUS", parse_year("1985")).answers["iso3"].code == "AUT"
    resolver = state_resolver(table, ["iso3"], "cow", [], ["AUS", "DEU"])
    assert resolver.resolve("AUS", parse_year("1985")).answers["iso3"].code == "AUS"
    resolver = state_resolver(table, ["iso3"], "cow", ["gw"], ["970"])
    assert resolver.resolve("970", parse_year("2005")).answers["iso3"].code == "KIR"
    resolver = state_resolver(table, ["cow"], "cow", ["iso-numeric"], ["36", "250"])
    assert resolver.resolve("250", parse_year("2005")).answers["cow"].code == "220"


def test_a_list_may_be_meant_by_its_own_names(table: StateTable) -> None:
    year = parse_year("1960")
    assert state_resolver(table, ["cow"], "cow", ["cow-name"], []).resolve("Vietnam", year).answers["cow"].code == "816"
    own = state_resolver(table, ["cow"], "cow", ["gw-name"], [])
    assert own.resolve("German Federal Republic", year).answers["cow"].how == "name: gw"
    assert own.resolve("Vietnam", year).answers["cow"].status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1985", Days(dt.date(1985, 1, 1), dt.date(1985, 12, 31))),
        ("1985.0", Days(dt.date(1985, 1, 1), dt.date(1985, 12, 31))),
        ("1985-06-01 00:00:00", Days(dt.date(1985, 1, 1), dt.date(1985, 12, 31))),
        ("", None),
    ],
)
def test_years(text: str, days: Days | None) -> None:
    assert parse_year(text) == days


@pytest.mark.parametrize("text", ["85 AD", "0", "-5", "19855", "1985-06", "n/a"])
def test_what_is_no_year(text: str) -> None:
    with pytest.raises(ValueError, match="is not a year"):
        parse_year(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1985-02", "1985-02-01", "1985-02-28"),
        ("1985-02-03", "1985-02-03", "1985-02-03"),
        ("1985-02-03 00:00:00", "1985-02-03", "1985-02-03"),
        ("1985-02-03T14:30:00", "1985-02-03", "1985-02-03"),
        ("198X", "1980-01-01", "1989-12-31"),
    ],
)
def test_dates(text: str, first: str, last: str) -> None:
    assert parse_days(text) == Days(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize("text", ["03/02/1985", "soon"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        parse_days(text)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the datasets are the user's own")
def test_nothing_is_wrong_among_the_labelled_pairs() -> None:
    pairs = pytest.importorskip("benchmarks.reconcile.pairs")
    wrong = []
    files = {
        "cow": ("cow_states/states2016.csv",),
        "gw": ("gw_states/ksgmdw.txt", "gw_states/microstates.txt"),
    }
    for scheme, names in files.items():
        resolver = StateResolver(table_of(*(SHARED / name for name in names)), [scheme], scheme)
        for pair in pairs.read_pairs(SHARED, iso=False):
            if pair.scheme == scheme:
                code = resolver.resolve(pair.name, parse_year(str(pair.year))).answers[scheme].code
                wrong += [(pair, code)] if code and code != pair.code else []
    assert wrong == []
