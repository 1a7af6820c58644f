"""Correspondence: which actors and records of different sources are the same, by the links of the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.rdf.terms import IRI, RDFS, SKOS, Term
from kg.views.names import fold
from kg.views.nodes import Nodes, iter_values

_LINKED = """
SELECT ?node ?other {{
    VALUES ?node {{ {nodes} }} VALUES ?link {{ {links} }}
    {{ ?node ?link ?other }} UNION {{ ?other ?link ?node }}
}}"""
_SAME = "skos:exactMatch"
_SAME_OR_CLOSE = "skos:exactMatch skos:closeMatch"


class Actors:
    """Which actors correspond: the same one, or two that are linked with each other or with a third.

    A close match will do: a state of one list need not end where that of another does, and their records have dates.
    """

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        self._keys: dict[IRI, frozenset[IRI]] = {}

    def load(self, actors: Iterable[IRI]) -> None:
        """Read the links of those actors that have not been read yet."""
        missing = set(actors) - set(self._keys)
        found: dict[IRI, set[IRI]] = {actor: {actor} for actor in missing}
        for actor, other in _linked(self.nodes, missing, _SAME_OR_CLOSE):
            found[actor].add(other)
        self._keys.update((actor, frozenset(keys)) for actor, keys in found.items())
        self.nodes.load(missing)

    def keys(self, actor: IRI) -> frozenset[IRI]:
        """Give the actor and all that it is linked with."""
        self.load([actor])
        return self._keys[actor]

    def same(self, actor: IRI, other: IRI) -> bool:
        """Say whether two actors correspond by links."""
        return not self.keys(actor).isdisjoint(self.keys(other))

    def namesakes(self, actor: IRI, other: IRI) -> bool:
        """Say whether two actors share a name, whatever its case, accents and hyphens."""
        return not self._names(actor).isdisjoint(self._names(other))

    def _names(self, actor: IRI) -> set[str]:
        return {fold(name) for name in self.nodes.texts(actor, RDFS["label"], SKOS["altLabel"])} - {""}


def linked_groups(nodes: Nodes, seeds: Iterable[IRI]) -> list[list[IRI]]:
    """Gather nodes with all that exact matches join them to, directly or through others; the seeds come first."""
    order = {seed: place for place, seed in enumerate(dict.fromkeys(seeds))}
    group_of = {seed: [seed] for seed in order}
    fresh = set(order)
    while fresh:
        reached = set()
        for node, other in _linked(nodes, fresh, _SAME):
            if other not in group_of:
                group_of[other] = [other]
                reached.add(other)
            _join(group_of, node, other)
        fresh = reached
    groups = {id(group): group for group in group_of.values()}.values()
    return [sorted(group, key=lambda node: (order.get(node, len(order)), node.value)) for group in groups]


def _join(group_of: dict[IRI, list[IRI]], node: IRI, other: IRI) -> None:
    own, joined = group_of[node], group_of[other]
    if own is not joined:
        own.extend(joined)
        for member in joined:
            group_of[member] = own


def _linked(nodes: Nodes, wanted: Iterable[IRI], links: str) -> Iterator[tuple[IRI, IRI]]:
    for values in iter_values(wanted):
        rows: Iterable[dict[str, Term]] = nodes.store.select(_LINKED.format(nodes=values, links=links))
        for node, other in sorted(((row["node"], row["other"]) for row in rows), key=str):
            if isinstance(node, IRI) and isinstance(other, IRI):
                yield node, other
