"""RIS, read back by a real parser (rispy)."""

from __future__ import annotations

from typing import Any

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from kg.model.reference import Author, Reference
from kg.sources.ris import format_ris
from tests.sources.test_bibliography import ARTICLE, BOOK, OPEN

RELEASE = Reference(
    key="harbours-2.1",
    title="Harbours",
    version="2.1",
    uri="http://example.org/harbours",
    accessed="2020-03",
    note="Cite\nme",
)


def parse(*references: Reference) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = rispy.loads(format_ris(references))
    return records


def test_an_article() -> None:
    (record,) = parse(ARTICLE)
    assert record["type_of_reference"] == "JOUR"
    assert record["id"] == "hale-1931"
    assert record["title"] == "Salt & Stone: 100% of the “Trade”"
    assert record["authors"] == ["Tomas Hale", "Port Selin Merchants and Sons"]
    assert record["secondary_title"] == "Harbour Review"
    assert record["year"] == "1931"
    assert "date" not in record  # an interval is more than a date of RIS can say
    assert record["start_page"] == "9, 28"
    assert record["urls"] == [ARTICLE.uri]
    assert record["access_date"] == "2007/08/14/"


def test_a_book_and_what_is_hardly_known() -> None:
    essay, book = parse(BOOK, OPEN)
    assert (book["type_of_reference"], book["place_published"], book["year"]) == ("BOOK", "Владивосток", "2006")
    assert book["date"] == "2006///"
    assert (essay["type_of_reference"], essay["title"]) == ("GEN", "An essay")
    assert not {"year", "date", "urls"} & set(essay)


def test_a_release_of_a_dataset() -> None:
    (record,) = parse(RELEASE)
    assert record["type_of_reference"] == "DATA"
    assert record["edition"] == "2.1"
    assert record["access_date"] == "2020/03//"
    assert record["notes"] == ["Cite me"]


@pytest.mark.parametrize(
    ("edtf", "date"), [("1995-06-30", "1995/06/30/"), ("2007~", "2007///circa"), ("2001-21", None), ("199X", None)]
)
def test_dates(edtf: str, date: str | None) -> None:
    (record,) = parse(Reference("a", "b", date=edtf))
    assert record.get("date") == date


def test_a_stretch_of_pages() -> None:
    (record,) = parse(Reference("a", "b", pages="17–23"))
    assert (record["start_page"], record["end_page"]) == ("17", "23")


@given(st.text(min_size=1), st.text(min_size=1))
def test_no_text_breaks_out_of_its_line(title: str, name: str) -> None:
    records = parse(Reference("a", title, (Author(name),)), BOOK)
    assert len(records) == 2
    assert [record.get("id") for record in records] == ["a", BOOK.key]
    assert records[0].get("title", "") == " ".join(title.split())
