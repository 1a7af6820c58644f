"""`kg reconcile`: identifiers beside a column of names, and what is left empty."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from pyarrow import parquet

from kg.config import Workspace
from tests.cli.test_build import run
from tests.linking.states.lists import write_lists

Output = pytest.CaptureFixture[str]

TABLE = """id,country,year
1,Russia,1985
2,Germany,1936
3,Germany,1960
4,Korea,1905
5,Frnace,1990
6,,1990
7,Germany,1960
"""


@pytest.fixture(autouse=True)
def here(built: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The fixture workspace, built, with the command line in it."""
    monkeypatch.chdir(built.root)
    return built


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of names and years, with lists of states beside it."""
    write_lists(tmp_path)
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def states(table: Path) -> list[str]:
    return ["--states", str(table.with_name("cow.csv")), "--states", str(table.with_name("gw.txt"))]


def asked(table: Path, *more: str) -> int:
    return run("reconcile", str(table), "--column", "country", "--year", "year", *states(table), *more)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_codes_of_their_years(table: Path, capsys: Output) -> None:
    assert asked(table, "--to", "cow") == 0
    out, err = capsys.readouterr()
    assert [(row["country_cow"], row["country_cow_how"]) for row in rows(out)] == [
        ("365", "name"),
        ("255", "name"),
        ("", "ambiguous"),
        ("730", "name"),
        ("", "unknown"),
        ("", "empty"),
        ("", "ambiguous"),
    ]
    assert out.startswith("id,country,year,country_cow,country_cow_how\n1,Russia,1985,365,name\n")
    assert err.splitlines() == [
        "cow: 3 of 7 found; left empty: 2 ambiguous, 1 unknown, 1 empty",
        f"  {table}:4:3: Germany 1960 (2 rows): cow ambiguous; "
        "260 German Federal Republic or 265 German Democratic Republic",
        f"  {table}:6:3: Frnace 1990 (1 row): cow unknown; did you mean France?",
    ]


def test_a_policy_is_asked_for_when_the_answer_depends_on_it(table: Path, tmp_path: Path, capsys: Output) -> None:
    out = tmp_path / "out.csv"
    assert asked(table, "--to", "iso3", "--out", str(out)) == 2
    err = capsys.readouterr().err
    assert "one row depends on what counts as one state" in err
    assert f"{table}:2:3: Russia 1985 (1 row), iso3: cow RUS, gw RUS, legal SUN" in err
    assert "--policy: cow, gw or legal" in err
    assert not out.exists()
    for policy, code in (("cow", "RUS"), ("gw", "RUS"), ("legal", "SUN")):
        assert asked(table, "--to", "iso3", "--policy", policy, "--out", str(out)) == 0
        assert rows(out.read_text())[0]["country_iso3"] == code


def test_all_that_depends_on_a_policy_is_in_the_report(table: Path, tmp_path: Path) -> None:
    report = tmp_path / "policies.csv"
    assert asked(table, "--to", "iso3", "--report", str(report)) == 2
    (row,) = rows(report.read_text(encoding="utf-8"))
    assert (row["value"], row["cow"], row["gw"], row["legal"], row["rows"]) == ("Russia", "RUS", "RUS", "SUN", "1")


def test_standard_input_and_no_rows(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"country,year\n")))
    assert run("reconcile", "-", "--column", "country", "--year", "year") == 0
    out, err = capsys.readouterr()
    assert out == "country,year,country_iso3,country_iso3_how\n"
    assert err.endswith("iso3: 0 of 0 found\n")


def test_without_years_only_what_always_holds(table: Path, capsys: Output) -> None:
    assert run("reconcile", str(table), "--column", "country", "--to", "cow", *states(table)) == 0
    out, err = capsys.readouterr()
    assert [row["country_cow"] for row in rows(out)][:4] == ["365", "", "", ""]
    assert "Germany (3 rows): cow ambiguous; 255 Germany or 260 German Federal Republic or 265 German" in err


def test_a_formula_is_a_text_in_the_report_and_stays_as_it_is_in_the_table(table: Path, tmp_path: Path) -> None:
    table.write_text('id,country,year\n1,"=HYPERLINK(""http://example.org"")",1985\n', encoding="utf-8")
    out, report = tmp_path / "o.csv", tmp_path / "r.csv"
    assert asked(table, "--to", "cow", "--out", str(out), "--report", str(report)) == 0
    assert [row["country"] for row in rows(out.read_text(encoding="utf-8"))] == ['=HYPERLINK("http://example.org")']
    assert [row["value"] for row in rows(report.read_text("utf-8"))] == ['\'=HYPERLINK("http://example.org")']


def test_the_report_has_everything(table: Path, tmp_path: Path) -> None:
    for name in ("report.csv", "report.json"):
        assert asked(table, "--to", "cow", "--out", str(tmp_path / "o.csv"), "--report", str(tmp_path / name)) == 0
    found = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [(entry["value"], entry["status"], entry["rows"]) for entry in found] == [
        ("Germany", "ambiguous", 2),
        ("Frnace", "unknown", 1),
    ]
    assert found[0]["first_rows"] == [f"{table}:4:3", f"{table}:8:3"]
    first, second = rows((tmp_path / "report.csv").read_text(encoding="utf-8"))
    assert first["candidates"] == "260 German Federal Republic; 265 German Democratic Republic"
    assert second["suggestions"] == "France"


def test_other_formats(table: Path, tmp_path: Path, capsys: Output) -> None:
    book, frame = tmp_path / "o.xlsx", tmp_path / "o.parquet"
    assert asked(table, "--to", "cow", "--out", str(book)) == 0
    assert openpyxl.load_workbook(book).active["D2"].value == "365"
    again = tmp_path / "again.xlsx"
    assert asked(book, "--to", "gw", "--states", str(table.with_name("gw.txt")), "--out", str(again)) == 0
    assert openpyxl.load_workbook(again).active["F2"].value == 365
    assert asked(book, "--to", "gw", "--out", str(frame)) == 0
    assert parquet.read_table(frame).column("country_gw").to_pylist()[:2] == ["365", "255"]
    capsys.readouterr()
    assert asked(book, "--to", "gw") == 2
    assert "--out" in capsys.readouterr().err


def test_persons_treaties_and_places_of_the_graph(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "people.csv"
    path.write_text('who\n"Volkova, Irena"\nИрена Волкова\nnobody\n', encoding="utf-8")
    assert run("reconcile", str(path), "--column", "who", "--type", "person") == 0
    out = capsys.readouterr().out
    assert [row["who_kg"] for row in rows(out)] == ["irena-volkova", "irena-volkova", ""]
    assert run("reconcile", str(path), "--column", "who", "--type", "person", "--to", "nothing") == 2
    assert "there is no scheme 'nothing'" in capsys.readouterr().err
    assert run("reconcile", str(path), "--column", "who", "--type", "place", "--policy", "cow") == 2


@pytest.mark.parametrize(
    ("more", "status", "message"),
    [
        (("--column", "contry"), 1, "there is no column 'contry'\n  Did you mean: country?"),
        (("--column", "country", "--year", "yaer"), 1, "Did you mean: year?"),
        (("--column", "country", "--year", "id", "--date", "year"), 2, "--year and --date are both given"),
        (("--column", "year", "--year", "country"), 1, ":2:3: 'Russia' is not a year"),
        (("--column", "country", "--date", "country"), 1, ":2:3: 'Russia' is not a date"),
        (("--column", "country", "--to", "cown", "--policy", "gw"), 2, "has the policy gw"),
        (("--column", "country", "--to", "gw"), 2, "no list of states here that has codes in gw"),
        (("--column", "country", "--to", "isbn"), 2, "states have no codes in 'isbn'"),
        (("--column", "country", "--from", "isbn"), 2, "states have no codes in 'isbn'"),
        (("--column", "country", "--encoding", "utf-32"), 1, "not utf-32"),
    ],
)
def test_what_cannot_be(more: tuple[str, ...], status: int, message: str, table: Path, capsys: Output) -> None:
    cow = ("--states", str(table.with_name("cow.csv")))
    assert run("reconcile", str(table), *cow, *more) == status
    out, err = capsys.readouterr()
    assert (out, message in err) == ("", True), err


def test_nothing_is_overwritten(table: Path, capsys: Output) -> None:
    table.write_text("country,year,country_cow\nRussia,1985,mine\n", encoding="utf-8")
    assert asked(table, "--to", "cow") == 1
    assert "there is a column 'country_cow' already" in capsys.readouterr().err
