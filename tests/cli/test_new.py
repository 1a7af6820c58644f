from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_build import run


def test_a_new_graph_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("new", str(tmp_path / "mine")) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"A new graph lies in {tmp_path / 'mine'}. Next:",
        f"  cd {tmp_path / 'mine'}",
        "  kg build",
        "  kg show northland",
        "Its README.md says how to go on from there.",
    ]
    monkeypatch.chdir(tmp_path / "mine")
    assert run("build", "--quiet") == 0


def test_a_full_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").touch()
    assert run("new", str(tmp_path)) == 2
    assert capsys.readouterr().err == f"kg: {tmp_path} is not empty\n  Name a new folder, or an empty one.\n"


def test_a_base_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", str(tmp_path / "mine"), "--base", "https://history.example/") == 0
    assert 'base = "https://history.example/"' in (tmp_path / "mine" / "kg.toml").read_text(encoding="utf-8")
    assert run("new", str(tmp_path / "other"), "--base", "mine") == 2
    assert "ends in a slash" in capsys.readouterr().err


def test_a_copy_of_the_shipped_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("new", str(tmp_path / "mine"), "--shipped") == 0
    monkeypatch.chdir(tmp_path / "mine")
    assert run("build", "--quiet") == 0
    capsys.readouterr()
    assert (
        run(
            "query", "-e", "SELECT ?label { ent:treaty-1961 skos:exactMatch code:cow-alliance.264 ; rdfs:label ?label }"
        )
        == 0
    )
    assert capsys.readouterr().out.splitlines() == ["label", "Treaty of 1961"]
    assert run("new", str(tmp_path / "other"), "--shipped", "--base", "https://history.example/") == 2
    assert not (tmp_path / "other").exists()
