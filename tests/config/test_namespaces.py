"""Namespaces: CURIEs there and back."""

from __future__ import annotations

import pytest

from kg.config import Namespaces

NS = Namespaces()


@pytest.mark.parametrize(
    ("iri", "curie"),
    [
        (NS.ontology + "date", "kg:date"),
        (NS.ent + "putin-visit-2000.visitor", "ent:putin-visit-2000.visitor"),
        (NS.src + "lankov-2007.P19", "src:lankov-2007.P19"),
        ("http://www.w3.org/2004/02/skos/core#broader", "skos:broader"),
    ],
)
def test_a_curie_leads_back_to_its_iri(iri: str, curie: str) -> None:
    assert NS.shrink(iri) == curie
    assert NS.expand(curie) == iri


@pytest.mark.parametrize("iri", ["https://example.org/x", NS.ent + "a b", NS.ent, NS.ent + "trailing."])
def test_what_has_no_curie_stays_an_iri(iri: str) -> None:
    assert NS.shrink(iri) == iri


def test_an_unknown_prefix_has_no_iri() -> None:
    assert NS.expand("nowhere:x") is None
    assert NS.expand("no-colon") is None
