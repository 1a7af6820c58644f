"""Parts of a network: what lies around some nodes, and what held on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import networkx as nx

from kg.model.period import Period
from kg.views.network import Network
from kg.views.when import Held, When

UNDATED = When()


def around(network: Network, keys: Collection[str], depth: int = 1) -> Network:
    """Give the part of a network within `depth` steps of some nodes, whichever way its edges point.

    A step leads from one thing to the next one, and through an event, a relationship, or whatever else has a time, to
    those who take part in it.
    """
    reached = frontier = set(keys)
    for _ in range(depth):
        beside = {near for key in frontier for near in nx.all_neighbors(network, key)}
        through = {near for key in beside if _has_time(network, key) for near in network.successors(key)}
        frontier = (beside | through) - reached
        reached = reached | frontier
    return network.subgraph(reached).copy()


def held_during(network: Network, period: Period, keep: Iterable[str] = ()) -> Network:
    """Give the part of a network that held in a period; nodes and edges get `held`: certain, possible or unknown.

    What has no time held always; what is undated may have held (unknown). What then stands alone is left out, except
    the nodes to `keep`.
    """
    held = {key: _held(data["when"], data["classes"], period) for key, data in network.nodes(data=True)}
    found: Network = network.subgraph([key for key, how in held.items() if how is not Held.NOT]).copy()
    for key, data in found.nodes(data=True):
        data["held"] = held[key].value
    for source, target, data in found.edges(data=True):
        data["held"] = max((held[source], held[target]), key=list(Held).index).value
    found.remove_nodes_from([key for key in list(nx.isolates(found)) if key not in set(keep)])
    return found


def _held(when: When | None, classes: list[str], period: Period) -> Held:
    if "TemporalEntity" not in classes:
        return Held.CERTAIN
    return (when or UNDATED).held(period)


def _has_time(network: Network, key: str) -> bool:
    return "TemporalEntity" in network.nodes[key]["classes"]
