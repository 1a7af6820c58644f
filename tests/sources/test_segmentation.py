"""A text falls into numbered paragraphs and notes, and a paragraph cut by a page break is known as one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.passage import digest
from kg.sources.segmentation import iter_blocks, segment
from kg.sources.texts import read_text
from tests.conftest import EMBASSY

ESSAY = Path(__file__).parents[3] / "shared/sources/lankov-2007.txt"
ESSAY_BLOCKS = ESSAY.with_name("paragraphs.tsv")

LETTERS = """

  A Year of Letters

Min-ji Kang

The first letter came in June. It was short.¹ Nobody
answered it. The second

¹ It is lost.

² So is the answer.

Minister's reply took a year.

All that is known of the third is that it was, in the end,

never sent: three reasons are given.

"""


def shapes(text: str) -> list[str]:
    """Write each passage as its slug, and what it continues."""
    return [p.slug + (f"<{p.continues}" if p.continues else "") for p in segment(text)]


def test_paragraphs_and_notes_are_numbered_apart() -> None:
    assert shapes(LETTERS) == ["P1", "P2", "P3", "F1", "F2", "P4<P3", "P5", "P6<P5"]


def test_a_passage_is_its_block_without_the_white_space_around_it() -> None:
    first = segment(LETTERS)[0]
    assert LETTERS[first.start : first.end] == "A Year of Letters"
    assert first.sha256 == digest("A Year of Letters")
    assert first.is_in(LETTERS)
    assert not first.is_in(LETTERS.strip())


@pytest.mark.parametrize(
    ("block", "following", "is_cut"),
    [
        ("They met in spring. In", "March they parted.", True),  # a whole sentence stands before
        ("They met in", "a room.", True),  # lower case follows
        ("They met in", "“no room.”", True),
        ("They met in\n\n¹ A note.", "Room Nine.", True),  # a note, at the foot of the page, stands between
        ("They met.", "and parted.", False),
        ("They met.”¹", "and parted.", False),
        ("They met:", "and parted.", False),
        ("Введение", "Они встретились.", False),
        ("Они встретились весной. В", "Москве их ждали.", True),
        ("First Meetings", "They met.", False),  # a heading
        ("Prof. K. Berg", "They met.", False),
        ("그들은 만났다. 그", "방에서.", True),
        ("", "They met.", False),
    ],
)
def test_a_paragraph_cut_by_a_page_break(block: str, following: str, is_cut: bool) -> None:
    assert (segment(f"{block}\n\n{following}")[-1].continues is not None) is is_cut


def test_notes_have_their_printed_numbers() -> None:
    assert shapes("One.\n\n⁹ Ninth.\n\n¹⁰ Tenth.\n\nTwo.") == ["P1", "F9", "F10", "P2"]


def test_notes_that_begin_again_are_counted() -> None:
    assert shapes("One.\n\n¹ First.\n\nTwo.\n\n¹ First again.") == ["P1", "F1", "P2", "F2"]


def test_the_invented_memoir() -> None:
    assert shapes(read_text(EMBASSY / "memoir-1931.txt")) == ["P1", "P2", "P3", "P4<P3", "P5", "P6", "P7", "P8"]


@pytest.mark.skipif(not ESSAY.exists(), reason="the essay is not beside the repository")
def test_the_essay_falls_into_the_passages_that_its_readers_number() -> None:
    with ESSAY_BLOCKS.open(encoding="utf-8", newline="") as file:
        expected = [tuple(row[:3]) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]
    passages = segment(read_text(ESSAY))
    assert [(p.slug, str(p.start), str(p.end)) for p in passages] == expected
    cut = {f"{p.continues}+{p.slug}" for p in passages if p.continues}
    assert cut == {"P7+P8", "P18+P19", "P23+P24", "P27+P28", "P33+P34", "P43+P44"}


texts = st.text(alphabet="ab .\n\t¹²A“\u2028\x0c") | st.text()


@given(texts)
def test_blocks_are_slices_in_order_that_leave_out_white_space_only(text: str) -> None:
    end_before = 0
    for start, end in iter_blocks(text):
        assert not text[end_before:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        end_before = end
    assert not text[end_before:].strip()


@given(texts)
def test_every_passage_is_in_its_text_under_a_name_of_its_own(text: str) -> None:
    passages = segment(text)
    assert all(passage.is_in(text) for passage in passages)
    slugs = [passage.slug for passage in passages]
    assert len(set(slugs)) == len(slugs)
    assert all(passage.continues in slugs for passage in passages if passage.continues)
