from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kg.config import Workspace
from kg.errors import InputError, Location
from kg.rdf.corpus import read_corpus
from kg.rdf.listing import list_corpus
from kg.rdf.terms import IRI

CLAIMS = "data/memoir-1931/claims/treaties.trig"


def line_of(workspace: Workspace, name: str, beginning: str) -> int:
    """The number of the line of a file that begins so."""
    lines = (workspace.root / name).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.strip().startswith(beginning))


def test_reads_ontology_and_data_by_their_names(workspace: Workspace) -> None:
    corpus = read_corpus(workspace)
    assert [file.name for file in corpus.data] == [
        "data/memoir-1931/claims/quarrel-and-trade.trig",
        CLAIMS,
        "data/memoir-1931/document.ttl",
        "data/memoir-1931/entities.ttl",
    ]
    assert [file.name for file in corpus.ontology] == ["ontology/alignments.ttl", "ontology/diplomacy.ttl"]
    assert len(corpus.quads) == sum(len(file.quads) for file in corpus.data) == 330


def test_shapes_are_no_part_of_the_ontology(workspace: Workspace) -> None:
    corpus = read_corpus(workspace)
    assert corpus.shapes is not None
    assert corpus.shapes.name == "ontology/shapes.ttl"
    assert not set(corpus.shapes.quads) & set(corpus.ontology_quads)
    (workspace.ontology / "shapes.ttl").unlink()
    assert read_corpus(workspace).shapes is None


def test_lists_what_it_reads(workspace: Workspace) -> None:
    corpus = read_corpus(workspace)
    assert corpus.shapes is not None
    names = {path.relative_to(workspace.root).as_posix() for path in list_corpus(workspace)}
    assert names == {file.name for file in (*corpus.ontology, *corpus.data, corpus.shapes)}


def test_folders_elsewhere_are_named_whole(workspace: Workspace, tmp_path: Path) -> None:
    shutil.move(workspace.data, tmp_path / "elsewhere")
    corpus = read_corpus(replace(workspace, data=tmp_path / "elsewhere"))
    assert corpus.data[0].name == str(tmp_path / "elsewhere" / "memoir-1931" / "claims" / "quarrel-and-trade.trig")


@pytest.mark.parametrize(
    ("node", "name", "beginning", "column"),
    [
        ("id/arvenia", "data/memoir-1931/entities.ttl", "ent:arvenia a", 1),
        ("id/signing-1921", CLAIMS, "ent:signing-1921 a", 5),
        ("id/signing-1921.hale", CLAIMS, "ent:signing-1921.hale a", 5),
        ("claim/alliance-since-1921", CLAIMS, "claim:alliance-since-1921 a", 1),
        ("claim/no-military-clause-1902.1", CLAIMS, "claim:no-military-clause-1902.1 a", 5),
    ],
)
def test_locates_a_node_where_it_is_described(
    workspace: Workspace, node: str, name: str, beginning: str, column: int
) -> None:
    place = Location(name, line_of(workspace, name, beginning), column)
    corpus = read_corpus(workspace)
    assert corpus.locate(workspace.namespaces.base + node) == place
    assert corpus.locate(IRI(workspace.namespaces.base + node)) == place


def test_locates_a_term_where_it_is_first_named(workspace: Workspace) -> None:
    place = read_corpus(workspace).locate(workspace.namespaces.term("Summit"))
    assert place is None
    place = read_corpus(workspace).locate(workspace.namespaces.term("Signing"))
    assert place == Location(CLAIMS, line_of(workspace, CLAIMS, "kg:kind kg:Signing"), 17)


def test_every_iri_of_the_data_has_a_place(workspace: Workspace) -> None:
    corpus = read_corpus(workspace)
    nodes = {term for quad in corpus.quads for term in (quad.subject, quad.object, quad.graph_name)}
    assert all(corpus.locate(node) for node in nodes if isinstance(node, IRI))


def test_the_first_broken_file_is_named(workspace: Workspace) -> None:
    (workspace.data / "a.ttl").write_text("", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_corpus(workspace)
    assert caught.value.location == Location("data/a.ttl")
