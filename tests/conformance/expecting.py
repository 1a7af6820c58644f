"""Expecting: tests that are known to fail are listed with a reason, and fail the run when they pass."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.conformance.manifests import Case

_LIST = Path(__file__).with_name("exceptions.toml")


class DeviationError(AssertionError):
    """A server does something else than a test expects."""


@cache
def exceptions() -> dict[str, str]:
    """Give the reason of each test that is known to fail."""
    listed = tomllib.loads(_LIST.read_text(encoding="utf-8"))
    return {name: group["reason"] for group in listed.get("exception", []) for name in group["tests"]}


def run(case: Case, test: Callable[[], None]) -> None:
    """Run a test; one that is listed has to fail."""
    reason = exceptions().get(case.name)
    if reason is None:
        test()
        return
    try:
        test()
    except DeviationError as error:
        pytest.xfail(f"{reason}: {error}")
    raise AssertionError(f"{case.name} passes: take it out of {_LIST.name}")


def expect(condition: object, message: str) -> None:
    """Raise DeviationError unless a condition holds."""
    if not condition:
        raise DeviationError(message)
