"""What is imported keeps to the shapes of the ontology, as what is curated does."""

from __future__ import annotations

import pyshacl
import pytest
from pyoxigraph import RdfFormat, serialize
from rdflib import Graph, Namespace
from rdflib.namespace import SH

from tests.conftest import ROOT
from tests.integrity.datasets.imported import FILES, Imported, imported, real

KG = Namespace("https://w3id.org/diplograph/ontology#")
SHAPES = Graph().parse(ROOT / "ontology" / "shapes.ttl")


def findings(release: Imported) -> set[tuple[str, str]]:
    triples = serialize((quad.triple for quad in release.store), format=RdfFormat.N_TRIPLES)
    data = Graph().parse(data=triples, format="nt").parse(ROOT / "ontology" / "diplomacy.ttl")
    _, report, _ = pyshacl.validate(data, shacl_graph=SHAPES, inplace=True)
    assert isinstance(report, Graph)
    return {
        (str(SHAPES.value(report.value(found, SH.sourceShape), KG.findingCode)), str(report.value(found, SH.focusNode)))
        for found in report.objects(None, SH.result)
    }


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("cow-states", "cow_states/states2016.csv"),
        ("cow-alliances", "cow_alliances/alliance_v4.1_by_member.csv"),
        ("atop", "atop/*.csv"),
        ("country-codes", "country_codes/country-codes.csv"),
    ],
)
def test_a_release_has_no_finding(name: str, pattern: str) -> None:
    assert findings(imported(name, real(pattern))) == set()


def test_events_have_no_finding() -> None:
    assert findings(imported("gdelt", (FILES / "20240102030000.export.CSV",), release="2024-01-02")) == set()
