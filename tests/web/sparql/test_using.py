"""The graphs of a request are written into an update, and the engine reads them there."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from starlette.exceptions import HTTPException

from kg.web.sparql.using import use_graphs

DATA = "INSERT DATA { GRAPH <x:a> { <x:s> <x:p> 1 } GRAPH <x:b> { <x:s> <x:p> 2 } }"


def _update(text: str, *, default: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> set[str]:
    store = ox.Store()
    store.update(DATA)
    store.update(use_graphs(text, default, named))
    return {f"{quad.object.value} {quad.graph_name}" for quad in store if isinstance(quad.object, ox.Literal)}


def test_patterns_see_the_graphs() -> None:
    insert = "INSERT { ?s <x:p> ?o } WHERE { ?s ?p ?o }"
    assert _update(insert, default=("x:a",)) == {"1 <x:a>", "2 <x:b>", "1 DEFAULT"}
    insert = "INSERT { ?s <x:p> ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert _update(insert, named=("x:b",)) == {"1 <x:a>", "2 <x:b>", "2 DEFAULT"}


def test_every_operation_of_a_sequence_is_told() -> None:
    text = (
        "INSERT { ?s <x:p> 3 } WHERE { ?s ?p 1 } ; CLEAR SILENT GRAPH <x:c> ; INSERT { ?s <x:p> 4 } WHERE { ?s ?p 2 }"
    )
    assert _update(text, default=("x:b",)) == {"1 <x:a>", "2 <x:b>", "4 DEFAULT"}


def test_delete_where_has_its_template_written_out() -> None:
    text = "DELETE WHERE { GRAPH <x:a> { ?s ?p ?o } }"
    assert _update(text, named=("x:a",)) == {"2 <x:b>"}
    assert _update(text, named=("x:b",)) == {"1 <x:a>", "2 <x:b>"}


def test_words_in_texts_and_groups_are_no_keywords() -> None:
    text = "INSERT { ?s <x:p> 'WHERE USING WITH' } WHERE { ?s ?p 1 FILTER EXISTS { SELECT ?s WHERE { ?s ?p 1 } } }"
    assert _update(text, default=("x:a",)) == {"1 <x:a>", "2 <x:b>", "WHERE USING WITH DEFAULT"}


@pytest.mark.parametrize(
    "text",
    [
        "WITH <x:a> DELETE { ?s ?p 1 } WHERE { ?s ?p 1 }",
        "INSERT { ?s <x:p> 3 } USING <x:a> WHERE { ?s ?p 1 }",
        "INSERT { ?s <x:p> 3 } using named <x:a> WHERE { ?s ?p 1 }",
    ],
)
def test_graphs_are_said_once(text: str) -> None:
    with pytest.raises(HTTPException) as caught:
        use_graphs(text, ("x:b",), ())
    assert caught.value.status_code == 400
