"""What an import writes of a row, of a release, and of what several rows share."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal, localcontext

import polars as pl
import pytest

from kg.errors import InputError, UsageError
from tests.importers.conftest import HEADER, PACTS, ROWS, Desk, table

MEMBERS = {"members.csv": table(*ROWS)}


def test_treaty_of_several_rows_is_described_once(desk: Desk) -> None:
    imported = desk.bring(MEMBERS)
    assert imported.objects("pact.7", "22-rdf-syntax-ns#type") == ["TemporalEntity", "Treaty"]
    assert imported.objects("pact.7", "participation") == ["pact.7.12", "pact.7.14"]
    assert imported.objects("pact.7", "participant") == ["inv.12", "inv.14"]
    assert imported.objects("pact.7", "date") == ["1902-07-06/1921-09-07"]
    assert imported.objects("pact.7", "row") == ["https://w3id.org/diplograph/source/pacts-1.2.member#row=2"]
    assert imported.objects("pact.7.14", "row") == ["https://w3id.org/diplograph/source/pacts-1.2.member#row=3"]
    assert imported.objects("pact.7", "provides") == ["MutualDefence"]
    assert len(imported.text.splitlines()) == len(imported.quads), "no quad is written twice"


def test_still_in_force_lasts_until_the_release_closed(desk: Desk) -> None:
    imported = desk.bring(MEMBERS)
    assert imported.objects("pact.8", "date") == ["1930/"]
    assert imported.objects("pact.8", "earliestEnd") == ["2012-12-31"]
    assert imported.objects("pact.8", "latestEnd") == []


def test_begin_that_is_more_precise_than_the_end_stands_in_the_bounds(desk: Desk) -> None:
    imported = desk.bring(MEMBERS)
    assert imported.objects("pact.9", "date") == ["1961"]
    assert imported.objects("pact.9", "earliestBegin") == ["1961-07-06"]
    assert imported.objects("pact.9", "earliestEnd") == ["1961-07-06"]
    assert imported.objects("pact.9", "latestEnd") == ["1961-12-31"]


@pytest.mark.parametrize(
    ("date", "written", "bounds"),
    [
        ('{ begin = ["sy"] }', "1902/", ["1902-01-01", "1902-12-31", "1902-01-01", None]),
        ('{ end = ["ey", "em"] }', "/1921-09", [None, "1921-09-30", "1921-09-01", "1921-09-30"]),
        ('{ on = ["sy", "sm"] }', "1902-07", ["1902-07-01", "1902-07-31", "1902-07-01", "1902-07-31"]),
        ('{ on = "day", format = "%d %B %Y" }', "1902-07-06", ["1902-07-06"] * 4),
    ],
)
def test_dates_of_all_forms(desk: Desk, date: str, written: str, bounds: list[str | None]) -> None:
    desk.describe(
        PACTS.replace("[table.lookups.kind]", '[table.computed]\nday = "{sd} Jul {sy}"\n[table.lookups.kind]').replace(
            '{ begin = ["sy", "sm", "sd"], end = ["ey", "em", "ed"], still = { open = "1" } }', date
        )
    )
    imported = desk.bring({"members.csv": table(ROWS[0])})
    assert imported.codes() == []
    assert imported.objects("pact.7", "date") == [written]
    names = ("earliestBegin", "latestBegin", "earliestEnd", "latestEnd")
    assert [next(iter(imported.objects("pact.7", name)), None) for name in names] == bounds


def test_undated_is_said_to_be_so(desk: Desk) -> None:
    imported = desk.bring(MEMBERS)
    assert imported.objects("pact.10", "date") == []
    assert imported.objects("pact.10", "notStated") == ["date"]


def test_zero_that_stands_for_unknown_is_a_gap(desk: Desk) -> None:
    imported = desk.bring(MEMBERS)
    assert imported.objects("trade.7-12", "value") == []
    assert imported.objects("trade.7-12", "notStated") == ["value"]
    assert imported.objects("trade.7-12", "recorded") == ["0"]
    assert imported.objects("trade.7-14", "value") == ["1500000"]
    assert imported.objects("trade.10-15", "value") == [], "-9 is missing"
    assert imported.objects("trade.7-12", "reporter") == ["https://w3id.org/diplograph/source/pacts-1.2"]


def test_value_of_every_row_is_written_once(desk: Desk) -> None:
    assert desk.bring(MEMBERS).objects("pact.7", "core#altLabel") == ['Arvenia, "the Old"', "Belmark"]


def test_shared_nodes_stand_in_the_default_graph_once(desk: Desk) -> None:
    imported = desk.bring(MEMBERS)
    assert imported.objects("inv.12", "rdf-schema#label") == ['Arvenia, "the Old"']
    assert imported.objects("inv.12", "22-rdf-syntax-ns#type") == ["Actor", "State"]
    assert imported.objects("inv.12", "statedIn") == ["https://w3id.org/diplograph/source/pacts-1.2"]
    assert {str(quad.graph_name) for quad in imported.quads} == {"<https://w3id.org/diplograph/source/pacts-1.2>"}


def test_release_is_described_with_its_files(desk: Desk) -> None:
    imported = desk.bring(MEMBERS, retrieved="2024-11")
    release = "https://w3id.org/diplograph/source/pacts-1.2"
    assert imported.objects(release, "22-rdf-syntax-ns#type") == ["DatasetRelease", "Work"]
    assert imported.objects(release, "rdf-schema#label") == ["Pacts of the Invented World 1.2"]
    assert imported.objects(release, "covers") == ["1816/2012"]
    assert imported.objects(release, "retrieved") == ["2024-11"]
    assert imported.objects(release, "modality") == ["Fact"]
    (file,) = imported.objects(release, "file")
    assert imported.objects(file, "sha256") == [hashlib.sha256(table(*ROWS).encode()).hexdigest()]
    record = json.loads((imported.folder / "import.json").read_text(encoding="utf-8"))
    assert record["rows"] == record["written"] == len(ROWS)
    assert record["quads"] == len(imported.quads)
    for name in ("rows.nq.zst", "shared.nt"):
        assert record["sha256"][name] == hashlib.sha256((imported.folder / name).read_bytes()).hexdigest()


def test_same_files_give_the_same_bytes(desk: Desk) -> None:
    first = {path.name: path.read_bytes() for path in desk.bring(MEMBERS).folder.iterdir()}
    assert {path.name: path.read_bytes() for path in desk.bring(MEMBERS).folder.iterdir()} == first


def test_release_can_be_named(desk: Desk) -> None:
    desk.describe(PACTS + '\n[release.2]\nclosed = "2020-12-31"\n')
    imported = desk.bring(MEMBERS, release="2")
    assert imported.outcome.name == "pacts-2"
    assert imported.objects("pact.8", "earliestEnd") == ["2020-12-31"]


def test_release_is_read_from_the_first_row(desk: Desk) -> None:
    desk.describe(PACTS.replace('name = "member"', 'name = "member"\nrelease = "{flow}"'))
    assert desk.bring({"a.csv": table(ROWS[2])}).outcome.name == "pacts-101"
    with pytest.raises(InputError, match=r"is of release"):
        desk.bring({"a.csv": table(ROWS[1]), "b.csv": table(ROWS[2])})


def test_several_files_of_a_table_are_told_apart(desk: Desk) -> None:
    imported = desk.bring({"old.csv": table(*ROWS[:2]), "new.csv": table(*ROWS[2:])})
    assert imported.objects("pact.7", "row") == ["https://w3id.org/diplograph/source/pacts-1.2.member.old#row=2"]
    assert imported.objects("pact.8", "row") == ["https://w3id.org/diplograph/source/pacts-1.2.member.new#row=2"]


def test_node_once_is_remembered_from_file_to_file(desk: Desk) -> None:
    imported = desk.bring({"a.csv": table(ROWS[0]), "b.csv": table(ROWS[1])})
    assert len(imported.objects("pact.7", "row")) == 1
    assert len(imported.objects("pact.7", "participation")) == 2


def test_filters_all_have_to_hold(desk: Desk) -> None:
    imported = desk.bring(MEMBERS, only=("state=14,15", "pact=8"))
    assert imported.outcome.rows == 1
    assert imported.objects("pact.8", "row") == ["https://w3id.org/diplograph/source/pacts-1.2.member#row=4"]


@pytest.mark.parametrize(
    ("only", "message"), [("state", "no filter"), ("country=1", "no column 'country'"), ("state=99", "no row passes")]
)
def test_filter_that_cannot_be_used_is_refused(desk: Desk, only: str, message: str) -> None:
    with pytest.raises((UsageError, InputError), match=message):
        desk.bring(MEMBERS, only=(only,))


def test_same_file_twice_is_refused(desk: Desk) -> None:
    with pytest.raises(InputError, match="is the same file"):
        desk.bring({"a.csv": table(*ROWS), "b.csv": table(*ROWS)})


def test_progress_is_told(desk: Desk) -> None:
    told: list[int] = []
    desk.bring(MEMBERS, progress=lambda rows, _seconds: told.append(rows))
    assert told[-1] == len(ROWS)


def test_column_of_another_release_is_known_by_its_old_name(desk: Desk) -> None:
    imported = desk.bring({"a.csv": table(*ROWS, header=HEADER.replace("pact,", "pactid,"))})
    assert imported.outcome.written == len(ROWS)


def test_rows_one_after_the_other_are_folded(desk: Desk) -> None:
    desk.describe(PACTS.replace('name = "member"', 'name = "member"\nfold = { by = ["pact", "state"], last = ["ey"] }'))
    rows = [f"{spell},14,Belmark,1902,7,6,{1910 + year},9,7,0,none,1" for spell in range(20_000) for year in range(3)]
    frame = pl.read_csv(table(*rows).encode(), infer_schema=False)
    frame.write_parquet(desk.workspace.root / "made.parquet")
    imported = desk.bring({"members.parquet": (desk.workspace.root / "made.parquet").read_bytes()})
    assert imported.outcome.written == 20_000
    assert {value.rpartition("/")[2] for value in imported.objects("pact.5461", "date")} == {"1912-09-07"}
    assert imported.objects("pact.5461", "row")[0].endswith("#row=16384"), "the first of its rows, in the batch before"


NUMBERS = {
    "0": "0",
    "-0.0": "0",
    "007": "7",
    "+1.50": "1.5",
    ".5": "0.5",
    "5.": "5",
    "342.0299987792969": "342.0299987792969",
    "1e+05": "100000",
    "1.25E-03": "0.00125",
    "-12.340e2": "-1234",
    "99999999999999999999999.000000000000000000000001": "99999999999999999999999.000000000000000000000001",
}


def test_numbers_are_exact(desk: Desk) -> None:
    desk.describe(PACTS.replace(', scale = 1000000, gap = ["0"]', ""))
    rows = [f"{place},12,Arvenia,1950,,,,,,0,none,{number}" for place, number in enumerate(NUMBERS)]
    imported = desk.bring({"members.csv": table(*rows)})
    assert imported.codes() == []
    found = {number: imported.objects(f"trade.{place}-12", "value") for place, number in enumerate(NUMBERS)}
    assert found == {number: [canonical] for number, canonical in NUMBERS.items()}


def test_numbers_are_moved_by_powers_of_ten(desk: Desk) -> None:
    rows = [f"{place},12,Arvenia,1950,,,,,,0,none,{number}" for place, number in enumerate(NUMBERS)]
    imported = desk.bring({"members.csv": table(*rows)})
    for place, number in enumerate(list(NUMBERS)[2:], 2):
        (value,) = imported.objects(f"trade.{place}-12", "value")
        with localcontext(prec=60):
            assert Decimal(value) == Decimal(number) * 1_000_000
    assert imported.objects("trade.1-12", "notStated") == ["value"], "-0.0 is 0, too"


def test_sums_are_exact(desk: Desk) -> None:
    desk.describe(PACTS.replace('"{flow}", as', '"{flow} + {ed}", as'))
    rows = ["1,12,A,1950,,,1960,1,0.1,0,none,0.2", "2,12,A,1950,,,1960,1,0,0,none,0", "3,12,A,1950,,,1960,1,,0,none,4"]
    desk.describe((desk.workspace.data / "datasets" / "pacts.toml").read_text().replace('"em", "ed"]', '"em"]'))
    imported = desk.bring({"members.csv": table(*rows)})
    assert imported.codes() == []
    assert imported.objects("trade.1-12", "value") == ["300000"]
    assert imported.objects("trade.2-12", "recorded") == ["0 + 0"]
    assert imported.objects("trade.3-12", "value") == []


@pytest.mark.parametrize(
    ("template", "written"),
    [
        ("{name|slug}", "arvenia-the-old"),
        ("{name|upper|first:3}", "ARV"),
        ("{name|before:,|lower}", "arvenia"),
        ("{name|after:, }", '"the Old"'),
        ("{state|pad:5}", "00012"),
        ("{sy|last:2}", "02"),
        ("{type|lookup:kind|last:6}", "Treaty"),
    ],
)
def test_filters(desk: Desk, template: str, written: str) -> None:
    desk.describe(PACTS.replace('label = "Pact {pact}"', f"label = '{template}'"))
    assert desk.bring(MEMBERS).objects("pact.7", "rdf-schema#label") == [written]


def test_node_of_a_constant_name_is_the_one_of_a_cell_with_it(desk: Desk) -> None:
    constant = '[[table.node]]\nid = "code:inv.14"\nshared = true\nclass = "kg:State"\nlabel = "Belmark the Fair"\n\n'
    desk.describe(PACTS.replace("[[table.node]]", constant + "[[table.node]]", 1))
    assert desk.bring(MEMBERS).objects("inv.14", "rdf-schema#label") == ["Belmark the Fair"]
