"""Pages of imported releases and their records, and what these say beside the documents of the graph."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from kg.build.snapshot import build_snapshot
from tests.cli.test_import import PACTS
from tests.conftest import copy_embassy
from tests.web.pages.reading import Read
from tests.web.serving import Server, serving

ROWS = "pact,state,state_name,year\n7,1,Arvenia,1922\n7,2,Belmark,1922\n8,1,Arvenia,1930\n"
SCHEMES = '[pacts]\ntitle = "Pact"\niri = "code:"\npattern = "[0-9]+"\n'
LINKS = """\
#mapping_set_id: https://w3id.org/diplograph/links/pacts
#mapping_set_title: Embassy to pacts
#mapping_set_version: 1.0.0
#license: https://creativecommons.org/licenses/by/4.0/
#curie_map:
#  pacts: https://w3id.org/diplograph/code/pacts.
#  ent: https://w3id.org/diplograph/id/
#  semapv: https://w3id.org/semapv/vocab/
#  skos: http://www.w3.org/2004/02/skos/core#
"""
COLUMNS = {
    "subject_id": "ent:treaty-1921",
    "subject_label": "Treaty of friendship of 1921",
    "predicate_id": "skos:exactMatch",
    "predicate_modifier": "",
    "object_id": "pacts:7",
    "object_label": "Pact 7",
    "mapping_justification": "semapv:ManualMappingCuration",
    "author_label": "A tester",
    "mapping_date": "2026-11-24",
    "confidence": "0.9",
    "see_also": "",
    "comment": "the pact is a year later",
}


@pytest.fixture(scope="module")
def coast_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The fixture graph with a small release beside it, one record of which is linked; served."""
    folder = tmp_path_factory.mktemp("coast")
    workspace = copy_embassy(folder / "embassy")
    for name in ("datasets", "links"):
        (workspace.data / name).mkdir()
    (workspace.data / "datasets" / "pacts.toml").write_text(PACTS, encoding="utf-8")
    (workspace.data / "links" / "schemes.toml").write_text(SCHEMES, encoding="utf-8")
    rows = ["\t".join(COLUMNS), "\t".join(COLUMNS.values())]
    (workspace.data / "links" / "pacts.sssom.tsv").write_text(LINKS + "\n".join(rows) + "\n", encoding="utf-8")
    (workspace.root / "pacts.csv").write_text(ROWS, encoding="utf-8")
    build_snapshot(workspace, lambda _step: None)
    command = [sys.executable, "-m", "kg", "import", "pacts.csv", "--retrieved", "2024-05", "--quiet"]
    subprocess.run(command, cwd=workspace.root, check=True)
    with serving(workspace.root, folder / "server.log") as server:
        yield server


def test_a_release_says_how_to_cite_it_what_it_covers_and_holds(coast_site: Server) -> None:
    page = Read(coast_site.address, "/source/pacts-1.0.html")
    facts = page.facts()
    assert facts["Cite it as"] == "Ash, B. 1950. Pacts."
    assert facts["Terms"] == "as you like"
    assert facts["Covers"] == "1900 to 1950; the states of the coast"
    assert facts["Retrieved"] == "2024-05"
    rows = {row.xpath("string(td[1])"): row.xpath("string(td[2])") for row in page.all("//tbody/tr")}
    assert rows["treaty"] == "2"
    assert "/code/pacts.7.html" in page.links
    assert "/source/pacts-1.0.bib" in page.links


def test_a_record_cites_its_release(coast_site: Server) -> None:
    page = Read(coast_site.address, "/code/pacts.8.html")
    assert page.words("//h1") == ["Pact 8"]
    assert "/source/pacts-1.0.html" in page.all("//section[contains(@class, 'notes')]")[0].xpath(".//a/@href")


def test_document_and_release_stand_beside_each_other(coast_site: Server) -> None:
    page = Read(coast_site.address, "/id/treaty-1921.html")
    accounts = page.section("What each source says")
    assert [" ".join(each.text_content().split()) for each in accounts.xpath(".//thead/th|.//thead//th")] == [
        "Hale 1931",
        "pacts 1.0 linked",
        "Together",
    ]
    rows = {row.xpath("string(th)"): row for row in accounts.xpath(".//tbody/tr")}
    begin = [" ".join(cell.xpath("string(span)").split()) for cell in rows["begin"].xpath("td")]
    assert begin == ["1921-05", "1922", "≠ conflict"]
    noted = [page.root.get_element_by_id(href[1:]).text_content() for href in rows["begin"].xpath(".//sup/a/@href")]
    assert "Hale 1931, P3" in noted[0]
    assert "pacts 1.0" in noted[1]


def test_without_releases_nothing_is_set_beside(embassy_site: Server) -> None:
    page = Read(embassy_site.address, "/id/treaty-1921.html")
    assert page.all("//*[@id='accounts']") == []
