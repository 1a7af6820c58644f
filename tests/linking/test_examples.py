"""The examples of the SSSOM project: each is read and written without loss, or stands among the exceptions."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kg.linking.reading import parse_mapping_set, scan_mapping_set
from kg.linking.writing import format_mapping_set
from tests.conftest import ROOT

SUITE = ROOT.parent / "shared" / "suites" / "sssom" / "examples"
FILES = sorted(path.relative_to(SUITE).as_posix() for path in SUITE.rglob("*.sssom.tsv"))
EXCEPTIONS = tomllib.loads(Path(__file__).with_name("sssom-examples.toml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(not FILES, reason="the examples are not here")


@pytest.mark.parametrize("name", FILES)
def test_an_example_is_read_or_an_exception(name: str) -> None:
    reading = scan_mapping_set(SUITE / name, name)
    expected = [EXCEPTIONS[name]["finding"]] if name in EXCEPTIONS else []
    assert sorted({finding.code for finding in reading.findings}) == expected
    text = format_mapping_set(reading.mapping_set)
    again = parse_mapping_set(text, name).mapping_set
    assert again == reading.mapping_set.sorted()
    assert format_mapping_set(again) == text


def test_every_exception_is_an_example() -> None:
    assert set(EXCEPTIONS) <= set(FILES)
    assert all(entry["reason"] for entry in EXCEPTIONS.values())
