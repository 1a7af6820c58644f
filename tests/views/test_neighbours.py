"""Neighbours: with whom an actor has most to do."""

from __future__ import annotations

from kg.build.opening import open_store
from kg.config import Workspace
from kg.rdf.terms import IRI
from kg.views.neighbours import read_neighbours
from kg.views.nodes import Nodes


def test_neighbours_are_those_who_share_something(built: Workspace) -> None:
    nodes = Nodes(open_store(built, lambda _: None))
    found = read_neighbours(nodes, IRI(built.namespaces.ent + "arvenia"))
    first = found.neighbours[0]
    assert (first.label, first.kind) == ("Belmark", "state")
    assert dict(first.shared) == {"relationship": 4, "treaty": 1}
    assert first.weight == 5
    assert "Arvenia" not in {neighbour.label for neighbour in found.neighbours}


def test_the_most_are_kept_and_the_others_counted(built: Workspace) -> None:
    nodes = Nodes(open_store(built, lambda _: None))
    node = IRI(built.namespaces.ent + "irena-volkova")
    every = read_neighbours(nodes, node)
    one = read_neighbours(nodes, node, most=1)
    assert one.neighbours == every.neighbours[:1]
    assert one.more == len(every.neighbours) - 1 > 0
