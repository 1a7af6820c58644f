"""The shortest connections, with what joins each step and who says so."""

from __future__ import annotations

import pytest

from kg.build.opening import open_store
from kg.config import Workspace
from kg.errors import UsageError
from kg.store.embedded import EmbeddedStore
from kg.views.names import resolve
from kg.views.path import Paths, Step, find_paths


@pytest.fixture(scope="module")
def store(built: Workspace) -> EmbeddedStore:
    return open_store(built, lambda _: None)


def paths(store: EmbeddedStore, start: str, end: str, *, most: int = 3, unasserted: bool = False) -> Paths:
    return find_paths(store, resolve(store, start), resolve(store, end), most=most, unasserted=unasserted)


def stations(steps: tuple[Step, ...]) -> list[str]:
    return [steps[0].start.slug, *(step.end.slug for step in steps)]


def test_one_step_through_what_both_took_part_in(store: EmbeddedStore) -> None:
    [[step]] = paths(store, "Tomas Hale", "Volkova").paths
    assert step.via is not None
    assert (step.relation, step.via.slug, step.end_relation) == ("visitor", "hale-visit-1921", "host")
    assert [point.slug for point in step.also] == ["signing-1921"]
    assert [str(source) for source in step.sources] == ["[Hale 1931, P3]"]
    assert step.is_asserted


def test_several_ways_of_one_length_differ_in_their_stations(store: EmbeddedStore) -> None:
    found = paths(store, "Volkova", "Port Selin").paths
    assert [stations(steps) for steps in found] == [
        ["irena-volkova", "quarrel", "port-selin"],
        ["irena-volkova", "arvenia", "port-selin"],
    ]
    assert len(paths(store, "Volkova", "Port Selin", most=1).paths) == 1


def test_a_bare_relation_reads_from_either_end(store: EmbeddedStore) -> None:
    [[step]] = paths(store, "Kingdom of Belmark", "belmark").paths
    assert (step.relation, step.via) == ("succeeded by", None)
    [[back]] = paths(store, "belmark", "Kingdom of Belmark").paths
    assert back.relation == "successor of"


def test_what_is_imagined_is_a_way_only_if_asked_for(store: EmbeddedStore) -> None:
    assert paths(store, "customs-union", "early-end-of-quarrel").paths == ()
    [[step]] = paths(store, "customs-union", "early-end-of-quarrel", unasserted=True).paths
    assert (step.relation, step.is_asserted, step.sources[0].modality) == ("causes", False, "speculation")
    [[back]] = paths(store, "early-end-of-quarrel", "customs-union", unasserted=True).paths
    assert back.relation == "caused by"


def test_a_document_is_no_way(store: EmbeddedStore) -> None:
    found = paths(store, "Tomas Hale", "Port Selin").paths
    assert found
    assert "src:memoir-1931" not in {station for steps in found for station in stations(steps)}


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        ("belmark", "ent:belmark", "same node"),
        ("belmark", "kg:Visit", "connects nothing"),
        ("P3", "belmark", "nothing"),
    ],
)
def test_ends_that_are_none(store: EmbeddedStore, start: str, end: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        paths(store, start, end)
