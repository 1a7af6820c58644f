"""Bibliographies, read back by a real parser (pybtex) and against the types of CSL."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry, parse_string

from kg.model.reference import Author, Reference
from kg.sources.bibliography import BIBLIOGRAPHIES, format_bibtex, format_csl

ARTICLE = Reference(
    key="hale-1931",
    title="Salt & Stone: 100% of the “Trade”",
    authors=(Author("Tomas Hale"), Author("Port Selin Merchants and Sons", is_person=False)),
    container="Harbour Review",
    date="1931-05/1931-07",
    pages="9, 28",
    uri="http://example.org/a_b?x=1&y=~2%20{z}",
    accessed="2007-08-14",
    language="en",
)
BOOK = Reference(
    key="забровская 2006",
    title="Эпоха {глобализации",
    authors=(Author("Забровская Л.В."),),
    publisher="Центр",
    place="Владивосток",
    date="2006",
)
OPEN = Reference(key="essay", title="An essay", authors=(Author("A. Lankov"),), date="[2007-08-14..]")


def parse(*references: Reference) -> dict[str, Entry]:
    return dict(parse_string(format_bibtex(references), "bibtex").entries)


def test_bibtex_of_an_article() -> None:
    entry = parse(ARTICLE)["hale-1931"]
    assert entry.type == "article"
    assert entry.fields["journal"] == "Harbour Review"
    assert entry.fields["title"] == r"{Salt \& Stone: 100\% of the “Trade”}"
    assert (entry.fields["year"], entry.fields["date"]) == ("1931", "1931-05/1931-07")
    assert entry.fields["url"] == "http://example.org/a_b?x=1&y=~2%20%7Bz%7D"
    people = entry.persons["author"]
    assert [str(person) for person in people] == ["Hale, Tomas", "{Port Selin Merchants and Sons}"]


def test_bibtex_of_a_book_with_a_brace_and_another_script() -> None:
    entry = parse(BOOK)["забровская_2006"]
    assert entry.type == "book"
    assert entry.fields["title"] == r"{Эпоха \textbraceleft{}глобализации}"
    assert entry.fields["publisher"] == "Центр"


def test_a_date_that_biblatex_does_not_read_is_left_out() -> None:
    fields = parse(OPEN)["essay"].fields
    assert "date" not in fields
    assert "year" not in fields
    assert fields["title"] == "{An essay}"


@pytest.mark.parametrize(
    "date", ["2007", "2007-03", "2007-03-19", "2007~", "199X", "2005-07/2005-09", "2000/..", "/1995"]
)
def test_dates_that_biblatex_reads(date: str) -> None:
    assert parse(Reference("a", "b", date=date))["a"].fields["date"] == date


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_no_text_breaks_bibtex(title: str, name: str) -> None:
    references = [Reference("a", title, (Author(name, is_person=False),), container=title), Reference("b", "after")]
    assert list(parse(*references)) == ["a", "b"]


def test_csl() -> None:
    items: list[dict[str, Any]] = json.loads(format_csl([BOOK, ARTICLE, OPEN, ARTICLE]))
    assert [item["id"] for item in items] == ["essay", "hale-1931", "забровская 2006"]
    essay, article, book = items
    assert article["type"] == "article-journal"
    assert article["author"][0] == {"literal": "Tomas Hale"}
    assert article["issued"] == {"date-parts": [[1931, 5], [1931, 7]]}
    assert article["accessed"] == {"date-parts": [[2007, 8, 14]]}
    assert article["URL"] == ARTICLE.uri
    assert book["type"] == "book"
    assert book["title"] == "Эпоха {глобализации"
    assert essay["type"] == "document"
    assert essay["issued"] == {"literal": "[2007-08-14..]"}


@pytest.mark.parametrize(
    ("edtf", "issued"),
    [
        ("1995-06-30", {"date-parts": [[1995, 6, 30]]}),
        ("2007~", {"date-parts": [[2007]], "circa": True}),
        ("1995-06%/1996", {"date-parts": [[1995, 6], [1996]], "circa": True}),
        ("2001-21", {"date-parts": [[2001]], "season": 1}),
        ("2001-24~", {"date-parts": [[2001]], "season": 4, "circa": True}),
        ("2001-21/2002", {"literal": "2001-21/2002"}),
        ("2001-34", {"literal": "2001-34"}),
        ("2001/..", {"literal": "2001/.."}),
        ("199X", {"literal": "199X"}),
    ],
)
def test_dates_in_csl(edtf: str, issued: dict[str, Any]) -> None:
    assert json.loads(format_csl([Reference("a", "b", date=edtf)]))[0]["issued"] == issued


@pytest.mark.parametrize("name", BIBLIOGRAPHIES)
def test_the_order_of_references_makes_no_difference(name: str) -> None:
    write = BIBLIOGRAPHIES[name].write
    assert write([ARTICLE, BOOK]) == write([BOOK, ARTICLE, BOOK])
    assert write([]).strip() in {"", "[]"}
