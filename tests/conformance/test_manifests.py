"""The manifests are read whole, and what is listed as an exception is in them."""

from __future__ import annotations

import pytest

from tests.conformance import test_protocol, test_queries, test_service_description, test_syntax, test_updates
from tests.conformance.expecting import exceptions
from tests.conformance.manifests import IS_THERE, WHY_NOT, iter_cases

pytestmark = pytest.mark.skipif(not IS_THERE, reason=WHY_NOT)

_RUN = (test_queries, test_updates, test_syntax)


@pytest.mark.parametrize(
    ("folder", "count"), [("protocol", 34), ("graph-store-protocol", 13), ("service-description", 3)]
)
def test_http_suites(folder: str, count: int) -> None:
    assert len(list(iter_cases("sparql11", folder, "manifest.ttl"))) == count


@pytest.mark.parametrize(("suite", "count"), [("sparql10", 476), ("sparql11", 498)])
def test_suites(suite: str, count: int) -> None:
    names = [case.name for module in _RUN for case in module._cases() if case.name.startswith(suite)]
    assert len(names) == len(set(names)) == count


def test_exceptions_are_tests() -> None:
    names = {case.name for module in (*_RUN, test_service_description) for case in module._cases()}
    names |= {case.name for folder in ("protocol", "graph-store-protocol") for case in test_protocol._cases(folder)}
    assert exceptions().keys() <= names


def test_exceptions_leave_what_is_required() -> None:
    failing = [name for name in exceptions() if name.startswith("sparql11/")]
    assert 498 - len(failing) >= 472
