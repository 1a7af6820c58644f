"""`kg show`, `kg path` and `kg timeline`: what people read most."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli.screen import Screen, screen
from kg.config import Workspace
from tests.cli.test_build import run

Output = pytest.CaptureFixture[str]


@pytest.fixture
def here(built: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The built fixture workspace, with the command line in it."""
    monkeypatch.chdir(built.root)
    monkeypatch.delenv("COLUMNS", raising=False)
    return built


@pytest.mark.parametrize("name", ["irena-volkova", "ent:irena-volkova", "Volkova", "ирена волкова", "“Irena  Volkova”"])
def test_show_finds_a_name_as_people_type_it(name: str, here: Workspace, capsys: Output) -> None:
    assert run("show", name) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Irena Volkova  (person)\n")
    assert err == ""
    assert "\x1b[" not in out  # no colours in a pipe


def test_show_quotes_the_copy_that_the_settings_name(here: Workspace, capsys: Output) -> None:
    assert run("show", "Volkova", "--quote") == 0
    assert "Volkova wanted the quarrel buried." in capsys.readouterr().out


def test_show_quotes_the_copy_that_is_given(here: Workspace, tmp_path: Path, capsys: Output) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text("Another text altogether.\n", encoding="utf-8")
    assert run("show", "P6", "--text", str(copy)) == 0
    assert f"Hale 1931, P6  not found in {copy}" in capsys.readouterr().out.replace("\n                 ", " ")


def test_show_as_json_and_markdown(here: Workspace, capsys: Output) -> None:
    assert run("show", "아르베니아", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["slug"] == "arvenia"
    assert run("show", "arvenia", "--format", "markdown") == 0
    assert capsys.readouterr().out.startswith("# Arvenia\n")


def test_path_and_its_options(here: Workspace, capsys: Output) -> None:
    assert run("path", "Volkova", "Port Selin", "--max", "1") == 0
    assert capsys.readouterr().out.startswith("The shortest connection of Irena Volkova and Port Selin\n")
    assert run("path", "customs-union", "early-end-of-quarrel", "--unasserted", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["paths"][0][0]["asserted"] is False


def test_nothing_between_two_is_an_answer(here: Workspace, capsys: Output) -> None:
    assert run("path", "customs-union", "belmark") == 0
    assert capsys.readouterr().out.startswith("Nothing that is asserted connects")


def test_timeline_and_its_options(here: Workspace, capsys: Output) -> None:
    arguments = ("--from", "1921", "--to", "192X", "--source", "Hale 1931", "--modality", "fact", "--undated")
    assert run("timeline", "belmark", *arguments, "--format", "csv") == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows[0].startswith("date,edtf,")
    assert [row.split(",")[0] for row in rows[1:]] == ["about 1919 to perhaps 1924", "1920s", "since 1921-05"]
    assert run("timeline", "--as-of", "1922") == 0
    assert capsys.readouterr().out.startswith("Certain\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show", "Volkowa"), "Did you mean: irena-volkova"),
        (("show",), "Missing argument 'NAME'"),
        (("show", "arvenia", "--format", "pdf"), "'pdf' is not one of"),
        (("path", "Atlantis", "belmark"), "nothing here is called 'Atlantis'"),
        (("path", "belmark", "ent:belmark"), "same node"),
        (("path", "belmark", "arvenia", "--max", "0"), "0 is not in the range"),
        (("timeline", "--as-of", "July 1922"), "Did you mean 1922-07?"),
        (("timeline", "--from", "soon"), "not a date"),
        (("timeline", "--from", "1930", "--to", "1920"), "1930 comes after 1920"),
        (("timeline", "--as-of", "1920", "--to", "1930"), "either as of a date or between two"),
        (("timeline", "--modality", "gossip"), "Modalities: "),
        (("timeline", "--source", "Atlantis"), "nothing here is called"),
    ],
)
def test_mistakes_are_said(arguments: tuple[str, ...], message: str, here: Workspace, capsys: Output) -> None:
    assert run(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err


def test_an_unreadable_copy_is_said(here: Workspace, capsys: Output) -> None:
    assert run("show", "Volkova", "--text", "nowhere.txt") == 1
    assert "nowhere.txt: cannot be read" in capsys.readouterr().err


def test_an_ambiguous_name_lists_the_candidates(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.chdir(workspace.root)
    entities = workspace.data / "memoir-1931" / "entities.ttl"
    text = entities.read_text(encoding="utf-8").replace('skos:altLabel "Volkova"@en', 'skos:altLabel "Hale"@en')
    text = text.replace('"Tomas Hale"@en ;', '"Tomas Hale"@en ;\n    skos:altLabel "Hale"@en ;')
    entities.write_text(text, encoding="utf-8")
    assert run("show", "hale") == 2
    err = capsys.readouterr().err
    assert "'hale' fits several:\n  irena-volkova  Irena Volkova (person)\n  tomas-hale  Tomas Hale (person)\n" in err


def test_a_pipe_is_a_hundred_columns_wide_and_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert screen() == Screen(100, colour=False)
    monkeypatch.setenv("COLUMNS", "72")
    assert screen() == Screen(72, colour=False)


def test_a_terminal_has_colours_unless_they_are_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "90")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert screen() == Screen(90, colour=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert screen() == Screen(90, colour=False)
