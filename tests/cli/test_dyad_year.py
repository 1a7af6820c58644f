"""`kg export dyad-year`."""

from __future__ import annotations

from pathlib import Path

import polars
import pytest

from kg.config import Workspace
from tests.cli.test_build import run
from tests.views.dyads.conftest import imported

__all__ = ["imported"]  # a fixture


@pytest.fixture
def here(imported: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The workspace with invented datasets, with the command line in it."""
    monkeypatch.chdir(imported.root)
    return imported


def test_a_table_and_its_codebook(here: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "new" / "pairs.csv"
    options = ("--from", "1904", "--to", "1905", "--variables", "alliance, visit", "--variables", "trade-volume")
    assert run("export", "dyad-year", str(target), *options) == 0
    assert capsys.readouterr().err.splitlines() == [str(target), str(target.with_suffix(".codebook.md"))]
    frame = polars.read_csv(target)
    assert frame["alliance"].to_list() == ["no", "yes"]
    assert frame["trade_volume"].to_list() == [None, None]


def test_from_both_sides_for_some_states(here: Workspace, tmp_path: Path) -> None:
    target = str(tmp_path / "pairs.parquet")
    options = ("--from", "1950", "--to", "1950", "--actors", "Arvenia", "--actors", "Belmark", "--directed")
    assert run("export", "dyad-year", target, *options, "--states", "st", "--datasets", "pacts-4.1,trade-4.0") == 0
    assert polars.read_parquet(target)["imports_importer"].to_list() == [700, 300]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("pairs.csv", "--from", "1950", "--to", "1949"), "1950 is after 1949"),
        (("pairs.csv", "--from", "1950"), "Missing option '--to'"),
        (("pairs.csv", "--from", "1950", "--to", "1951", "--variables", "alliances"), "Did you mean: alliance"),
        (("pairs.csv", "--from", "1800", "--to", "1801"), "no pair of states"),
        (("pairs.xlsx", "--from", "1950", "--to", "1951"), "End it in .csv, .parquet, .dta"),
        (("-", "--from", "1950", "--to", "1951"), "End it in .csv, .parquet, .dta"),
        ((".", "--from", "1950", "--to", "1951"), "End it in .csv, .parquet, .dta"),
    ],
)
def test_mistakes_are_said(
    arguments: tuple[str, ...], message: str, here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", "dyad-year", *arguments) == 2
    assert message in capsys.readouterr().err
    assert not (here.root / "pairs.csv").exists()


def test_what_is_not_installed_is_named(
    here: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kg.exports.dyad_year.LIBRARIES", ("polars", "no_such_library"))
    assert run("export", "dyad-year", "pairs.csv", "--from", "1950", "--to", "1951") == 2
    assert "tables need no_such_library" in capsys.readouterr().err


def test_the_help_of_the_formats_names_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "--help") == 0
    assert "kg export dyad-year" in " ".join(capsys.readouterr().out.split())
    assert run("export", "dyad-year", "--help") == 0
    assert "--variables" in capsys.readouterr().out
