from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.build.current import current_build
from kg.build.imports import DamagedImportError, list_imports, remove_import, staged_import
from kg.build.loading import loaded_store, natural_order
from kg.build.opening import open_store
from kg.build.snapshot import build_snapshot
from kg.config import Workspace
from kg.rdf.listing import IMPORTS, ROWS, SHARED
from kg.store.embedded import EmbeddedStore
from tests.build.releases import CODE, graph_of, put_release, shared_of, write_release

pytestmark = pytest.mark.usefixtures("unchecked")

# A build in a process of its own, which is stopped while it loads the rows.
CHILD = """
import sys, time
from pathlib import Path
from kg.build import loading, snapshot
from kg.config import read_workspace
from kg.model.finding import Report

snapshot.check = lambda *_, **__: Report(())

def refuse_foreign(*_):
    print("loaded", flush=True)
    time.sleep(60)

loading._refuse_foreign = refuse_foreign
snapshot.build_snapshot(read_workspace(Path(sys.argv[1])), lambda _step: None)
"""

COUNT = "SELECT (COUNT(*) AS ?n) { ?pact a kg:Treaty ; rdfs:label ?label FILTER(STRSTARTS(STR(?pact), STR(code:))) }"


def opened(workspace: Workspace) -> EmbeddedStore:
    build_snapshot(workspace, lambda _step: None)
    folder = current_build(workspace.store)
    assert folder is not None
    return EmbeddedStore(folder, workspace.namespaces.prefixes)


def count(store: EmbeddedStore, text: str = COUNT) -> int:
    return int(next(iter(store.select(text)))["n"].value)


def quads(workspace: Workspace) -> set[str]:
    return set(map(str, opened(workspace).whole().quads()))


def change(workspace: Workspace) -> None:
    path = workspace.data / "memoir-1931" / "entities.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace("Treaty of 1902", "Old treaty"), encoding="utf-8")


def loaded(workspace: Workspace) -> list[Path]:
    return sorted((workspace.store / IMPORTS).glob(".load*"))


def test_a_plain_query_of_the_whole_graph_sees_releases_once(workspace: Workspace) -> None:
    put_release(workspace)
    store = opened(workspace)
    assert (count(store), count(store.whole())) == (0, 3)
    assert count(store.whole(), "SELECT (COUNT(*) AS ?n) { ?pact rdfs:label 'Pact 1'@en }") == 1


def test_what_releases_share_counts_once(workspace: Workspace) -> None:
    put_release(workspace)
    put_release(workspace, "1.0", [4, 5], dataset="leagues")
    labels = "SELECT (COUNT(*) AS ?n) { code:state.1 rdfs:label ?label }"
    assert (count(opened(workspace).whole()), count(opened(workspace).whole(), labels)) == (5, 1)


def test_what_is_curated_already_is_not_shared_again(workspace: Workspace) -> None:
    text = '@prefix code: <https://w3id.org/diplograph/code/> . code:state.1 rdfs:label "Arvenia"@en .'
    header = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    (workspace.data / "codes.ttl").write_text(header + text, encoding="utf-8")
    put_release(workspace)
    assert count(opened(workspace).whole(), "SELECT (COUNT(*) AS ?n) { code:state.1 rdfs:label ?label }") == 1


def test_paths_cross_from_what_is_curated_to_what_is_imported(workspace: Workspace) -> None:
    text = """@prefix code: <https://w3id.org/diplograph/code/> . @prefix ent: <https://w3id.org/diplograph/id/> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> . ent:treaty-1921 skos:exactMatch code:pacts.2 ."""
    (workspace.data / "links.ttl").write_text(text, encoding="utf-8")
    put_release(workspace)
    path = "SELECT ?name { ent:treaty-1921 skos:exactMatch/kg:participation/kg:actor/rdfs:label ?name }"
    assert [row["name"].value for row in opened(workspace).whole().select(path)] == ["Arvenia"]
    assert not opened(workspace).select(path).rows
    reach = "SELECT ?node { ent:treaty-1921 (skos:exactMatch|kg:participation|kg:actor)+ ?node }"
    nodes = [row["node"].value for row in opened(workspace).whole().select(reach)]
    assert len([node for node in nodes if node.startswith(CODE)]) == 3


def test_the_curated_graph_knows_nothing_of_imports(workspace: Workspace) -> None:
    before = set(map(str, opened(workspace).quads()))
    put_release(workspace)
    store = opened(workspace)
    assert set(map(str, store.quads())) == before
    assert not store.select("SELECT ?s { GRAPH ?g { ?s a ?c } FILTER(STRSTARTS(STR(?s), STR(code:))) }").rows


def test_without_imports_the_whole_graph_is_the_curated_one(workspace: Workspace) -> None:
    store = opened(workspace)
    assert store.whole() is store


def test_imports_alone_are_a_graph_too(workspace: Workspace) -> None:
    for path in workspace.data.iterdir():
        shutil.rmtree(path)
    put_release(workspace)
    assert count(opened(workspace).whole()) == 3


def test_a_changed_graph_equals_one_that_is_built_from_nothing(workspace: Workspace) -> None:
    put_release(workspace)
    put_release(workspace, "1.0", range(20, 30), dataset="leagues")
    before = quads(workspace)
    rows = loaded(workspace)
    change(workspace)
    changed = quads(workspace)
    assert loaded(workspace) == rows, "the rows are not loaded again"
    assert changed != before
    shutil.rmtree(rows[0])
    for folder in workspace.store.glob("0*"):
        shutil.rmtree(folder)
    assert quads(workspace) == changed


def test_a_further_release_is_added_to_what_is_loaded(workspace: Workspace) -> None:
    put_release(workspace)
    opened(workspace)
    (workspace.store / IMPORTS / "pacts-1.0" / ROWS).write_bytes(b"not read again")
    put_release(workspace, "1.0", [8], dataset="leagues")
    assert count(opened(workspace).whole()) == 4
    assert len(loaded(workspace)) == 1


def test_a_release_that_is_taken_out_is_gone(workspace: Workspace) -> None:
    before = quads(workspace)
    put_release(workspace)
    put_release(workspace, "1.0", [8], dataset="leagues")
    assert count(opened(workspace).whole()) == 4
    remove_import(workspace, "pacts-1.0")
    assert count(opened(workspace).whole()) == 1
    remove_import(workspace, "leagues-1.0")
    assert quads(workspace) == before


def test_a_release_imported_again_takes_the_place_of_the_old(workspace: Workspace) -> None:
    put_release(workspace)
    assert count(opened(workspace).whole()) == 3
    put_release(workspace, "1.0", [1, 2])
    assert count(opened(workspace).whole()) == 2


def test_of_two_releases_of_the_same_records_the_later_is_seen(workspace: Workspace) -> None:
    put_release(workspace, "4.10", [1, 2])
    put_release(workspace, "4.9", [1, 2, 3])
    store = opened(workspace).whole()
    assert count(store) == 2
    in_graph = "SELECT (COUNT(*) AS ?n) { GRAPH <%s> { ?pact a kg:Treaty } }"
    assert count(store, in_graph % graph_of("pacts-4.9")) == 3


def test_two_releases_of_other_records_are_both_seen(workspace: Workspace) -> None:
    put_release(workspace, "1995", [1, 2])
    put_release(workspace, "1996", [3])
    assert count(opened(workspace).whole()) == 3


def test_releases_are_in_natural_order() -> None:
    assert sorted(["4.10", "4.9", "v1", "2016", "4"], key=natural_order) == ["v1", "4", "4.9", "4.10", "2016"]


def test_a_reader_keeps_the_graph_it_opened(workspace: Workspace) -> None:
    put_release(workspace)
    store = opened(workspace).whole()
    assert count(store) == 3
    change(workspace)
    put_release(workspace, "1.0", [8])
    assert count(opened(workspace).whole()) == 1
    assert count(store) == 3


def test_the_graph_is_built_again_when_something_is_imported(workspace: Workspace) -> None:
    said: list[str] = []
    assert count(open_store(workspace, said.append).whole()) == 0
    put_release(workspace)
    assert count(open_store(workspace, said.append).whole()) == 3
    assert "The data have changed: building the graph again." in said


def test_a_damaged_whole_graph_is_built_again(workspace: Workspace) -> None:
    put_release(workspace)
    opened(workspace)
    folder = current_build(workspace.store)
    assert folder is not None
    shutil.rmtree(folder / "whole")
    assert count(opened(workspace).whole()) == 3


@pytest.mark.parametrize("name", [ROWS, SHARED])
def test_a_damaged_release_is_refused(workspace: Workspace, name: str) -> None:
    put_release(workspace)
    (workspace.store / IMPORTS / "pacts-1.0" / name).write_bytes(b"damaged")
    with pytest.raises(DamagedImportError, match=rf"{name} is not what was imported(.|\n)*--remove pacts-1\.0"):
        opened(workspace)
    remove_import(workspace, "pacts-1.0")
    assert count(opened(workspace).whole()) == 0


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("<a:s> <a:p> <a:o> .", "writes into another graph: the default one"),
        ("<a:s> <a:p> <a:o> <a:other> .", "writes into another graph: a:other"),
        ("no N-Quads", "no N-Quads"),
    ],
)
def test_rows_that_are_not_what_they_should_be_are_refused(workspace: Workspace, row: str, reason: str) -> None:
    before = opened(workspace)
    with staged_import(workspace, "pacts-1.0") as folder:
        write_release(folder, "pacts", "1.0", row + "\n", shared_of("pacts-1.0"))
    with pytest.raises(Exception, match=reason):
        opened(workspace)
    assert loaded(workspace) == []
    assert before.select("SELECT ?s { ?s a kg:Claim }").rows


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_killed_build_leaves_the_old_graph(workspace: Workspace) -> None:
    put_release(workspace)
    assert count(opened(workspace).whole()) == 3
    put_release(workspace, "1.0", range(10), dataset="leagues")
    arguments = [sys.executable, "-c", CHILD, str(workspace.root)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "loaded\n"
        os.kill(process.pid, signal.SIGKILL)
    folder = current_build(workspace.store)
    assert folder is not None
    assert count(EmbeddedStore(folder, workspace.namespaces.prefixes).whole()) == 3
    assert count(opened(workspace).whole()) == 13
    assert len(loaded(workspace)) == 1


def test_the_loaded_store_shares_its_files_with_the_builds(workspace: Workspace) -> None:
    put_release(workspace)
    opened(workspace)
    [base] = loaded(workspace)
    assert loaded_store(workspace, list_imports(workspace)) == base
    assert any(path.stat().st_nlink > 1 for path in base.glob("*.sst"))
