"""Rivals: what claims say differently of one thing, and nothing that they do not."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.build.opening import open_store
from kg.config import Workspace
from kg.rdf.terms import IRI
from kg.store.embedded import EmbeddedStore, write_store
from kg.views.nodes import Nodes
from kg.views.rivals import Rivals, read_contradictions, read_rivals

PREFIXES = """
@prefix kg: <https://w3id.org/diplograph/ontology#> . @prefix ent: <https://w3id.org/diplograph/id/> .
@prefix claim: <https://w3id.org/diplograph/claim/> . @prefix src: <https://w3id.org/diplograph/source/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
"""
CLAIM = (
    "claim:{0} a kg:Claim ; rdfs:label '{0}'@en ; kg:passage src:memoir-1931.P5 ; kg:modality kg:{1} .\n"
    "claim:{0} {{ {2} }}\n"
)


def _rivals(built: Workspace, folder: Path, name: str, *claims: tuple[str, str, str]) -> tuple[Rivals, ...]:
    more = PREFIXES + "".join(CLAIM.format(*claim) for claim in claims)
    curated = open_store(built, lambda _: None).quads()
    write_store(folder, {*curated, *ox.parse(more, ox.RdfFormat.TRIG)})
    nodes = Nodes(EmbeddedStore(folder, built.namespaces.prefixes))
    return read_rivals(nodes, IRI(built.namespaces.ent + name), ())


def test_what_one_claim_asserts_and_another_denies_are_rivals(built: Workspace, tmp_path: Path) -> None:
    statement = "claim:x.1 a rdf:Statement ; rdf:subject ent:treaty-1921 ; rdf:predicate kg:provides ; rdf:object kg:"
    found = _rivals(built, tmp_path / "s", "treaty-1921", ("x", "Denial", statement + "Friendship"))
    assert [rivals.about for rivals in found] == ["provides"]
    assert [(side.text, side.modality) for side in found[0].sides] == [("friendship", ""), ("friendship", "denial")]


def test_a_denial_of_what_nobody_asserts_is_no_rival(built: Workspace, tmp_path: Path) -> None:
    statement = "claim:x.1 a rdf:Statement ; rdf:subject ent:treaty-1921 ; rdf:predicate kg:provides ; rdf:object kg:"
    assert _rivals(built, tmp_path / "s", "treaty-1921", ("x", "Denial", statement + "MilitaryAlliance")) == ()


def test_two_dates_of_one_thing_are_rivals(built: Workspace, tmp_path: Path) -> None:
    found = _rivals(built, tmp_path / "s", "quarrel", ("x", "Report", 'ent:quarrel kg:date "1918/1924"^^edtf:EDTF'))
    assert [rivals.about for rivals in found] == ["date"]
    assert sorted(side.text for side in found[0].sides) == ["1918 to 1924", "about 1919 to perhaps 1924"]


def test_several_provisions_are_no_rivals(built: Workspace, tmp_path: Path) -> None:
    assert (
        _rivals(built, tmp_path / "s", "treaty-1921", ("x", "Fact", "ent:treaty-1921 kg:provides kg:Neutrality")) == ()
    )


def test_contradicting_claims_are_told_once(built: Workspace, tmp_path: Path) -> None:
    against = "claim:{0} kg:contradicts claim:{1} , claim:{2} . claim:{1} kg:contradicts claim:{0} .\n"
    claims = ("no-military-clause-1902", "treaty-1902-in-force", "treaty-1921-signed")
    more = ox.parse(PREFIXES + against.format(*claims), ox.RdfFormat.TRIG)
    write_store(tmp_path / "s", {*open_store(built, lambda _: None).quads(), *more})
    nodes = Nodes(EmbeddedStore(tmp_path / "s", built.namespaces.prefixes))
    found = list(read_contradictions(nodes, [IRI(built.namespaces.claim + claim) for claim in claims]))
    assert [len(rivals.sides) for rivals in found] == [3]
    assert found[0].sides[0].text == "The treaty of 1902 held no military clause"
