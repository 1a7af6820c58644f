"""`kg network --html`, `kg timeline --html` and `kg map`: the explorer, opened on a view."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import Workspace
from tests.cli.test_build import run
from tests.exports.carried import Carried

VIEWS = {
    "network": ("network", "--html", "--out"),
    "timeline": ("timeline", "--html"),
    "map": ("map", "--out"),
}


@pytest.fixture
def here(built: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The built fixture workspace, with the command line in it."""
    monkeypatch.chdir(built.root)
    return built


@pytest.mark.parametrize("view", VIEWS)
def test_it_opens_on_what_was_asked_for(
    view: str, here: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    assert run(*VIEWS[view], str(page), "arvenia", "--as-of", "1922-07-01", "--modality", "fact") == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"Wrote {page}: open it in any browser.\n"
    meta = Carried(page.read_bytes()).json("graph")["meta"]
    assert (meta["view"], meta["focus"], meta["asOf"]) == (view, ["arvenia"], "1922-07-01")
    assert meta["scope"] == "1 step around Arvenia · only fact"


@pytest.mark.parametrize("view", VIEWS)
def test_standard_output(view: str, here: Workspace, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(*VIEWS[view], "-") == 0
    out, err = capfdbinary.readouterr()
    assert out.startswith(b"<!doctype html>")
    assert err == b""


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("Atlantis",), "nothing here is called 'Atlantis'"),
        (("--as-of", "soon"), "not a date"),
        (("--source", "gossip"), "nothing here is called 'gossip'"),
    ],
)
def test_mistakes_are_said(
    view: str, arguments: tuple[str, ...], message: str, here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*VIEWS[view], "-", *arguments) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [("--from", "1920"), ("--to", "1930"), ("--undated",)])
def test_the_page_shows_all_times(
    arguments: tuple[str, ...], here: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("timeline", "--html", "-", *arguments) == 2
    assert "zoom in the page instead" in capsys.readouterr().err
