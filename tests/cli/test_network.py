from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import Workspace
from tests.cli.test_build import run


@pytest.fixture
def here(built: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The built fixture workspace, with the command line in it."""
    monkeypatch.chdir(built.root)
    return built


def test_a_page_around_a_name(here: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    assert run("network", "arvenia", "--depth", "1", "--as-of", "1922", "--out", str(page)) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"Wrote {page}: open it in any browser.\n"
    text = page.read_text(encoding="utf-8")
    assert "<title>Arvenia and Belmark</title>" in text
    assert "1 step around Arvenia · as of 1922" in text


def test_standard_output(here: Workspace, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("network", "--out", "-") == 0
    out, err = capfdbinary.readouterr()
    assert out.startswith(b"<!DOCTYPE html>")
    assert err == b""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("Atlantis",), "nothing here is called 'Atlantis'"),
        (("--as-of", "soon"), "not a date"),
        (("--modality", "gossip"), "no modality"),
        (("--depth", "-1"), "-1 is not in the range"),
    ],
)
def test_mistakes_are_said(
    arguments: tuple[str, ...], message: str, here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("network", *arguments, "--out", "-") == 2
    assert message in capsys.readouterr().err
