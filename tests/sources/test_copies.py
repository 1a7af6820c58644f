"""A reader's copy is compared passage by passage, and the claims that lost theirs are named."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import NameNotFoundError, UsageError
from kg.model.passage import Citation
from kg.sources.copies import CopyReport, Likeness, compare, find_document
from kg.sources.documents import describe_document
from kg.sources.texts import read_text
from tests.conftest import EMBASSY

MEMOIR = read_text(EMBASSY / "memoir-1931.txt")
DOCUMENT = describe_document(MEMOIR, "memoir-1931")
LETTERS = describe_document("The first letter came in June.\n\nIt was short.\n", "letters")


def slugs(report: CopyReport) -> tuple[list[str], list[str], list[str]]:
    return (
        [passage.slug for passage in report.found],
        [moved.passage.slug for moved in report.moved],
        [passage.slug for passage in report.lost],
    )


def test_the_same_text_has_every_passage_at_its_place() -> None:
    report = compare(MEMOIR, DOCUMENT)
    assert report.same
    assert slugs(report) == (["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8"], [], [])


def test_a_difference_outside_the_passages_is_seen() -> None:
    report = compare(MEMOIR + "\n", DOCUMENT)
    assert not report.same
    assert slugs(report)[1:] == ([], [])


def test_a_changed_passage_is_lost_and_those_after_it_have_moved() -> None:
    report = compare(MEMOIR.replace("The new treaty", "The newer treaty"), DOCUMENT)
    assert slugs(report) == (["P1", "P2", "P3", "P4"], ["P6", "P7", "P8"], ["P5"])
    moved = report.moved[0]
    assert (moved.start - moved.passage.start, moved.likeness) == (2, Likeness.EXACT)


def test_passages_joined_into_one_block_are_found_in_it() -> None:
    joined = MEMOIR.replace("had been\n\nheld", "had been held")
    assert slugs(compare(joined, DOCUMENT)) == (["P1", "P2", "P3"], ["P4", "P5", "P6", "P7", "P8"], [])


def test_passages_are_found_where_only_white_space_differs() -> None:
    wrapped = "\n\n".join(textwrap.fill(block, 60, break_on_hyphens=False) for block in MEMOIR.split("\n\n"))
    for copy in (wrapped, " ".join(MEMOIR.split()), MEMOIR.replace(" ", "  ")):
        report = compare(copy, DOCUMENT)
        assert not report.lost
        for moved in report.moved:
            passage = MEMOIR[moved.passage.start : moved.passage.end]
            assert copy[moved.start : moved.end].split() == passage.split()


def test_claims_that_lost_their_passage_and_those_that_keep_another() -> None:
    report = compare(MEMOIR.replace("The new treaty", "The newer treaty"), DOCUMENT)
    citations = [
        Citation("lost", "", frozenset({("memoir-1931", "P5")})),
        Citation("weakened", "", frozenset({("memoir-1931", "P5"), ("memoir-1931", "P8")})),
        Citation("kept", "", frozenset({("memoir-1931", "P8")})),
        Citation("elsewhere", "", frozenset({("letters", "P5")})),
    ]
    assert [claim.claim for claim in report.lost_claims(citations)] == ["lost"]
    assert [claim.claim for claim in report.weakened_claims(citations)] == ["weakened"]


def test_the_document_is_the_one_named_or_the_one_most_alike() -> None:
    both = [LETTERS, DOCUMENT]
    assert find_document(MEMOIR[40:], both) is DOCUMENT
    assert find_document(MEMOIR, both, "letters") is LETTERS
    assert find_document(MEMOIR, both, "src:letters") is LETTERS
    assert find_document("Nothing alike.", [LETTERS]) is LETTERS


def test_a_document_that_cannot_be_told_is_refused() -> None:
    with pytest.raises(NameNotFoundError, match="Did you mean: letters"):
        find_document(MEMOIR, [LETTERS, DOCUMENT], "letter")
    with pytest.raises(UsageError, match="Name one with --document: letters, memoir-1931"):
        find_document("Nothing alike.", [LETTERS, DOCUMENT])
    with pytest.raises(UsageError, match="kg source add FILE"):
        find_document(MEMOIR, [])


@given(st.text(max_size=200), st.text(max_size=200))
def test_each_passage_is_found_moved_or_lost_and_only_a_same_text_is_same(text: str, copy: str) -> None:
    document = describe_document(text, "any", title="Any")
    report = compare(copy, document)
    assert report.same is (copy == text)
    assert sorted(slug for part in slugs(report) for slug in part) == sorted(p.slug for p in document.passages)
    assert not compare(text, document).lost
