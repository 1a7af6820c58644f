"""Mistakes in queries: each is named, at its line and column, with what to do."""

from __future__ import annotations

import pytest

from kg.errors import Location, QueryError
from kg.rdf.terms import IRI
from kg.store.embedded import EmbeddedStore


@pytest.mark.parametrize(
    ("text", "message", "place", "remedy"),
    [
        ("SELECT * {", "this “{” is never closed", (1, 10), "Close it with “}”"),
        ("SELECT * { ?s ?p ?o FILTER(?o > 3 }", "this “(” is never closed", (1, 27), "Close it with “)”"),
        ("SELECT * {\n ?s ex:p ?o }", "the prefix ex: is not declared", (2, 5), "PREFIX ex: <…>"),
        ("SELECT * { ?s kgg:date ?o }", "the prefix kgg: is not declared", (1, 15), "Did you mean kg:?"),
        ("SELEC * { ?s ?p ?o }", "SPARQL has no word “SELEC”", (1, 1), "Did you mean SELECT?"),
        ("SELECT * { ?s ?p ?o . OPTINAL { ?s ?p ?o } }", "SPARQL has no word “OPTINAL”", (1, 23), "OPTIONAL"),
        ("SELECT (srlen(1) AS ?a) {}", "SPARQL has no word “srlen”", (1, 9), "STRLEN"),
        ("treaties in force", "SPARQL has no word “treaties”", (1, 1), "in quotes"),
        ('SELECT * { ?s ?p "abc }', "a text begins here and never ends", (1, 18), "quotation mark"),
        ("SELECT * { ?s ?p <abc> }", "<abc> is no IRI", (1, 18), "in full"),
        ("SELECT * { ?s ?p }", "what begins with “?s” is no SPARQL", (1, 12), "a subject, a property and an object"),
        ("SELECT *\nWHERE { ?s ?p ?o\n FILTER ?o > 3 }", "what begins with “FILTER” is no SPARQL", (3, 2), "FILTER("),
        ("SELECT ?x, ?y { ?x ?p ?y }", "what begins with “,” is no SPARQL", (1, 10), "separated by spaces"),
        ("SELECT COUNT(?s) { ?s ?p ?o }", "what begins with “COUNT” is no SPARQL", (1, 8), "(COUNT(…) AS ?name)"),
        ("SELECT * { ?s ?p ?o } }", "what begins with “}” is no SPARQL", (1, 23), "one too many"),
        ("SELECT * WHERE ?s ?p ?o", "WHERE is not followed by a group", (1, 16), "WHERE { … }"),
        ("SELECT * { BIND(1 AS ?x) BIND(2 AS ?x) }", "BIND gives a value", (1, 26), "another name"),
        ("SELECT * { ?s ?p ?o } GROUP BY ?s", "SELECT * and GROUP BY", (1, 1), "Name the variables"),
        ("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s", "neither grouped nor aggregated", (1, 1), "GROUP BY"),
        ("SELECT * { ?s ?p ?o } LIMIT x", "SPARQL has no word “x”", (1, 29), "begins with “?”"),
        ("SELECT * { ?s ?p ?o FILTER(kg:f(?o)) }", "there is no function kg:f", (1, 28), "without a prefix"),
        ("SELECT (<http://x/f>(1) AS ?a) {}", "there is no function <http://x/f>", (1, 9), "without a prefix"),
        ("SELECT * { ?s ?p ?한국 . ?s ex:p 'й' }", "the prefix ex: is not declared", (1, 27), "PREFIX ex:"),
        ("SELECT * {\r\n ?s\tex:p ?o }", "the prefix ex: is not declared", (2, 5), "PREFIX ex:"),
    ],
)
def test_a_mistake_is_named_at_its_place(
    embassy: EmbeddedStore, text: str, message: str, place: tuple[int, int], remedy: str
) -> None:
    with pytest.raises(QueryError) as caught:
        embassy.query(text)
    error = caught.value
    assert message in error.message
    assert error.location == Location("<query>", *place)
    assert error.excerpt == text.replace("\r\n", "\n").split("\n")[place[0] - 1]
    assert error.remedy is not None
    assert remedy in error.remedy
    assert len(str(error)) < 600, "no parser's list of what it would have liked"


def test_the_place_is_that_of_the_query_as_written(embassy: EmbeddedStore) -> None:
    with pytest.raises(QueryError) as caught:
        embassy.query("SELECT * { ?s ex:p ?o }", {"s": IRI("http://e/a")})
    assert caught.value.location == Location("<query>", 1, 15)


@pytest.mark.parametrize(
    "text", ["SELECT * { ?s ?p ?o . ] }", "SELECT * { % }", "\ufeff\ufeffSELECT", "SELECT ?", "🙂"]
)
def test_any_other_mistake_has_a_place_too(embassy: EmbeddedStore, text: str) -> None:
    with pytest.raises(QueryError) as caught:
        embassy.query(text)
    assert caught.value.location is not None
    assert caught.value.location.line == 1
