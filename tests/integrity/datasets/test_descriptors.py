"""The shipped descriptors: each says what its dataset is, of what it speaks and what its user has to know."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from kg.importers.descriptor import find_descriptor, list_descriptors
from kg.importers.terms import OUTSIDE
from kg.linking.schemes import read_schemes
from tests.integrity.datasets.imported import WORKSPACE

NAMES = [path.stem for path in list_descriptors(WORKSPACE)]
EXPECTED = {
    "archigos",
    "atop",
    "country-codes",
    "cow-alliances",
    "cow-states",
    "cow-territorial-change",
    "cow-trade",
    "cow-trade-national",
    "gdelt",
    "gw-states",
    "icews",
    "reign",
    "state-dept-travels",
    "state-dept-visits",
}


def test_every_dataset_is_there() -> None:
    assert set(NAMES) == EXPECTED


@pytest.mark.parametrize("name", NAMES)
def test_a_descriptor_says_what_its_dataset_is(name: str) -> None:
    descriptor = find_descriptor(name, WORKSPACE)
    for told in ("title", "release", "citation", "licence", "homepage", "reuse", "covers", "covers_actors", "notes"):
        assert getattr(descriptor, told), told
    assert len(descriptor.notes.split()) >= 20
    assert not re.search(r"session|/work|shared/", descriptor.notes)


def test_prefixes_mean_what_they_mean_in_mapping_sets() -> None:
    """Otherwise an import would call its records elsewhere by identifiers that no link has."""
    schemes = read_schemes(WORKSPACE)
    assert {prefix: schemes[prefix].iri for prefix in OUTSIDE} == OUTSIDE


def test_two_tables_are_told_apart_by_their_columns() -> None:
    tables = [(name, set(t.columns)) for name in NAMES for t in find_descriptor(name, WORKSPACE).tables]
    assert not [(one, other) for (one, a), (other, b) in pairwise(sorted(tables, key=str)) if a == b]
