"""The benchmarks: they run, and the page on them quotes what was measured."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks.__main__ import BENCHMARKS, ON_REQUEST, main
from benchmarks.measuring import Ratio, Timing
from kg.config import Workspace
from tests.conftest import ROOT

RESULTS = ROOT / "benchmarks" / "results"


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib warns of what its own engine uses
def test_they_run(workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--repetitions", "1", "--workspace", str(workspace.root), "--results", str(tmp_path)])
    assert {path.stem for path in tmp_path.glob("*.json")} == set(BENCHMARKS)
    questions = json.loads((tmp_path / "questions.json").read_text("utf-8"))
    assert questions["answers"]["different"] == []
    assert "kg build" in capsys.readouterr().out


def test_a_target_is_met_or_missed() -> None:
    assert Timing((3.0, 1.0, 2.0)).median == 2.0
    assert Ratio("a / b", 1.5, "at most", 1.5).is_met
    assert not Ratio("a / b", 9.0, "at least", 10).is_met


@pytest.mark.parametrize("name", BENCHMARKS | ON_REQUEST)
def test_the_page_quotes_what_was_measured(name: str) -> None:
    page = (ROOT / "benchmarks" / "README.md").read_text("utf-8")
    result = json.loads((RESULTS / f"{name}.json").read_text("utf-8"))
    for ratio in result["ratios"].values():
        missed = "" if ratio["met"] else ", missed"
        assert f"| {ratio['value']:g} | {ratio['target']}{missed} |" in page
    if name == "build":
        assert f"takes {result['timings']['kg build, whole process']['median_ms'] / 1000:.1f} s" in page


def test_the_page_quotes_how_networks_were_drawn() -> None:
    page = (ROOT / "benchmarks" / "README.md").read_text("utf-8")
    networks = json.loads((RESULTS / "html.json").read_text("utf-8"))["networks"]
    for size, drawers in networks.items():
        ours = drawers["the explorer"]
        pan = f"{ours['frames_per_second']:g}"
        cells = [_times(drawers.get(name), ours) for name in ("pyvis 0.3.2", "vis-network 10.1.5")]
        assert f"| {size} | {' | '.join(cells)} | {pan} |" in page


def test_the_page_quotes_how_names_were_resolved() -> None:
    page = (ROOT / "benchmarks" / "README.md").read_text("utf-8")
    result = json.loads((RESULTS / "reconcile.json").read_text("utf-8"))
    assert f"{sum(result['pairs'].values()):,} names with years" in page
    for scheme, tools in result["scores"].items():
        for tool, sources in tools.items():
            there, not_there = Counter[str](), Counter[str]()
            for ends in sources.values():
                there.update(ends.get("a state of that year", {}))
                not_there.update(ends.get("no state in that year", {}))
            figures = [there["right"], there["wrong"], there["no answer"], not_there["right"], not_there["wrong"]]
            assert f"| {scheme} | {tool} | {' | '.join(map(str, figures))} |" in page


def _times(figures: dict[str, Any] | None, ours: dict[str, Any]) -> str:
    """How many times as long as the explorer somebody takes until the first draw; a bound if it never did."""
    if figures is None:
        return "not tried"
    if "not drawn" in figures:
        return f"over {30 / ours['first_draw']:.0f}"
    return f"{figures['first_draw'] / ours['first_draw']:.1f}"


def test_the_page_quotes_how_links_were_suggested() -> None:
    page = (ROOT / "benchmarks" / "README.md").read_text("utf-8")
    for linkers in json.loads((RESULTS / "links.json").read_text("utf-8"))["answers"].values():
        ours, peer = linkers["kg link suggest"], linkers["plain rapidfuzz"]
        shown = [f"{each['all']['right']} right, {each['all']['wrong']} wrong" for each in (ours, peer)]
        assert f"| {ours['all']['wanted']} | {shown[0]} | {shown[1]} | {peer['threshold']:g} |" in page


def test_the_page_quotes_how_much_is_answered() -> None:
    page = (ROOT / "benchmarks" / "README.md").read_text("utf-8")
    loads = json.loads((RESULTS / "serve.json").read_text("utf-8"))["load"]
    servers = ("kg serve", "oxigraph serve", "rdflib-endpoint", "Virtuoso")
    for task, connections in loads.items():
        for number, figures in connections.items():
            cells = [figures[server] for server in servers]
            shown = [f"{each['per_second']:,g} ({each['p50_ms']:g}, {each['p99_ms']:g})" for each in cells]
            assert f"| {task} | {number} | {' | '.join(shown)} |" in page
