"""A text becomes a document: its title, its label, the slugs of it and of its authors."""

from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.model.dates import parse_date
from kg.sources.documents import describe_document, parse_author, slugify

TEXT = "A Year of\nLetters\n\nThe first letter came in June.\n"


def test_the_title_is_the_first_heading_unless_given() -> None:
    assert describe_document(TEXT, "letters").title == "A Year of Letters"
    assert describe_document(TEXT, "letters", title="Letters").title == "Letters"
    assert describe_document("It came in June.", "letters").title == "letters"


def test_the_label_is_author_and_year_where_both_are_known() -> None:
    authors = {"min-ji-kang": "Min-ji Kang"}
    assert describe_document(TEXT, "letters", authors=authors, date=parse_date("1931~")).label == "Kang 1931"
    assert describe_document(TEXT, "letters", authors=authors).label == "A Year of Letters"
    assert describe_document(TEXT, "letters", authors=authors, date=parse_date("193X")).label == "A Year of Letters"


def test_a_document_knows_its_text() -> None:
    document = describe_document(TEXT, "letters")
    assert document.characters == len(TEXT)
    assert document.is_text(TEXT)
    assert not document.is_text(TEXT + "\n")


@pytest.mark.parametrize("slug", ["", "../etc", "A", "a b", "a.b", "-a", "a--b", "프리"])
def test_a_slug_that_would_make_no_clean_iri_is_refused(slug: str) -> None:
    with pytest.raises(UsageError, match="cannot be a slug"):
        describe_document(TEXT, slug)


@pytest.mark.parametrize("language", ["", "e", "english please", 'en" ;'])
def test_a_language_that_is_no_tag_is_refused(language: str) -> None:
    with pytest.raises(UsageError, match="is no language tag"):
        describe_document(TEXT, "letters", language=language)


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Tomas Hale", ("tomas-hale", "Tomas Hale")),
        ("tomas-hale", ("tomas-hale", "tomas-hale")),
        ("José d'Été", ("jose-dete", "José d'Été")),
        ("kang-min-ji=강민지", ("kang-min-ji", "강민지")),
    ],
)
def test_an_author_is_a_name_a_slug_or_both(text: str, author: tuple[str, str]) -> None:
    assert parse_author(text) == author


@pytest.mark.parametrize("name", ["", "강민지", "—"])
def test_a_name_that_leaves_no_letter_makes_no_slug(name: str) -> None:
    with pytest.raises(UsageError, match="no slug can be made of"):
        slugify(name)
