"""The files: they load where their users load them, say the same, and are the same whenever they are written."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pandas
import polars
import pyreadstat
import pytest

from kg.build.opening import open_store
from kg.config import Workspace
from kg.errors import KgError, UsageError
from kg.exports.dyad_year import write_dyad_year
from kg.exports.dyad_year.stata import NO_TIME
from kg.views.dyads import Question, Table, read_table
from tests.views.dyads.conftest import imported, rows_of

__all__ = ["imported"]  # a fixture


@pytest.fixture(scope="module")
def table(imported: Workspace) -> Table:
    """A table of everything that is recorded."""
    store = open_store(imported, lambda _step: None)
    return read_table(store, Question(1899, 1962), imported.namespaces)


@pytest.fixture(scope="module")
def written(table: Table, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the table in every format."""
    folder = tmp_path_factory.mktemp("written")
    for suffix in (".csv", ".parquet", ".dta"):
        write_dyad_year(table, folder / f"pairs{suffix}", "Invented")
    return folder


def rows(frame: Any) -> list[dict[str, Any]]:
    return [
        {name: None if pandas.isna(cell) else cell for name, cell in row.items()} for row in frame.to_dict("records")
    ]


def test_csv_in_pandas(table: Table, written: Path) -> None:
    frame = pandas.read_csv(written / "pairs.csv", keep_default_na=False)
    wanted = list(rows_of(table).values())
    assert len(frame) == len(wanted)
    assert frame["alliance"].tolist() == [row["alliance"] for row in wanted]
    assert frame["trade_volume"].tolist() == [
        "" if v is None else f"{v:.1f}" for v in (r["trade_volume"] for r in wanted)
    ]
    assert (written / "pairs.csv").read_bytes().count(b"\r\n") == len(wanted) + 1


def test_a_formula_is_a_text_in_csv_alone(written: Path) -> None:
    assert "'=Corland" in polars.read_csv(written / "pairs.csv", infer_schema=False)["name2"].to_list()
    assert "=Corland" in polars.read_parquet(written / "pairs.parquet")["name2"].to_list()


def test_parquet_in_pandas_and_polars(table: Table, written: Path) -> None:
    wanted = list(rows_of(table).values())
    assert (
        polars.read_parquet(written / "pairs.parquet").cast({"visit": polars.String}).to_dicts()[0].keys()
        == wanted[0].keys()
    )
    frame = pandas.read_parquet(written / "pairs.parquet")
    assert rows(frame) == wanted


def test_stata_in_pandas(table: Table, written: Path) -> None:
    frame = pandas.read_stata(written / "pairs.dta")
    wanted = list(rows_of(table).values())
    assert frame["year"].tolist() == [row["year"] for row in wanted]
    known = {"yes": "yes", "no": "no"}
    assert [cell if isinstance(cell, str) else None for cell in frame["alliance"].tolist()] == [
        known.get(row["alliance"]) for row in wanted
    ]
    assert frame["trade_volume_status"].tolist() == [row["trade_volume_status"] for row in wanted]
    assert frame["alliance_claims"].tolist() == [row["alliance_claims"] for row in wanted]
    assert all(len(name) <= 32 for name in frame.columns)


def test_codes_that_are_numbers_are_numbers(table: Table, written: Path) -> None:
    wanted = [row["state1"] for row in rows_of(table).values()]
    assert pandas.read_stata(written / "pairs.dta")["state1"].tolist() == wanted
    assert polars.read_parquet(written / "pairs.parquet")["state1"].to_list() == wanted
    assert set(wanted) == {1, 2, 3}


def test_stata_in_pyreadstat(table: Table, written: Path) -> None:
    frame, about = pyreadstat.read_dta(str(written / "pairs.dta"), user_missing=True)
    assert about.variable_value_labels["alliance"] == {0: "no", 1: "yes", "n": "not covered", "p": "possible"}
    assert about.column_names_to_labels["alliance_against"] == "alliance: who covers it and has none"
    assert about.file_label == "Invented"
    labels = about.variable_value_labels["alliance"]
    assert [labels[cell] for cell in frame["alliance"]] == [row["alliance"] for row in rows_of(table).values()]


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".dta"])
def test_the_same_table_gives_the_same_bytes(suffix: str, table: Table, written: Path, tmp_path: Path) -> None:
    if suffix == ".dta":  # its own format has a time in it, to the minute
        assert NO_TIME in (written / "pairs.dta").read_bytes()[:400]
        assert time.strftime("%b %Y").encode() not in (written / "pairs.dta").read_bytes()[:400]
    path, codebook = write_dyad_year(table, tmp_path / f"pairs{suffix}", "Invented")
    assert path.read_bytes() == (written / path.name).read_bytes()
    assert codebook.read_text("utf-8").startswith(f"# pairs{suffix}: codebook")
    assert sorted(tmp_path.iterdir()) == sorted([path, codebook])


def test_long_texts_do_not_widen_every_row(table: Table, tmp_path: Path) -> None:
    texts = [text * 9 if text.startswith("src:") else text for text in table.texts]
    longer = Table(table.question, table.system, table.keys, table.measures, table.sources, texts)
    path, _ = write_dyad_year(longer, tmp_path / "pairs.dta", "Invented")
    claims = pandas.read_stata(path)["alliance_claims"]
    assert set(claims) == {row["alliance_claims"] for row in rows_of(longer).values()}
    assert path.stat().st_size < 3 * (tmp_path / "pairs.dta").stat().st_size


def test_the_codebook_tells_what_there_is(table: Table, tmp_path: Path) -> None:
    _, codebook = write_dyad_year(table, tmp_path / "pairs.csv", "Invented")
    text = codebook.read_text("utf-8")
    for column in table.columns:
        assert f"| {column.name} | " in text
    for source in table.sources:
        assert f"| {source.name} | {source.title} | {source.covers} |" in text
    assert "visits-2 records it of pairs with Arvenia alone" in text
    assert "| not covered | .n |" in text


@pytest.mark.parametrize(
    ("name", "message"),
    [("pairs.sav", "no file that we write\n  End it in .csv, .parquet, .dta"), ("-", "no file that we write")],
)
def test_other_files_are_refused(name: str, message: str, table: Table, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=message):
        write_dyad_year(table, tmp_path / name, "Invented")


def test_nothing_is_left_where_it_cannot_be_written(table: Table, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KgError, match="cannot be written"):
        write_dyad_year(table, tmp_path / "file" / "pairs.csv", "Invented")
    (tmp_path / "pairs.csv").mkdir()
    with pytest.raises(UsageError, match="is a folder"):
        write_dyad_year(table, tmp_path / "pairs.csv", "Invented")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "pairs.csv"]
