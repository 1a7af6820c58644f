"""The reference of descriptors: it explains every entry and filter, and its example imports as it stands."""

from __future__ import annotations

import re

from kg.importers import nodes, tables
from kg.importers.descriptor import list_descriptors
from kg.importers.section import Section
from kg.importers.templates import FILTERS
from tests.conftest import ROOT
from tests.importers.conftest import Desk

PAGE = (ROOT / "docs" / "datasets.md").read_text(encoding="utf-8")
EXAMPLE = "\n".join(re.findall(r"^```toml\n(.+?)^```", PAGE, re.MULTILINE | re.DOTALL))
LEGATIONS = "no,from_state,host,opened,closed,rank,staff\n1,Halvern,Corvia,1871-05-02,1914-08-03,1,7\n"


def test_every_filter_is_explained() -> None:
    assert [name for name in FILTERS if f"`{name}" not in PAGE] == []


def test_every_format_is_named() -> None:
    assert [name for name in (*tables.FORMATS, *nodes._KINDS) if f"`{name}`" not in PAGE] == []


def test_every_entry_is_explained(desk: Desk, monkeypatch: object) -> None:
    asked: set[str] = set()
    finish = Section.finish

    def note(section: Section) -> None:
        asked.update(section.known)
        finish(section)

    monkeypatch.setattr(Section, "finish", note)  # type: ignore[attr-defined]
    for path in list_descriptors(desk.workspace):
        from kg.importers.descriptor import read_descriptor

        read_descriptor(path, desk.workspace)
    unexplained = {key for key in asked if key.isidentifier() and f"`{key}`" not in PAGE and f"{key} = " not in PAGE}
    assert unexplained <= {"dataset", "table", "node"}, unexplained


def test_example_imports(desk: Desk) -> None:
    desk.describe(EXAMPLE, "legations")
    imported = desk.bring({"legations.csv": LEGATIONS}, "legations")
    assert imported.objects("legations.1", "date") == ["1871-05-02/1914-08-03"]
    assert imported.objects("legations.1", "participant") == ["legations-state.halvern"]
    assert imported.objects("legations-state.halvern", "rdf-schema#label") == ["Halvern"]
