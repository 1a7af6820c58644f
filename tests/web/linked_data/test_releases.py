"""Imported releases as linked data: their records, themselves, and what is said of their licences."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib

from tests.cli.test_import import PACTS, ROWS
from tests.conftest import copy_embassy
from tests.web.asking import fetch
from tests.web.serving import Server, serving

BASE = "https://w3id.org/diplograph/"
KG = rdflib.Namespace(f"{BASE}ontology#")
RELEASE = rdflib.URIRef(f"{BASE}source/pacts-1.0")


@pytest.fixture(scope="module")
def coast_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The fixture graph beside an imported release, served."""
    folder = tmp_path_factory.mktemp("coast")
    workspace = copy_embassy(folder / "embassy")
    (workspace.data / "datasets").mkdir()
    (workspace.data / "datasets" / "pacts.toml").write_text(PACTS, encoding="utf-8")
    (folder / "pact.csv").write_text(ROWS, encoding="utf-8")
    _run(workspace.root, "import", str(folder / "pact.csv"))
    with serving(workspace.root, folder / "server.log") as server:
        yield server


def _run(folder: Path, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=folder, check=True, capture_output=True)


def read(site: Server, path: str) -> rdflib.Graph:
    answer = fetch(f"{site.address}{path}", "text/turtle")
    if answer.status == 303:
        answer = fetch(f"{site.address}{answer.location}")
    assert answer.status == 200
    return rdflib.Graph().parse(data=answer.body, format="turtle")


def test_a_record_answers_with_its_parties_and_its_release(coast_site: Server) -> None:
    graph = read(coast_site, "/code/pacts.7")
    pact = rdflib.URIRef(f"{BASE}code/pacts.7")
    assert graph.value(pact, KG.statedIn) == RELEASE
    parts = set(graph.objects(pact, KG.participation))
    names = {str(graph.value(graph.value(part, KG.actor), rdflib.RDFS.label)) for part in parts}
    assert names == {"Arvenia", "Belmark"}
    assert all(graph.value(part, KG.role) == KG.Party for part in parts)


def test_what_is_imported_does_not_get_the_licence_of_the_graph(coast_site: Server) -> None:
    assert (None, rdflib.DCTERMS.license, None) not in read(coast_site, "/code/pacts.7")
    assert str(read(coast_site, "/source/pacts-1.0").value(RELEASE, rdflib.DCTERMS.rights)) == "as you like"


def test_the_dataset_has_the_release_as_a_part(coast_site: Server) -> None:
    graph = read(coast_site, "/void")
    assert RELEASE in set(graph.objects(rdflib.URIRef(BASE), rdflib.VOID.subset))
    assert str(graph.value(RELEASE, rdflib.DCTERMS.bibliographicCitation)) == "Ash, B. 1950. Pacts."
    assert graph.value(RELEASE, rdflib.VOID.triples).toPython() > 10  # type: ignore[union-attr]


def test_a_release_has_its_entry_for_a_bibliography(coast_site: Server) -> None:
    [entry] = json.loads(fetch(f"{coast_site.address}/source/pacts-1.0.csl.json").body)
    assert (entry["type"], entry["title"], entry["version"]) == ("dataset", "Pacts of the coast", "1.0")
    assert entry["note"] == "Ash, B. 1950. Pacts."


@pytest.mark.parametrize("path", ["/code/pacts.7.html", "/code/coast.1.html", "/source/pacts-1.0.html"])
def test_people_get_pages_of_what_is_imported(coast_site: Server, path: str) -> None:
    assert fetch(f"{coast_site.address}{path}", "text/html").status == 200
