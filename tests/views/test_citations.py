"""Citations: which claims stand behind the rows of an answer."""

from __future__ import annotations

import pytest

from kg.build.opening import open_store
from kg.config import Workspace
from kg.model.reference import Author, Reference
from kg.rdf.terms import IRI, Literal
from kg.store.embedded import EmbeddedStore
from kg.store.results import Solutions
from kg.views.citations import Cited, cite, left_open, read_references, without_lists

CLAIM = "https://w3id.org/diplograph/claim/"
SIGNED, REPLACES, LAPSED = "treaty-1921-signed", "treaty-1921-replaces-1902", "treaty-1902-in-force"


@pytest.fixture(scope="module")
def store(built: Workspace) -> EmbeddedStore:
    return open_store(built, lambda _: None)


def claim(slug: str) -> IRI:
    return IRI(CLAIM + slug)


def entity(slug: str) -> IRI:
    return IRI(f"https://w3id.org/diplograph/id/{slug}")


def slugs_by_row(cited: Cited) -> list[list[str]]:
    return [[cited.footnotes[number].claim for number in numbers] for numbers in cited.notes_of]


def test_a_column_names_the_claim(store: EmbeddedStore) -> None:
    rows = Solutions(("node", "claim"), [(entity("treaty-1921"), claim(SIGNED)), (entity("treaty-1921"), None)])
    cited = cite(store, rows)
    assert slugs_by_row(cited) == [[SIGNED], []], "what is named is cited, and nothing else that the node stands in"
    assert cited.solutions == rows
    assert cited.claims == (claim(SIGNED),)


def test_a_column_lists_the_claims(store: EmbeddedStore) -> None:
    listed = Literal(f"{claim(REPLACES).value}  {claim(LAPSED).value} {claim(LAPSED).value}")
    cited = cite(store, Solutions(("n", "claims"), [(Literal(1), listed), (Literal(2), Literal("")), (None, None)]))
    assert [sorted(slugs) for slugs in slugs_by_row(cited)] == [sorted([LAPSED, REPLACES]), [], []]
    assert cited.solutions == Solutions(("n",), [(Literal(1),), (Literal(2),), (None,)])


def test_both_columns_count(store: EmbeddedStore) -> None:
    row = (claim(SIGNED), Literal(claim(REPLACES).value))
    assert slugs_by_row(cite(store, Solutions(("claim", "claims"), [row]))) == [[SIGNED, REPLACES]]


@pytest.mark.parametrize(
    "text", ["no claim at all", "a:b <x> \n\t", CLAIM, f"{CLAIM}nowhere", "https://w3id.org/a|b", "http://[", ":"]
)
def test_what_is_no_claim_is_not_cited(store: EmbeddedStore, text: str) -> None:
    cited = cite(store, Solutions(("claims",), [(Literal(text),), (Literal(claim(SIGNED).value),)]))
    assert slugs_by_row(cited) == [[], [SIGNED]]


def test_a_node_that_is_no_claim_is_not_cited(store: EmbeddedStore) -> None:
    assert slugs_by_row(cite(store, Solutions(("claim",), [(entity("arvenia"),)]))) == [[]]


def test_without_such_columns_the_claims_that_describe_the_nodes(store: EmbeddedStore) -> None:
    rows = Solutions(("a", "b"), [(entity("signing-1921"), Literal("x")), (entity("signing-1921"), entity("quarrel"))])
    assert slugs_by_row(cite(store, rows)) == [[SIGNED], [SIGNED, "quarrel-over-banks"]]


def test_a_claim_among_the_nodes_stands_for_itself(store: EmbeddedStore) -> None:
    assert slugs_by_row(cite(store, Solutions(("said",), [(claim(SIGNED),)]))) == [[SIGNED]]


def test_nodes_of_no_claim_have_no_sources(store: EmbeddedStore) -> None:
    cited = cite(store, Solutions(("state", "n"), [(IRI("http://example.org/x"), None), (None, Literal(3))]))
    assert cited.footnotes == cited.claims == ()
    assert cited.notes_of == ((), ())


def test_footnotes_come_in_the_order_of_the_text_each_once(store: EmbeddedStore) -> None:
    named = ["quarrel-over-banks", "school-opened", SIGNED, "no-military-clause-1902", SIGNED]
    cited = cite(store, Solutions(("claim",), [(claim(slug),) for slug in named]))
    assert [note.passages[0].passage for note in cited.footnotes] == ["P3", "P5", "P6", "P7"]
    assert cited.notes_of == ((2,), (3,), (0,), (1,), (0,))


def test_a_footnote_says_who_says_it_and_how(store: EmbeddedStore) -> None:
    (note,) = cite(store, Solutions(("claim",), [(claim("trade-1925"),)])).footnotes
    assert note.statement == "Trade was worth three to four million dollars in 1925"
    assert str(note) == "[Hale 1931, P6; report from Merchants of Port Selin]"
    (denial,) = cite(store, Solutions(("claim",), [(claim("no-military-clause-1902"),)])).footnotes
    assert str(denial) == "[Hale 1931, P5; denial]"
    assert not denial.is_asserted


def test_no_rows_no_sources(store: EmbeddedStore) -> None:
    empty = Solutions(("claim", "claims"), [])
    assert cite(store, empty) == Cited(Solutions(("claim",), []), (), (), ())
    assert without_lists(empty).variables == ("claim",)


def test_the_works_behind_an_answer(store: EmbeddedStore) -> None:
    assert read_references(store, [claim(SIGNED), claim("trade-1925"), claim(SIGNED)]) == [
        Reference(
            key="memoir-1931",
            title="Two Ministries: “Recollections of an Envoy”",
            authors=(Author("Tomas Hale"),),
            date="1931",
            language="en",
        )
    ]
    assert read_references(store, []) == []


def test_what_the_sources_leave_open_is_said(store: EmbeddedStore) -> None:
    terms = [entity("treaty-1902"), None, Literal("x"), entity("arvenia"), entity("school-opening")]
    assert list(left_open(store, terms)) == [
        "Of Treaty of 1902 they leave open: party.",
        "Of Opening of an Arvenian school they leave open: date.",
    ]


def test_a_column_of_counts_is_no_list_of_claims() -> None:
    counted = Solutions(("modality", "claims"), [(Literal("fact"), Literal(3))])
    assert without_lists(counted) == counted
