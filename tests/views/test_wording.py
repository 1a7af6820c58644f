"""Numbers and properties in words."""

from __future__ import annotations

import pytest

from kg.rdf.terms import IRI
from kg.views.wording import format_number, from_the_other_end


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("209700000.0", "209.7 million"),
        ("2500000000", "2.5 billion"),
        ("9301.0", "9,301"),
        ("6.3", "6.3"),
        ("0", "0"),
        ("100", "100"),
        ("-1200000", "-1.2 million"),
        ("many", "many"),
    ],
)
def test_numbers_are_written_for_readers(text: str, words: str) -> None:
    assert format_number(text) == words


def test_a_property_reads_from_either_end() -> None:
    assert from_the_other_end(IRI("https://example.org/ontology#partOf"), "part of") == "has part"
    assert from_the_other_end(IRI("https://example.org/ontology#place"), "place") == "place"
