"""Networks of any size that look like ours: few nodes with many edges, many with few, names of two to four words."""

from __future__ import annotations

import random

import networkx as nx

from kg.views.network import Network

SEED = 1
_CLASSES = ("State", "Person", "Organization", "Event", "Treaty")
_WORDS = ("North Korean", "Soviet", "foreign ministry", "embassy", "trade treaty", "secretary", "committee", "talks")


def make_network(size: int) -> Network:
    """Make a network of `size` nodes with two and a half times as many edges: the same size, the same network."""
    chance = random.Random(SEED)
    network: Network = nx.MultiDiGraph()
    for number in range(size):
        name = f"{' '.join(chance.choices(_WORDS, k=chance.randint(1, 3)))} {number}"
        network.add_node(
            f"n{number}",
            iri=f"https://example.org/n{number}",
            label=name,
            labels={"en": name},
            classes=[chance.choice(_CLASSES)],
            when=None,
            claims=[],
            unasserted=[],
            **{"class": "Thing"},
        )
    pairs = set(nx.barabasi_albert_graph(size, 2, seed=SEED).edges())
    while len(pairs) < 2.5 * size:
        one, other = sorted(chance.sample(range(size), 2))
        pairs.add((one, other))
    for one, other in sorted(pairs):
        about = {"label": "about", "role": "", "claims": [], "asserted": True}
        network.add_edge(f"n{one}", f"n{other}", "about", **about)
    return network
