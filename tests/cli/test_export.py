from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from kg.config import Workspace
from kg.exports.catalogue import EXPORTS
from tests.cli.test_build import run


@pytest.fixture
def here(built: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The built fixture workspace, with the command line in it."""
    monkeypatch.chdir(built.root)
    return built


def test_the_list_names_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "--list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(EXPORTS)


@pytest.mark.parametrize("target", [(), ("-",)])
def test_standard_output_is_the_default(
    target: tuple[str, ...], here: Workspace, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run("export", "turtle", *target) == 0
    out, err = capfdbinary.readouterr()
    assert out.startswith(b"@prefix")
    assert err == b""


def test_a_file_is_there_whole(here: Workspace, tmp_path: Path) -> None:
    assert run("export", "gexf", str(tmp_path / "new" / "graph.gexf")) == 0
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["graph.gexf"]


def test_csv_goes_to_a_folder_or_a_zip(here: Workspace, tmp_path: Path) -> None:
    assert run("export", "csv", str(tmp_path / "tables")) == 0
    assert run("export", "csv", str(tmp_path / "tables.zip")) == 0
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        for name in ("nodes.csv", "edges.csv"):
            assert archive.read(name) == (tmp_path / "tables" / name).read_bytes()


def test_csv_cannot_go_to_standard_output(here: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "csv") == 2
    assert "Name a folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("turtle", "."), 2, "is a folder"),
        (("csv", "kg.toml"), 2, "is a file"),
        (("turtle", "/proc/none/graph.ttl"), 1, "cannot be written"),
        (("word",), 2, "'word' is not one of"),
    ],
)
def test_mistakes_are_said(
    arguments: tuple[str, ...], code: int, message: str, here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", *arguments) == code
    assert message in capsys.readouterr().err


def test_the_explorer_quotes_the_readers_copy(here: Workspace, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("export", "html", str(page), "--no-engine", "--text", "memoir-1931.txt") == 0
    text = page.read_text(encoding="utf-8")
    assert '"quote":' in text
    assert "wasm-unsafe-eval" not in text
    assert run("export", "turtle", str(page), "--text", "memoir-1931.txt") == 2
