"""Entities, paths and timelines as text, Markdown, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kg.config import Workspace
from kg.exports import timeline as timeline_form
from kg.exports.shown import Shown
from kg.graph import Graph
from kg.views.timeline import Timeline
from kg.views.when import When
from tests.exports.hostile import TEXTS

TREATY = """\
Treaty of 1902  (treaty: friendship treaty)
The older treaty, of which nobody knew when it lapsed
  Named in  Hale 1931, P3, P5, P8

Statements
  ·  A treaty of 1902 lapsed at a time nobody knew; its parties were not known
     either [Hale 1931, P3, P4]

In detail
  date  1902, end unknown [Hale 1931, P3, P4]

Treaties
  since 1921-05  replaced by  Treaty of friendship of 1921
                              ·  The treaty of 1921 replaced that of 1902 [Hale
                                 1931, P3, P8]
                              ·  Arvenia and Belmark signed a treaty of
                                 friendship in May 1921 [Hale 1931, P3]
                              ·  The treaty of 1921 made Arvenia and Belmark
                                 allies, and they still are [Hale 1931, P5, P8;
                                 judgement]

Denied
  ·  The treaty of 1902 held no military clause [Hale 1931, P5; denial]

The source does not say
  party [Hale 1931, P3, P4]
"""

PATH = """\
The shortest connection of Tomas Hale and Irena Volkova

1 step
  Tomas Hale
   │  visitor
   │  Hale's mission to Arvenia (spring 1921)
   │  · Tomas Hale was sent to Arvenia in the spring of 1921 [Hale 1931, P3]
   │  also: Signing of the treaty of 1921 (1921-05)
   │  host
  Irena Volkova
"""


@pytest.fixture(scope="module")
def graph(built: Workspace) -> Graph:
    return Graph.open(built.root)


def test_an_entity_as_text(graph: Graph) -> None:
    assert graph.entity("treaty-1902").to_text(80) == TREATY


def test_a_path_as_text(graph: Graph) -> None:
    assert graph.path("Tomas Hale", "Volkova").to_text(80) == PATH


def test_a_path_through_what_is_imagined_says_so(graph: Graph) -> None:
    text = graph.path("customs-union", "early-end-of-quarrel", unasserted=True).to_text()
    assert "causes  (speculation, not asserted)" in text
    nothing = graph.path("customs-union", "early-end-of-quarrel").to_text()
    assert nothing.startswith("Nothing that is asserted connects Customs union of Arvenia and Belmark and Quick end")


def test_a_timeline_as_text_tells_certain_from_possible(graph: Graph) -> None:
    text = graph.timeline("Tomas Hale", "Port Selin", first="1921", last="1921").to_text(80)
    assert text.startswith("Certain\n")
    assert "Possible" not in text
    assert text.endswith("1 more without a date: --undated lists them.\n")
    listed = graph.timeline("Port Selin", undated=True).to_text(80)
    assert listed.endswith("Undated\n  founding  Opening of an Arvenian school [Hale 1931, P7]\n")
    assert graph.timeline(first="1800", last="1801").to_text().startswith("Nothing dated fits.")


def test_quotes_and_what_is_not_found(graph: Graph) -> None:
    shown = graph.entity("Volkova", quote=True)
    assert "Hale 1931, P6  Trade followed, all through the twenties." in shown.to_text()
    assert "> Trade followed" in shown.to_markdown()
    lost = replace(shown, view=replace(shown.view, quotes=(replace(shown.view.quotes[0], text=None, file="copy.txt"),)))
    assert "Hale 1931, P3  not found in copy.txt" in lost.to_text()
    assert "*not found in copy.txt*" in lost.to_markdown()


def test_markdown_has_headings_and_bullets_with_sources(graph: Graph) -> None:
    text = graph.entity("treaty-1902").to_markdown()
    assert text.startswith("# Treaty of 1902\n\n*treaty: friendship treaty*\n\nThe older treaty")
    assert "\n## Denied\n\n- The treaty of 1902 held no military clause \\[Hale 1931, P5; denial\\]\n" in text
    assert "- **Tomas Hale** (visitor: Hale's mission" in graph.path("Tomas Hale", "Volkova").to_markdown()
    table = graph.timeline(as_of="1922").to_markdown()
    assert "## Certain\n\n| Date | Kind | What | Who says so |\n| --- | --- | --- | --- |\n| about 1919" in table


def test_json_is_complete_and_the_same_each_time(graph: Graph, built: Workspace) -> None:
    views: list[Callable[[Graph], Shown[Any]]] = [
        lambda g: g.entity("arvenia", quote=True),
        lambda g: g.path("Volkova", "Port Selin"),
        lambda g: g.timeline(undated=True, as_of="1922"),
    ]
    again = Graph.open(built.root)
    for view in views:
        assert view(graph).to_json() == view(again).to_json()
    record = json.loads(graph.entity("treaty-1902").to_json())
    assert record["slug"] == "treaty-1902"
    assert record["unasserted"][0]["lines"][0]["statements"] == [
        {"subject": "Treaty of 1902", "property": "provides", "value": "military alliance"}
    ]
    entry = json.loads(graph.timeline("Tomas Hale").to_json())["entries"][0]
    assert entry["date"] == {
        "edtf": "1921-21",
        "text": "spring 1921",
        "earliestBegin": "1921-03-01",
        "latestBegin": "1921-05-31",
        "earliestEnd": "1921-03-01",
        "latestEnd": "1921-05-31",
    }


def test_csv_has_a_row_for_each_entry(graph: Graph) -> None:
    view = graph.timeline(as_of="1922", undated=True).view
    rows = list(csv.DictReader(io.StringIO(timeline_form.to_csv(view))))
    assert [row["held"] for row in rows] == [
        "unknown",
        "unknown",
        *["certain"] * 2,
        "possible",
        *["certain"] * 2,
        "unknown",
    ]
    assert rows[1]["participants"] == "jurisdiction: Arvenia; officeholder: Irena Volkova"
    assert rows[-1]["date"] == "undated"


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_hostile_texts_stay_texts(graph: Graph, name: str) -> None:
    text = TEXTS[name]
    entity = graph.entity("treaty-1902")
    evil = replace(entity, view=replace(entity.view, label=text, description=text, note=text))
    assert "\x1b" not in evil.to_text() + evil.to_markdown()
    assert "<script>" not in evil._repr_html_()
    assert json.loads(evil.to_json())["label"] == text
    entry = replace(graph.timeline("Tomas Hale").view.entries[0], label=text, when=When(text))
    view = Timeline((entry,))
    row = next(csv.DictReader(io.StringIO(timeline_form.to_csv(view), newline="")))
    assert row["node"] == entry.slug
    assert row["label"] == (f"'{text}" if text.startswith("=") else text)
    table = timeline_form.to_markdown(view)
    assert table.count("\n") == 3


def test_a_number_in_a_timeline_is_a_number_and_a_formula_a_text(graph: Graph) -> None:
    entry = graph.timeline("Tomas Hale").view.entries[0]
    view = Timeline((replace(entry, label="-0044"), replace(entry, label="-1+A1")))
    rows = csv.DictReader(io.StringIO(timeline_form.to_csv(view), newline=""))
    assert [row["label"] for row in rows] == ["-0044", "'-1+A1"]
