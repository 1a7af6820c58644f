"""The fixture workspace with invented datasets imported, built once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.build.opening import open_store
from kg.build.snapshot import build_snapshot
from kg.config import Workspace
from kg.store.embedded import EmbeddedStore
from kg.views.dyads import Question, Table, read_table
from kg.views.dyads.columns import Form
from tests.conftest import copy_embassy
from tests.views.dyads.invented import EVERYTHING

Row = dict[str, Any]


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The fixture workspace with all invented releases: only read it."""
    workspace = copy_embassy(tmp_path_factory.mktemp("imported") / "embassy")
    for make in EVERYTHING:
        make().put(workspace)
    build_snapshot(workspace, lambda _step: None)
    return workspace


@pytest.fixture(scope="session")
def graph(imported: Workspace) -> EmbeddedStore:
    """Its store."""
    return open_store(imported, lambda _step: None)


@pytest.fixture
def ask(graph: EmbeddedStore, imported: Workspace) -> Callable[..., dict[tuple[str, str, int], Row]]:
    """Ask for a table: its rows as words, by state 1, state 2 and year."""

    def read(first: int, last: int, *variables: str, **asked: Any) -> dict[tuple[str, str, int], Row]:
        return rows_of(read_table(graph, Question(first, last, variables, **asked), imported.namespaces))

    return read


def rows_of(table: Table) -> dict[tuple[str, str, int], Row]:
    """Give the rows of a table as words and numbers, None for none."""
    columns = {}
    for column in table.columns:
        values = column.values.tolist()
        if column.form is Form.TEXT:
            columns[column.name] = [table.texts[value] for value in values]
        elif column.words is not None:
            columns[column.name] = [column.words(value).text for value in values]
        else:
            columns[column.name] = [None if value != value else value for value in values]  # noqa: PLR0124 (NaN)
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    return {(str(row["state1"]), str(row["state2"]), int(row["year"])): row for row in rows}
