"""Knots: the network as text, that is each node with what joins it to others, the most important ones first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.config import Margins
from kg.exports.network_page.facts import kind_of
from kg.exports.network_page.picture import Line, Picture, compose
from kg.views.network import Network
from kg.views.scope import Scope, read_scope, sources_of
from kg.views.sources import Source
from kg.views.when import When
from kg.web.snapshot import Snapshot

AT_MOST = 50_000  # nodes that are listed
PAGE = 50


@dataclass(frozen=True, slots=True)
class Link:
    """What joins a node to another: in which words, from it or to it, when, and who says so."""

    words: str
    iri: str
    label: str
    is_outward: bool
    is_asserted: bool
    when: When | None
    sources: Sequence[Source]


@dataclass(frozen=True, slots=True)
class Knot:
    """A node and its links."""

    iri: str
    label: str
    kind: str
    when: When | None
    links: Sequence[Link]


@dataclass(frozen=True, slots=True)
class Knots:
    """One page of the nodes of a scope, how many there are in all, and how many links."""

    rows: Sequence[Knot]
    total: int
    links: int


def read_knots(snapshot: Snapshot, scope: Scope, margins: Margins, page: int) -> Knots:
    """Read a page of the nodes of a scope; raises what `read_scope` raises."""
    network, focus = read_scope(snapshot.store, scope, margins)
    picture = compose(network, frozenset(focus))
    lines = [line for line in picture.lines if not line.parts_of]
    ranking = [key for key in picture.ranking if network.degree(key) or key in focus][:AT_MOST]
    shown = ranking[(page - 1) * PAGE : page * PAGE]
    beside = _beside(lines, frozenset(shown))
    sources = sources_of(snapshot.store, _part(network, picture, beside))
    rows = [_knot(key, network, beside[key], sources) for key in shown]
    return Knots(rows, len(ranking), len(lines))


def _beside(lines: Sequence[Line], shown: frozenset[str]) -> Mapping[str, list[Line]]:
    beside: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        for end in {line.source, line.target} & shown:
            beside[end].append(line)
    return beside


def _part(network: Network, picture: Picture, beside: Mapping[str, list[Line]]) -> Network:
    """Give the part of a network whose claims are cited."""
    lines = [line for found in beside.values() for line in found]
    ends = {end for line in lines for end in (*line.pair, line.fold) if end}
    return network.subgraph(ends)


def _knot(key: str, network: Network, lines: Sequence[Line], sources: Mapping[str, Source]) -> Knot:
    data = network.nodes[key]
    links = sorted((_link(key, line, network, sources) for line in lines), key=_in_order)
    return Knot(data["iri"], data["label"], kind_of(data), data["when"], links)


def _link(key: str, line: Line, network: Network, sources: Mapping[str, Source]) -> Link:
    data = network.nodes[line.fold] if line.fold else network.edges[line.source, line.target, line.key]
    other = network.nodes[line.target if line.source == key else line.source]
    return Link(
        words=line.label,
        iri=other["iri"],
        label=other["label"],
        is_outward=line.source == key,
        is_asserted=data.get("asserted", True),
        when=data["when"],
        sources=[sources[claim] for claim in data["claims"]],
    )


def _in_order(link: Link) -> tuple[object, ...]:
    return not link.is_asserted, not link.is_outward, link.words, (link.when or When()).order, link.label
