"""Links in a build: they are stored, counted and exported, and what is wrong with them stops it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from kg.build.fingerprint import build_key, fingerprint
from kg.build.links import classes_of
from kg.build.opening import open_store
from kg.build.snapshot import CheckFailedError, build_snapshot
from kg.build.stamp import take_stamp
from kg.config import Workspace
from kg.errors import ConfigError
from kg.rdf.corpus import read_corpus
from tests.linking.sets import put_set

ASK_WHO = """
SELECT ?who ?evidence {
    ent:arvenia skos:exactMatch ?record .
    ?mapping owl:annotatedSource ent:arvenia ; owl:annotatedTarget ?record ;
        <https://w3id.org/sssom/author_label> ?who ; rdfs:seeAlso ?evidence
}"""


ASK_ONCE = """
import sys
from pathlib import Path
from kg.build.opening import open_store
from kg.config import read_workspace
open_store(read_workspace(Path(sys.argv[1])), print).select("SELECT ?s { ?s ?p ?o } LIMIT 1")
print(*sys.modules)"""


@pytest.fixture
def linked(workspace: Workspace) -> Workspace:
    """The fixture workspace, linked and built."""
    put_set(workspace, {}, {"subject_id": "ent:belmark", "object_id": "wikidata:Q1003", "predicate_modifier": "Not"})
    build_snapshot(workspace, lambda _: None)
    return workspace


def test_who_says_so_is_one_question(linked: Workspace) -> None:
    (row,) = open_store(linked, lambda _: None).select(ASK_WHO)
    assert (row["who"].value, row["evidence"].value) == ("Irena Volkova", "https://example.org/evidence")


def test_links_are_counted_and_exported(linked: Workspace) -> None:
    counts = json.loads((linked.exports / "manifest.json").read_text(encoding="utf-8"))["counts"]
    assert counts["links"] == {"mapping_sets": 1, "mappings": 1, "negative_judgements": 1, "linked_entities": 1}
    for name in ("graph.nq", "graph.nt", "graph.trig", "graph.ttl"):
        text = (linked.exports / name).read_text(encoding="utf-8")
        assert "Q1001" in text
        assert "Q1003" not in text


def test_a_graph_without_links_counts_none(built: Workspace) -> None:
    counts = json.loads((built.exports / "manifest.json").read_text(encoding="utf-8"))["counts"]
    assert set(counts["links"].values()) == {0}


def test_what_is_wrong_stops_the_build_and_is_named(linked: Workspace) -> None:
    before = (linked.exports / "graph.nq").read_bytes()
    put_set(linked, {}, {"object_id": "wikidata:Q1002"}, {"subject_id": "ent:nowhere", "object_id": "wikidata:Q1004"})
    with pytest.raises(CheckFailedError) as caught:
        build_snapshot(linked, lambda _: None)
    assert [finding.code for finding in caught.value.report.errors] == ["two-exact-matches", "unknown-subject"]
    assert "data/links/wikidata.sssom.tsv:11:1: ent:nowhere is nowhere described" in caught.value.message
    assert (linked.exports / "graph.nq").read_bytes() == before


@pytest.mark.parametrize("name", ["wikidata.sssom.tsv", "schemes.toml"])
def test_a_changed_link_makes_a_build_stale(linked: Workspace, name: str) -> None:
    before = fingerprint(linked), build_key(linked), take_stamp(linked)
    with (linked.data / "links" / name).open("a", encoding="utf-8") as file:
        file.write("\n# a comment\n")
    assert all(
        old != new
        for old, new in zip(before, (fingerprint(linked), build_key(linked), take_stamp(linked)), strict=True)
    )


def test_asking_a_fresh_build_loads_nothing_of_the_links(linked: Workspace) -> None:
    open_store(linked, lambda _: None)
    arguments = [sys.executable, "-c", ASK_ONCE, str(linked.root)]
    loaded = subprocess.run(arguments, capture_output=True, text=True, check=True).stdout.split()
    assert "kg.linking.listing" in loaded
    assert not {"curies", "yaml", "pydantic", "kg.linking.links", "kg.linking.schemes"} & {*loaded}


def test_each_entity_has_one_class(workspace: Workspace) -> None:
    classes = classes_of(read_corpus(workspace))
    base = workspace.namespaces.ent
    assert classes[base + "arvenia"] == "State"
    assert classes[base + "treaty-1902"] == "Treaty"
    assert "Participation" not in classes.values()


def test_unreadable_schemes_are_named(workspace: Workspace) -> None:
    (workspace.data / "links").mkdir()
    (workspace.data / "links" / "schemes.toml").write_bytes(b"\xff")
    with pytest.raises(ConfigError, match="cannot be read"):
        build_snapshot(workspace, lambda _: None)
