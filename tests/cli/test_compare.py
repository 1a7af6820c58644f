"""`kg compare`: what sources say of the same things, on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from kg.config import Workspace
from tests.cli.test_build import run

Output = pytest.CaptureFixture[str]


@pytest.fixture
def here(built: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The built fixture workspace, in which one document alone speaks, with the command line in it."""
    monkeypatch.chdir(built.root)
    monkeypatch.delenv("COLUMNS", raising=False)
    return built


def test_one_source_alone_is_nothing_to_compare(here: Workspace, capsys: Output) -> None:
    assert run("compare") == 0
    out = capsys.readouterr().out
    assert out.startswith("Nothing fits of which two sources speak, or could. 12 more have one source only.")
    assert "kg import --list" in out


def test_a_thing_that_is_named_is_shown(here: Workspace, capsys: Output) -> None:
    assert run("compare", "treaty-1921") == 0
    out = capsys.readouterr().out
    assert "Treaty of friendship of 1921  (treaty: friendship treaty)" in out
    assert "1921-05 [Hale 1931, P3]" in out


def test_as_json_csv_and_markdown(here: Workspace, capsys: Output) -> None:
    assert run("compare", "treaty-1921", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["topics"][0]["node"] == "treaty-1921"
    assert run("compare", "treaty-1921", "--format", "csv", "--kind", "treaty") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["source"] for row in rows} == {"memoir-1931"}
    assert run("compare", "treaty-1921", "--format", "markdown") == 0
    assert capsys.readouterr().out.startswith("## Treaty of friendship of 1921")


def test_as_a_page(here: Workspace, tmp_path: Path, capsys: Output) -> None:
    page = tmp_path / "compare.html"
    assert run("compare", "treaty-1921", "--html", str(page)) == 0
    assert "open it in any browser" in capsys.readouterr().err
    assert "Hale 1931" in page.read_text(encoding="utf-8")
    assert run("compare", "--html", "-") == 0
    assert capsys.readouterr().out.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("compare", "Atlantis"), "nothing here is called 'Atlantis'"),
        (("compare", "--kind", "treatise"), "Did you mean: "),
        (("compare", "--datasets", "atlas-1"), "nothing here is called 'atlas-1'"),
        (("compare", "--format", "pdf"), "'pdf' is not one of"),
    ],
)
def test_mistakes_are_said(arguments: tuple[str, ...], message: str, here: Workspace, capsys: Output) -> None:
    assert run(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
