"""The picture: which nodes and lines of a network are drawn, how important each is, and which are shown at first."""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from kg.exports.network_page.style import Style, style_of
from kg.views.folding import iter_folds
from kg.views.network import Network

AT_FIRST = 40  # nodes that can be read on one screen

# How much each line counts towards importance: a person has fewer than a state, and readers look for people.
WEIGHTS = {"Person": 2}


@dataclass(frozen=True, slots=True)
class Line:
    """One edge to draw: of the network (its `key`), or of a node drawn as a line (`fold`).

    `bend` is how far it swings out beside its parallels; `parts_of` are those of its ends that can be drawn as lines.
    """

    id: str
    source: str
    target: str
    label: str
    key: str = ""
    fold: str = ""
    directed: bool = True
    bend: float = 0.0
    parts_of: tuple[str, ...] = ()

    @property
    def pair(self) -> tuple[str, str]:
        """The two ends, in order of name."""
        return (self.source, self.target) if self.source <= self.target else (self.target, self.source)


@dataclass(frozen=True)
class Picture:
    """What can be drawn. `ranking`: nodes from the most to the least important; `first`: those shown at first.

    `core`: the lines among all that can be seen without asking for further classes.
    """

    network: Network
    styles: dict[str, Style]
    lines: list[Line]
    folds: frozenset[str]
    ranking: list[str]
    first: list[str] = field(repr=False)
    core: list[Line] = field(repr=False)
    degrees: Counter[str] = field(repr=False)

    def size(self, key: str) -> int:
        """Give the radius of a node: the more lines it has, the larger."""
        least = 18 if self.styles[key].name == "Treaty" else 9
        return min(round(least + 4.5 * math.sqrt(self.degrees[key])), 40)

    def font_size(self, key: str) -> int:
        """Give the height of a node's letters."""
        return min(17 + self.size(key) // 4, 26)


def compose(network: Network, focus: Collection[str] = (), at_first: int = AT_FIRST) -> Picture:
    """Compose the picture of a network; the nodes in `focus` are its most important ones."""
    styles = {key: style_of(data["classes"]) for key, data in network.nodes(data=True)}
    lines = list(_bent([*_iter_folded(network), *_iter_plain(network)]))
    folds = frozenset(line.fold for line in lines if line.fold)
    shown = {key for key in network if key not in folds and (styles[key].at_first or key in focus)}
    core = [line for line in lines if shown.issuperset(line.pair) and _is_at_first(line, styles)]
    degrees = Counter(end for line in core for end in line.pair)
    weights = {key: degrees[key] * WEIGHTS.get(styles[key].name, 1) for key in shown}
    overall = Counter(end for line in lines for end in line.pair if not line.parts_of)
    ranking = [
        *_rank(core, lambda key: (key not in focus, styles[key].name != "Treaty", -weights[key], key), shown),
        *sorted((set(network) - folds - shown), key=lambda key: (-overall[key], key)),
    ]
    first = [key for key in ranking[: min(at_first, len(shown))] if degrees[key] or key in focus]
    return Picture(network, styles, lines, folds, ranking, first, core, Counter({**overall, **degrees}))


def _is_at_first(line: Line, styles: dict[str, Style]) -> bool:
    return styles[line.fold].at_first if line.fold else not line.parts_of


def _rank(lines: list[Line], key: Callable[[str], Any], nodes: Collection[str]) -> list[str]:
    """Order nodes by a key, but each right after something that it is joined to, so that no beginning falls apart."""
    beside = defaultdict(set)
    for line in lines:
        beside[line.source].add(line.target)
        beside[line.target].add(line.source)
    ranked: dict[str, None] = {}
    for start in sorted(nodes, key=key):
        reachable = [(key(start), start)]
        while reachable:
            _, node = heapq.heappop(reachable)
            if node not in ranked:
                ranked[node] = None
                for near in beside[node]:
                    if near not in ranked:
                        heapq.heappush(reachable, (key(near), near))
    return list(ranked)


def _iter_folded(network: Network) -> Iterator[Line]:
    for found in iter_folds(network):
        yield Line(f"={found.node}", found.source, found.target, found.label, fold=found.node, directed=found.directed)


def _iter_plain(network: Network) -> Iterator[Line]:
    folds = {found.node for found in iter_folds(network)}
    for source, target, key, data in network.edges(keys=True, data=True):
        parts_of = tuple(end for end in (source, target) if end in folds)
        directed = not data["role"]
        yield Line(f"{source} {key} {target}", source, target, data["label"], key, "", directed, parts_of=parts_of)


def _bent(lines: list[Line]) -> Iterator[Line]:
    """Spread lines that join the same two nodes, so that none lies on another."""
    beside: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        beside[line.pair].append(line)
    for pair in sorted(beside):
        parallel = sorted(beside[pair], key=lambda line: (not line.fold, line.id))
        for place, line in enumerate(parallel):
            reach = min(0.12 * (len(parallel) - 1), 0.75)
            bend = reach * (2 * place / (len(parallel) - 1) - 1) if reach else 0.0
            yield replace(line, bend=round(bend if line.source == pair[0] else -bend, 3))
