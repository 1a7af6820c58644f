"""The benchmark of the explorer: the page of the whole graph, and networks of growing size beside other drawers."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from benchmarks.html.browser import NOT_DRAWN, draw
from benchmarks.html.drawers import EXPLORER, Drawer, installed_drawers
from benchmarks.html.networks import make_network
from benchmarks.measuring import Ratio, Result, Timing
from kg.build.opening import open_store
from kg.config import Workspace
from kg.exports.html.page import write_explorer
from kg.store.embedded import EmbeddedStore
from kg.views.scope import Scope

SIZES = (50, 500, 2_000, 10_000, 50_000)
COMPARED = (2_000, 10_000)
LARGE = 10_000  # nodes, the size that the targets are about
ALL = "#limit=50000&without="  # the explorer's address with everything drawn, and not only what matters most
_PATIENCE, _OUR_PATIENCE = 30.0, 90.0  # seconds

Figures: TypeAlias = dict[str, Any]


def measure_html(workspace: Workspace, repetitions: int, sizes: Sequence[int] = SIZES) -> Result:
    """Open the page of the graph, then draw networks of all sizes."""
    store = open_store(workspace, lambda _line: None)
    with tempfile.TemporaryDirectory() as folder, installed_drawers(store) as drawers:
        graph = _whole_graph(store, workspace, Path(folder), repetitions)
        networks = {f"{size:,} nodes": dict(_iter_drawn(drawers, size, Path(folder), repetitions)) for size in sizes}
    opened = Timing((_figure(graph["with the engine"], "at_rest", _PATIENCE),))
    ratios = [*_iter_targets(graph, networks), *_iter_comparisons(networks)]
    details = {"graph": graph, "networks": networks}
    return Result("html", repetitions, {"the page of the graph, until it is at rest": opened}, ratios, details)


def _iter_targets(graph: Figures, networks: Figures) -> Iterator[Ratio]:
    """Compare what was measured with what we want, in its own unit."""
    full, small = graph["with the engine"], graph["without"]
    yield Ratio("page of the graph at rest / 1 s", _figure(full, "at_rest", _PATIENCE), "at most", 1)
    yield Ratio("page of the graph without the engine / 1 MB", small["megabytes"], "at most", 1)
    yield Ratio("page of the graph with the engine / 3.5 MB", full["megabytes"] / 3.5, "at most", 1)
    large, huge = (networks.get(f"{size:,} nodes", {}).get(EXPLORER, {}) for size in (LARGE, SIZES[-1]))
    yield Ratio("first draw of 10,000 nodes / 2 s", _figure(large, "first_draw", _OUR_PATIENCE) / 2, "at most", 1)
    yield Ratio("panning 10,000 nodes / 30 frames a second", _figure(large, "frames_per_second", 0) / 30, "at least", 1)
    yield Ratio("first draw of 50,000 nodes / 30 s", _figure(huge, "first_draw", _OUR_PATIENCE) / 30, "at most", 1)
    yield Ratio("panning 50,000 nodes / 1 frame a second", _figure(huge, "frames_per_second", 0), "at least", 1)


def _iter_comparisons(networks: Figures) -> Iterator[Ratio]:
    """Compare the first draw of each peer with ours; one that was not drawn cannot be compared."""
    for size in COMPARED:
        drawn = networks.get(f"{size:,} nodes", {})
        for name, figures in drawn.items():
            if not name.startswith(EXPLORER) and NOT_DRAWN not in figures:
                times = _figure(figures, "first_draw", _PATIENCE), _figure(drawn[EXPLORER], "first_draw", _OUR_PATIENCE)
                yield Ratio(f"{name} / {EXPLORER}, first draw of {size:,} nodes", times[0] / times[1], "at least", 1)


def _figure(figures: Figures, name: str, otherwise: float) -> float:
    """Give a figure, or another one if it was not reached."""
    figure = figures.get(name, otherwise)
    return otherwise if isinstance(figure, str) else float(figure)


def _whole_graph(store: EmbeddedStore, workspace: Workspace, folder: Path, repetitions: int) -> Figures:
    figures = {}
    for name, engine in (("with the engine", True), ("without", False)):
        path = folder / "graph.html"
        path.write_bytes(write_explorer(store, workspace, Scope(), engine=engine))
        figures[name] = {"megabytes": _megabytes(path), **_opened(path, "", _PATIENCE, repetitions)}
    return figures


def _iter_drawn(drawers: Sequence[Drawer], size: int, folder: Path, repetitions: int) -> Iterator[tuple[str, Figures]]:
    network = make_network(size)
    for drawer in drawers:
        is_ours = drawer.name == EXPLORER
        if not is_ours and size > LARGE:
            continue
        path = folder / "network.html"
        written = {"seconds_to_write": float(f"{drawer.write(network, path):.3g}"), "megabytes": _megabytes(path)}
        cap = _OUR_PATIENCE if is_ours else _PATIENCE
        yield drawer.name, {**written, **_opened(path, ALL if is_ours else "", cap, repetitions)}
        if is_ours:
            yield f"{drawer.name}, as it opens", _opened(path, "", cap, repetitions)


def _opened(path: Path, fragment: str, cap: float, repetitions: int) -> Figures:
    """Open a page again and again, as long as it answers; gives the median run by when it was at rest."""
    runs = []
    for _ in range(repetitions):
        runs.append(draw(path, fragment, cap))
        if runs[-1].at_rest is None:
            return runs[-1].to_json(cap)
    return sorted(runs, key=lambda run: run.at_rest or cap)[len(runs) // 2].to_json(cap)


def _megabytes(path: Path) -> float:
    return float(f"{path.stat().st_size / 1e6:.3g}")
