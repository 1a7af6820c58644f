"""Of which years a release speaks, where its descriptor leaves that to the rows."""

from __future__ import annotations

from tests.importers.conftest import PACTS, ROWS, Desk, table

RELEASE = "https://w3id.org/diplograph/source/pacts-1.2"
BY_ROWS = PACTS.replace('covers = "1816/2012"', 'covers = "rows"')


def test_rows_that_come_in_tell_what_is_covered(desk: Desk) -> None:
    desk.describe(BY_ROWS)
    assert desk.bring({"member.csv": table(*ROWS)}).objects(RELEASE, "covers") == ["1902-01-01/2012-12-31"]
    assert desk.bring({"member.csv": table(*ROWS)}, only=("pact=9",)).objects(RELEASE, "covers") == [
        "1961-01-01/1961-12-31"
    ]


def test_one_day_is_one_date_and_no_day_is_none(desk: Desk) -> None:
    desk.describe(BY_ROWS.replace('date = { year = "sy" }\n', ""))
    one = "3,12,Arvenia,1961,7,6,1961,7,6,0,none,"
    assert desk.bring({"member.csv": table(one)}).objects(RELEASE, "covers") == ["1961-07-06"]
    undated = "3,12,Arvenia,,,,,,,0,none,"
    assert desk.bring({"member.csv": table(undated)}).objects(RELEASE, "covers") == []
