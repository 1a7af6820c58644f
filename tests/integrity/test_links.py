"""The shipped links: valid SSSOM for others too, in one layout, and about what they say they are about."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from kg.build.links import described
from kg.config import read_workspace
from kg.linking.checking import check_links
from kg.linking.links import Links, read_links
from kg.linking.listing import list_mapping_sets
from kg.linking.writing import format_mapping_set
from kg.rdf.corpus import read_corpus
from kg.rdf.terms import IRI
from kg.store.embedded import EmbeddedStore
from tests.conftest import ROOT

WORKSPACE = read_workspace(ROOT)
SETS = list_mapping_sets(WORKSPACE)
VERIFIED = ROOT.parent / "shared" / "links" / "verified.tsv"
COUNT = """
SELECT (COUNT(*) AS ?n) {
    ?node ?p ?record FILTER(STRSTARTS(STR(?node), STR(ent:)) && STRSTARTS(STR(?record), ?space))
}"""
CODE = "https://w3id.org/diplograph/code/"


@pytest.fixture(scope="module")
def links() -> Links:
    return read_links(WORKSPACE)


def test_nothing_is_wrong_with_them(links: Links) -> None:
    assert list(check_links(links, described(read_corpus(WORKSPACE)), WORKSPACE.namespaces)) == []


def test_there_is_one_set_for_each_scheme(links: Links) -> None:
    for mapping_set in links.sets:
        prefix = Path(mapping_set.name).name.removesuffix(".sssom.tsv")
        assert {link.scheme.prefix for link in links.all if link.scheme and link.mapping_set is mapping_set} == {prefix}
        assert mapping_set.id == f"{WORKSPACE.namespaces.base}links/{prefix}"


def test_declared_counts(links: Links) -> None:
    assert len(links.sets) == 26
    assert len(list(links.asserted)) == 183
    assert {(link.subject.rpartition("/")[2], link.identifier) for link in links.all if link.mapping.negated} == {
        ("pyongyang", "Q109386"),
        ("perestroika", "Q165704"),
    }


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.name)
def test_each_is_written_as_we_write_it(path: Path, links: Links) -> None:
    (mapping_set,) = (each for each in links.sets if each.name.endswith(f"/{path.name}"))
    assert path.read_text(encoding="utf-8") == format_mapping_set(mapping_set)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.name)
def test_each_is_valid_for_the_sssom_library(path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library's own
        from sssom.parsers import parse_sssom_table
        from sssom.validators import validate

        table = parse_sssom_table(path)
        reports = validate(table, fail_on_error=True)
    assert len(table.df) == sum(not line.startswith("#") for line in path.read_text(encoding="utf-8").splitlines()) - 1
    assert all(not report.results for report in reports.values())


def test_entities_have_the_labels_that_the_sets_give_them(links: Links, store: EmbeddedStore) -> None:
    for link in links.all:
        labels = store.select("SELECT ?label { ?node rdfs:label ?label }", {"node": IRI(link.subject)})
        assert link.mapping.subject_label in {row["label"].value for row in labels}, link.mapping


@pytest.mark.skipif(not VERIFIED.is_file(), reason="the list of verified identifiers is not here")
def test_every_identifier_was_verified(links: Links) -> None:
    lines = VERIFIED.read_text(encoding="utf-8").splitlines()[1:]
    verified = {line.split("\t")[2].replace("/m/", "m.").rpartition("/things/")[2] for line in lines}
    assert {link.identifier for link in links.asserted} <= verified


def test_what_is_certain_is_exact(links: Links) -> None:
    for link in links.asserted:
        assert link.mapping.confidence is not None
        assert link.predicate.endswith("exactMatch") or link.mapping.confidence <= 0.90, link.mapping


def test_a_treaty_leads_to_the_records_of_datasets(store: EmbeddedStore) -> None:
    rows = store.select("SELECT ?code { ent:treaty-1961 skos:exactMatch ?code } ORDER BY ?code")
    assert [row["code"].value for row in rows] == [f"{CODE}atop.3440", f"{CODE}cow-alliance.264"]


def test_linksets_count_their_triples(store: EmbeddedStore) -> None:
    counted = store.select("""
        SELECT ?set ?n ?space ?p {
            ?set void:triples ?n ; void:linkPredicate ?p ; void:objectsTarget [ void:uriSpace ?space ]
        }""")
    assert len(counted) >= 26
    for row in counted:
        found = store.select(COUNT, {"p": row["p"], "space": row["space"]})
        assert next(iter(found))["n"].value == row["n"].value, row


def test_the_soviet_union_is_not_russia_in_any_scheme(store: EmbeddedStore) -> None:
    assert not store.select(
        "SELECT ?record { ent:ussr skos:exactMatch ?record . ent:russia skos:exactMatch ?record }"
    ).rows
