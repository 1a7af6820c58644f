"""Addresses: from an IRI to its page and back, whatever its slug is made of."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.config import Namespaces
from kg.config.namespaces import CODE
from kg.rdf.terms import IRI
from kg.web.addresses import SUFFIXES, document_of, iris_of, page_of, path_of, read_address

OURS = Namespaces()
ELSEWHERE = Namespaces("https://graph.example/", "https://terms.example/diplomacy/")

# Letters of all scripts as they are; what an IRI cannot hold, and what would end the path of an address, escaped.
LETTERS = st.characters(categories=["L", "N"], include_characters="-._~!$&'()*+,;=:@")
ESCAPED = (
    st.characters(categories=["L", "N", "P", "S", "Zs"]).filter(str.isascii).map(lambda sign: quote(sign, safe=""))
)
SEGMENTS = st.lists(LETTERS | ESCAPED, min_size=1, max_size=12).map("".join).filter(lambda text: set(text) != {"."})
SLUGS = st.lists(SEGMENTS, min_size=1, max_size=3).map("/".join)


@pytest.mark.parametrize(
    ("iri", "page"),
    [
        (OURS.ent + "russia", "/id/russia.html"),
        (OURS.ent + "kim-jŏng-il", "/id/kim-j%C5%8Fng-il.html"),
        (OURS.ent + "a%20b", "/id/a%20b.html"),
        (OURS.ent + "100%25", "/id/100%25.html"),
        (OURS.claim + "putin-visits.2", "/claim/putin-visits.2.html"),
        (OURS.src + "cow-alliances-4.1.member#row=794", "/source/cow-alliances-4.1.member.html#row=794"),
        (CODE + "cow.365", "/code/cow.365.html"),
        (OURS.base + "ontology/alignments", "/ontology/alignments.html"),
        (OURS.base + "links/gw#russia.gw.365", "/links/gw.html#russia.gw.365"),
        (OURS.ontology + "Treaty", "/ontology/Treaty.html"),
        ("https://w3id.org/diplograph/ontology", "/ontology.html"),
        (OURS.base, "/"),
        ("http://www.wikidata.org/entity/Q159", "http://www.wikidata.org/entity/Q159"),
        ("https://w3id.org/diplographics", "https://w3id.org/diplographics"),
    ],
)
def test_the_page_of_an_iri(iri: str, page: str) -> None:
    assert page_of(iri, OURS) == page


def test_an_ontology_that_lies_elsewhere_is_below_ontology() -> None:
    assert page_of("https://terms.example/diplomacy/Treaty", ELSEWHERE) == "/ontology/Treaty.html"
    assert iris_of("/ontology/Treaty", ELSEWHERE)[0] == "https://terms.example/diplomacy/Treaty"
    assert iris_of("/ontology", ELSEWHERE)[0] == "https://terms.example/diplomacy"


def test_codes_are_the_same_in_every_graph() -> None:
    assert page_of(CODE + "cow.365", ELSEWHERE) == "/code/cow.365.html"
    assert iris_of("/code/cow.365", ELSEWHERE)[0] == CODE + "cow.365"


@pytest.mark.parametrize("namespaces", [OURS, ELSEWHERE])
@given(slug=SLUGS, format_name=st.sampled_from(sorted(SUFFIXES)))
def test_there_and_back(namespaces: Namespaces, slug: str, format_name: str) -> None:
    for namespace in (namespaces.ent, namespaces.claim, namespaces.src, CODE, namespaces.ontology):
        iri = namespace + slug
        document = document_of(iri, format_name, namespaces)
        assert document.isascii()
        assert urlsplit(document).path == document  # nothing in it ends the path
        assert read_address(document) == (path_of(iri, namespaces), format_name)
        assert iris_of(read_address(document).path, namespaces)[0] == iri


@given(slug=SLUGS)
def test_an_iri_that_escapes_its_letters_is_among_those_that_its_path_may_mean(slug: str) -> None:
    iri = OURS.ent + quote(slug, safe="/%")
    path = path_of(iri, OURS)
    assert path is not None
    assert IRI(iri).value in iris_of(path, OURS)


def test_a_question_mark_does_not_end_a_path() -> None:
    assert page_of(OURS.ent + "who?what=1", OURS) == "/id/who%3Fwhat=1.html"
    assert OURS.ent + "who?what=1" in iris_of("/id/who%3Fwhat=1", OURS)


@pytest.mark.parametrize("path", ["/id/%FF", "/id/%C5", "/id/%", "/id/%zz"])
def test_what_is_no_text_stays_as_it_is(path: str) -> None:
    assert iris_of(path, OURS)[0] == OURS.base + path[1:]
