"""`kg check`: one report, its formats, its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.check import check
from kg.config import Workspace
from tests.conftest import ROOT
from tests.validation.edits import FILES, edit_file

DENIAL = "kg:modality kg:Denial"


@pytest.fixture(autouse=True)
def home(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(workspace.root)
    return workspace.root


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(check, arguments, catch_exceptions=False)
    return result.exit_code, result.output


def test_a_sound_graph_passes() -> None:
    code, output = run()
    assert code == 0
    assert output.splitlines()[-1] == "Found 4 infos."


def test_an_error_fails_the_check(home: Path) -> None:
    place = edit_file(home, "treaties", DENIAL, "kg:modality §kg:Denail")
    code, output = run()
    assert code == 1
    first, remedy = output.splitlines()[:2]
    assert first.startswith(f"{place}: error modality-not-in-scheme: claim:no-military-clause-1902: ")
    assert remedy.startswith("    Use kg:Fact")
    assert "errors" in output.splitlines()[-1]


def test_a_warning_does_not(home: Path) -> None:
    edit_file(home, "trade", "kg:kind kg:Founding ;", "")
    code, output = run("--severity", "warning")
    assert code == 0
    assert output.splitlines()[-1] == "Found 1 warning."


def test_severity_chooses_what_is_shown_not_what_fails(home: Path) -> None:
    edit_file(home, "trade", "kg:kind kg:Founding ;", "")
    assert run("--severity", "error") == (0, "Nothing found.\n")
    edit_file(home, "treaties", DENIAL, "")
    code, output = run("--severity", "error")
    assert code == 1
    assert output.splitlines()[-1] == "Found 1 error."


def test_json_and_sarif(home: Path) -> None:
    edit_file(home, "treaties", DENIAL, "")
    code, output = run("--format", "json")
    assert code == 1
    assert json.loads(output)["findings"][0]["code"] == "claim-without-modality"
    assert run("--format", "json") == (code, output)
    assert json.loads(run("--format", "sarif")[1])["runs"][0]["results"][0]["ruleId"] == "claim-without-modality"


def test_a_copy_can_be_given(home: Path) -> None:
    (home / "other.txt").write_text("Another text.\n", encoding="utf-8")
    code, output = run("--text", "memoir-1931=other.txt", "--severity", "error")
    assert code == 1
    assert output.splitlines()[-1] == "Found 8 errors."
    assert "src:memoir-1931.P3 is nowhere in other.txt" in output


@pytest.mark.parametrize("value", ["other.txt", "=other.txt", "memoir-1931="])
def test_a_copy_is_given_with_its_document(value: str) -> None:
    code, output = run("--text", value)
    assert code == 2
    assert "SLUG=FILE" in output


def test_all_files_that_cannot_be_read_are_named_at_once(home: Path) -> None:
    edit_file(home, "entities", "kg:borders ent:belmark ;", "kg:borders ;")
    (home / FILES["document"]).write_bytes(b"\xff")
    code, output = run()
    assert code == 1
    assert [line.split(":")[0] for line in output.splitlines() if "unreadable-file" in line] == [
        FILES["document"],
        FILES["entities"],
    ]
    assert output.splitlines()[-1] == "Found 2 errors."


def test_it_writes_nothing_and_shows_no_traceback(home: Path) -> None:
    edit_file(home, "treaties", 'kg:date "1902/"^^edtf:EDTF', 'kg:date "soon"^^xsd:date')
    before = sorted(home.rglob("*"))
    result = subprocess.run(
        [sys.executable, "-m", "kg", "check"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "date-not-edtf" in result.stdout
    assert result.stderr == ""
    assert sorted(home.rglob("*")) == before
