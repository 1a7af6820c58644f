"""What readers of the shipped graph are shown: the questions a historian would ask first."""

from __future__ import annotations

import pytest

from kg.build.assembly import assemble
from kg.config import read_workspace
from kg.exports.entity import to_page
from kg.graph import Graph
from kg.rdf.terms import IRI
from kg.store.embedded import EmbeddedStore, write_store
from kg.views.entity import Entity, read_entity
from kg.views.path import Step
from kg.views.when import Held
from tests.conftest import ROOT

_WORKS = 'SELECT ?slug { ?work a kg:Work BIND(REPLACE(STR(?work), ".*/", "") AS ?slug) }'


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The shipped graph, put into a store as it stands."""
    workspace = read_workspace(ROOT)
    folder = tmp_path_factory.mktemp("shipped")
    write_store(folder, assemble(workspace))
    return Graph(EmbeddedStore(folder, workspace.namespaces.prefixes), workspace)


def nodes(entity: Entity, heading: str) -> list[str | None]:
    return [line.node for section in entity.sections if section.heading == heading for line in section.lines]


def stations(steps: tuple[Step, ...]) -> list[str]:
    return [steps[0].start.slug, *(step.end.slug for step in steps)]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("putin", "vladimir-putin"),
        ("Kim Jong Il", "kim-jong-il"),
        ("kim jong-il", "kim-jong-il"),
        ("김정일", "kim-jong-il"),
        ("북한", "north-korea"),
        ("DPRK", "north-korea"),
        ("Soviet Union", "ussr"),
        ("G.D. Tolaraya", "georgy-toloraya"),
        ("1961 treaty", "treaty-1961"),
        ("P19", "lankov-2007.P19"),
    ],
)
def test_names_as_people_type_them(graph: Graph, name: str, slug: str) -> None:
    assert graph.entity(name).view.slug == slug


def test_a_person_has_every_event_she_took_part_in(graph: Graph) -> None:
    putin = graph.entity("putin").view
    assert {"putin-visit-2000", "putin-kim-summit-2002"} <= set(nodes(putin, "Events"))
    assert nodes(putin, "Offices")
    kim = graph.entity("Kim Jong Il").view
    assert {"kim-visit-2001", "kim-visit-2002", "putin-kim-summit-2002"} <= set(nodes(kim, "Events"))
    assert kim.named_in[0].passage == "P20"


def test_a_treaty_has_parties_signing_and_the_treaty_it_replaced_and_lacks_the_denied_clause(graph: Graph) -> None:
    treaty = graph.entity("treaty-2000").view
    assert nodes(treaty, "Who takes part") == ["north-korea", "russia"]
    assert {"treaty-2000-signing", "treaty-1961"} <= set(nodes(treaty, "In detail"))
    assert "kg:MilitaryAlliance" not in nodes(treaty, "In detail")
    [denied] = [section for section in treaty.unasserted if section.heading == "Denied"]
    assert "military" in denied.lines[0].text
    older = graph.entity("treaty-1961").view
    assert "kg:MilitaryAlliance" in nodes(older, "In detail")
    assert {"party", "signatory"} <= {line.text for line in older.not_stated}


def test_thailand_and_putin_are_two_steps_apart(graph: Graph) -> None:
    best, *_ = graph.path("Thailand", "putin").view.paths
    assert stations(best) == ["thailand", "north-korea", "vladimir-putin"]
    assert [step.via.slug if step.via else None for step in best] == ["thailand-nk-trade", "putin-visit-2000"]
    assert all(step.sources for step in best)


def test_from_the_fall_of_the_regime_to_claims_on_russian_land(graph: Graph) -> None:
    chain, *_ = graph.path("regime-collapse", "korean-territorial-claims", unasserted=True).view.paths
    assert stations(chain)[1:3] == ["unification", "ultra-nationalism"]
    assert {source.modality for step in chain for source in step.sources} == {"speculation"}
    assert not any(step.is_asserted for step in chain)


def test_what_held_in_june_1995(graph: Graph) -> None:
    held = {entry.slug: entry.held for entry in graph.timeline(as_of="1995-06-01").view.entries}
    assert held["treaty-1961"] is Held.POSSIBLE  # its end is not stated, but the treaty of 2000 replaced it
    assert "treaty-2000" not in held
    assert "putin-visit-2000" not in held


def test_the_order_of_well_known_events(graph: Graph) -> None:
    order = [entry.slug for entry in graph.timeline().view.entries]
    wanted = ["treaty-2000-signing", "putin-visit-2000", "kim-visit-2001", "kim-visit-2002"]
    assert [slug for slug in order if slug in wanted] == wanted


@pytest.fixture(scope="module")
def everything(graph: Graph) -> list[Entity]:
    found = graph.query(
        "SELECT DISTINCT ?node { ?node a ?class FILTER(STRSTARTS(STR(?class), STR(kg:))) } ORDER BY ?node"
    )
    return [read_entity(graph.store, IRI(str(row["node"]))) for row in found]


def test_every_node_can_be_shown(everything: list[Entity]) -> None:
    assert len(everything) > 500
    assert [entity.slug for entity in everything if not entity.label or not str(to_page(entity))] == []


def test_whatever_has_a_time_has_a_source(graph: Graph, everything: list[Entity]) -> None:
    pages = [entity for entity in everything if entity.kind not in {"claim", "passage"}]
    lines = [line for entity in pages for section in (*entity.sections, *entity.unasserted) for line in section.lines]
    unsourced = {line.node for line in lines if line.when and not line.sources}
    works = {str(row["slug"]) for row in graph.query(_WORKS)}  # the bibliography stands in no claim
    assert unsourced <= works
