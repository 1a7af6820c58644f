"""Rows that do not fit are reported with file, line, column and reason, and the rest comes in."""

from __future__ import annotations

import pytest

from kg.errors import InputError
from kg.importers.problems import KEPT
from tests.importers.conftest import PACTS, ROWS, Desk, table

GOOD = "20,12,Arvenia,1950,1,1,1960,1,1,0,none,5"

BAD = {
    "21,12,Arvenia,1995,2,30,,,,0,none,5": ("date-impossible", 4, "'1995' '2' '30' is not a day of the calendar"),
    "22,12,Arvenia,99999,1,1,,,,0,none,5": ("date-unreadable", 4, "'99999' '1' '1' is not a date that can be read"),
    "23,12,Arvenia,1990,1,1,1980,1,1,0,none,5": ("interval-reversed", 4, "is an interval that ends before it begins"),
    "24,12,Arvenia,1990,1,1,,,,0,new,5": ("code-unknown", 11, "'new' is not in the lookup kind"),
    "25,12,Arvenia,1990,1,1,,,,0,none,many": ("number-malformed", 12, "'many' is not a number"),
    ",12,Arvenia,1990,1,1,,,,0,none,5": ("id-missing", 1, "an identifier is made of it and it is empty"),
    "2\x016,12,Arvenia,1990,1,1,,,,0,none,5": ("id-unusable", 1, "has a character that no identifier may have"),
    "27,12,Arvenia,1990,1,1,,,,0,none": ("row-ragged", 0, "row 3 has 11 cells where the file has 12 columns"),
    "20,12,Arvenia,1950,1,1,1960,1,1,0,none,5": ("id-duplicate", 1, "makes an identifier that an earlier row has made"),
}


@pytest.mark.parametrize("row", BAD)
def test_row_that_does_not_fit_is_left_out(desk: Desk, row: str) -> None:
    code, column, message = BAD[row]
    imported = desk.bring({"members.csv": table(GOOD, row, *ROWS)})
    found = [problem for problem in imported.outcome.problems if problem.code == code]
    assert found
    assert message in found[0].message
    assert found[0].location is not None
    assert found[0].location.path.endswith("members.csv")
    assert (found[0].location.line, found[0].location.column) == (3, column)
    assert imported.outcome.left_out == 1
    assert imported.outcome.written == len(ROWS) + 1
    assert imported.objects("pact.8", "date") == ["1930/"]


def test_strict_import_stops_and_writes_nothing(desk: Desk) -> None:
    with pytest.raises(InputError, match="not a day of the calendar") as raised:
        desk.bring({"members.csv": table(GOOD, next(iter(BAD)))}, strict=True)
    assert raised.value.location is not None
    assert raised.value.location.line == 3
    assert list((desk.workspace.root / "imported").iterdir()) == []


def test_line_is_that_of_the_file_even_after_cells_with_line_ends(desk: Desk) -> None:
    long = '30,12,"Arvenia\nof\nold",1950,1,1,1960,1,1,0,none,5'
    bad = next(iter(BAD))
    imported = desk.bring({"members.csv": table(long, "", GOOD, bad)})
    (problem,) = imported.outcome.problems
    assert problem.location is not None
    assert problem.location.line == 7
    assert imported.objects("pact.20", "row") == ["https://w3id.org/diplograph/source/pacts-1.2.member#row=3"]
    assert imported.objects("trade.30-12", "rdf-schema#label") == ["Trade of Arvenia\nof\nold under pact 30"]


def test_problems_of_one_row_are_all_told(desk: Desk) -> None:
    imported = desk.bring({"members.csv": table(GOOD, "21,12,Arvenia,1995,2,30,,,,0,new,many")})
    assert sorted(imported.codes()) == ["code-unknown", "date-impossible", "number-malformed"]
    assert imported.outcome.left_out == 1


def test_many_problems_are_all_counted(desk: Desk) -> None:
    rows = [f"{number},12,Arvenia,1995,2,30,,,,0,none,5" for number in range(KEPT + 50)]
    outcome = desk.bring({"members.csv": table(GOOD, *rows)}).outcome
    assert len(outcome.problems) == KEPT
    assert outcome.counts == {"date-impossible": KEPT + 50}
    assert outcome.left_out == KEPT + 50


def test_duplicate_is_found_at_the_end_of_a_long_file(desk: Desk) -> None:
    rows = [f"{number},12,Arvenia,1950,1,1,1960,1,1,0,none,5" for number in range(1, 60_000)]
    outcome = desk.bring({"members.csv": table(*rows, rows[2])}).outcome
    assert outcome.counts == {"id-duplicate": 1}, "the participation and the observation say the same"
    assert [problem.location.line for problem in outcome.problems if problem.location] == [60_001]


def test_text_identifiers_are_told_apart_in_a_long_file(desk: Desk) -> None:
    rows = [f"p{number:x},12,Arvenia,1950,1,1,1960,1,1,0,none,5" for number in range(1, 60_000)]
    outcome = desk.bring({"members.csv": table(*rows, rows[2])}).outcome
    assert outcome.counts == {"id-duplicate": 1}


def test_condition_spares_the_rows_it_excludes(desk: Desk) -> None:
    desk.describe(
        PACTS.replace(
            'id = "code:trade.{pact}-{state}"', 'id = "code:trade.{pact}-{state}"\nunless = { flow = "many" }'
        )
    )
    row = "25,12,Arvenia,1990,1,1,,,,0,none,many"
    assert desk.bring({"members.csv": table(row)}).codes() == []


def test_what_several_nodes_have_to_say_of_a_cell_is_told_once(desk: Desk) -> None:
    desk.describe(PACTS.replace('id = "code:inv.{state}"', 'id = "code:inv.{state}-{pact}"'))
    assert desk.bring({"members.csv": table(GOOD, ",12,Arvenia,1950,1,1,,,,0,none,5")}).codes() == ["id-missing"]
