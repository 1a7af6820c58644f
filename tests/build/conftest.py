"""Builds without the checks, which take most of a build's time and have tests of their own."""

from __future__ import annotations

import pytest

from kg.build import snapshot
from kg.model.finding import Report


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let builds find nothing wrong with the data."""
    monkeypatch.setattr(snapshot, "check", lambda *_, **__: Report(()))
