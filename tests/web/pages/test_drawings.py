"""Pictures of a page: bars in time, stems of figures, what is around a node; and pages that are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build.opening import open_store
from kg.config import Workspace
from kg.rdf.terms import IRI
from kg.views.entity import Entity, describe
from kg.views.nodes import Nodes
from kg.views.search.index import NameIndex
from kg.web.engine.pool import Pool
from kg.web.kept import Recent
from kg.web.pages.around import draw_around
from kg.web.pages.chart import draw_charts
from kg.web.pages.footnotes import Footnotes
from kg.web.pages.recent import recent_pages
from kg.web.pages.sheet import Subject
from kg.web.pages.timebar import Bar, draw_times
from kg.web.settings import Settings
from kg.web.snapshot import Snapshot


def _read(workspace: Workspace, name: str) -> tuple[Subject, Entity]:
    nodes = Nodes(open_store(workspace, lambda _: None))
    subject = Subject(IRI(workspace.namespaces.ent + name), nodes, None)  # type: ignore[arg-type]  # asks no snapshot
    return subject, describe(nodes, subject.node)


def _bars(workspace: Workspace, name: str) -> dict[str, Bar]:
    times = draw_times(_read(workspace, name)[1])
    assert times is not None
    return {text: bar for lane in times.lanes for bar in lane.bars for text in bar.texts}


def test_bars_lie_where_their_time_is(built: Workspace) -> None:
    times = draw_times(_read(built, "arvenia")[1])
    assert times is not None
    bars = _bars(built, "arvenia")
    ticks = {year: x for x, year in times.ticks}
    trade = bars["Trade of Arvenia and Belmark, 1920s"]
    assert trade.x == pytest.approx(ticks[1920], abs=0.1)
    assert trade.x + trade.width == pytest.approx(ticks[1930], abs=0.2)
    assert not trade.is_open
    assert bars["Alliance of Arvenia and Belmark, since 1921-05"].is_open


def test_no_bar_lies_on_another(built: Workspace) -> None:
    bars = list(_bars(built, "arvenia").values())
    for place, one in enumerate(bars):
        for other in bars[:place]:
            if one.y == other.y:
                assert one.x + one.width <= other.x or other.x + other.width <= one.x


def test_too_few_dated_things_are_no_picture(built: Workspace) -> None:
    assert draw_times(_read(built, "port-selin")[1]) is None


def test_one_year_is_no_series(built: Workspace) -> None:
    assert draw_charts(*_read(built, "trade")) == []


def test_a_series_is_drawn_to_scale(shipped: Workspace) -> None:
    subject, entity = _read(shipped, "north-korea")
    chart = next(chart for chart in draw_charts(subject, entity) if chart.title.startswith("trade volume"))
    assert [stem.figure.year for stem in chart.stems] == [1990, 1994, 2006]
    heights = [190 - stem.y for stem in chart.stems]
    assert heights[0] / heights[1] == pytest.approx(2.1e9 / 1.4e8, rel=0.05)
    across = [stem.x for stem in chart.stems]
    assert (across[1] - across[0]) / (across[2] - across[0]) == pytest.approx(4 / 16)
    assert chart.looks == ("Soviet Union", "Russia")
    assert chart.stems[1].look == chart.stems[2].look != chart.stems[0].look


def test_the_strongest_neighbour_has_the_widest_line(shipped: Workspace) -> None:
    picture = draw_around(*_read(shipped, "north-korea"))
    assert picture is not None
    assert picture.dots[0].near.label == "Russia"
    assert picture.dots[0].width == max(dot.width for dot in picture.dots)
    assert picture.more > 0
    assert len({(dot.x, dot.y) for dot in picture.dots}) == len(picture.dots)


def test_a_treaty_is_drawn_with_what_its_page_names(built: Workspace) -> None:
    picture = draw_around(*_read(built, "treaty-1921"))
    assert picture is not None
    assert {"Arvenia", "Belmark", "Signing of the treaty of 1921"} <= {dot.near.label for dot in picture.dots}


def test_a_claim_has_one_note_however_often_it_is_cited(built: Workspace) -> None:
    notes = Footnotes(built.namespaces.claim)
    sources = [s for section in _read(built, "arvenia")[1].sections for line in section.lines for s in line.sources]
    first = notes.cite(sources[:1])
    again = notes.cite(sources[:1])
    other = notes.remark("by the makers")
    assert [mark.number for mark in (*first, *again, *other)] == [1, 1, 2]
    assert len({mark.id for mark in (*first, *again, *other)}) == 3
    assert [len(note.marks) for note in notes] == [2, 1]


def _snapshot(built: Workspace, folder: Path) -> Snapshot:
    store = open_store(built, lambda _: None)
    return Snapshot("1", folder, built, store, store, NameIndex(folder / "names"), Pool(store, Settings()))


def test_kept_pages_go_with_their_snapshot(built: Workspace, tmp_path: Path) -> None:
    kept = recent_pages(2)
    one, other = (_snapshot(built, tmp_path) for _ in range(2))
    for name in ("a", "b"):
        kept.keep(one, (name,), name.encode())
    assert kept.get(one, ("a",)) == b"a"
    kept.keep(one, ("c",), b"c")
    assert kept.get(one, ("b",)) is None
    assert kept.get(one, ("a",)) == b"a"
    assert kept.get(other, ("a",)) is None
    kept.keep(one, ("large",), bytes(2 << 20))
    assert kept.get(one, ("large",)) is None
    assert kept.get(one, ("a",)) == b"a"


def test_what_is_kept_is_weighed(built: Workspace, tmp_path: Path) -> None:
    kept = Recent[str, bytes](10, lambda key, value: len(key) + len(value))
    snapshot = _snapshot(built, tmp_path)
    for name in ("a", "b", "c"):
        kept.keep(snapshot, name, b"123")
    assert [kept.get(snapshot, name) for name in ("a", "b", "c")] == [None, b"123", b"123"]
    kept.keep(snapshot, "d", b"12345678")
    assert [kept.get(snapshot, name) for name in ("b", "c", "d")] == [None, None, b"12345678"]
