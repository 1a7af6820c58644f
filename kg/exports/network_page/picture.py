"""The picture: which nodes and lines of a network are drawn, how important each is, and which are shown at first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from kg.exports.network_page.style import Style, style_of
from kg.views.folding import iter_folds
from kg.views.network import Network

AT_FIRST = 42  # nodes that can be read on one screen


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
    """What can be drawn. `ranking`: nodes from the most to the least important; `first`: those shown at first."""

    network: Network
    styles: dict[str, Style]
    lines: list[Line]
    folds: frozenset[str]
    ranking: list[str]
    degrees: Counter[str] = field(repr=False)
    first: list[str] = field(repr=False)


def compose(network: Network, focus: Collection[str] = (), at_first: int = AT_FIRST) -> Picture:
    """Compose the picture of a network; the nodes in `focus` are its most important ones."""
    styles = {key: style_of(data["classes"]) for key, data in network.nodes(data=True)}
    lines = list(_bent([*_iter_folded(network), *_iter_plain(network)]))
    folds = frozenset(line.fold for line in lines if line.fold)
    degrees = _degrees(lines, styles)
    ranking = sorted(
        (key for key in network if key not in folds),
        key=lambda key: (key not in focus, styles[key].name != "Treaty", -degrees[key], key),
    )
    first = _first(lines, styles, [key for key in ranking if styles[key].at_first or key in focus][:at_first], focus)
    return Picture(network, styles, lines, folds, ranking, degrees, first)


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


def _degrees(lines: list[Line], styles: dict[str, Style]) -> Counter[str]:
    """Count, for each node, the lines to what is drawn at first sight."""
    degrees: Counter[str] = Counter()
    for line in lines:
        if not line.parts_of and styles[line.source].at_first and styles[line.target].at_first:
            degrees.update(line.pair)
    return degrees


def _first(lines: list[Line], styles: dict[str, Style], chosen: list[str], focus: Collection[str]) -> list[str]:
    """Leave out what would stand alone."""
    drawn = set(chosen)
    joined = {end for line in lines if not line.parts_of and drawn.issuperset(line.pair) for end in line.pair}
    return [key for key in chosen if key in joined or key in focus]
