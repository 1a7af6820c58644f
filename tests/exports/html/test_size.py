"""How large the page of the shipped graph is: small enough to be sent by mail."""

from __future__ import annotations

import pytest

from kg.build.opening import open_store
from kg.config import Workspace
from kg.exports.html.page import write_explorer
from kg.views.scope import Scope


@pytest.mark.parametrize(("engine", "most"), [(False, 1_000_000), (True, 3_500_000)])
def test_the_page_is_small(built: Workspace, engine: bool, most: int) -> None:
    page = write_explorer(open_store(built, lambda _: None), built, Scope(), engine=engine)
    assert len(page) < most
