"""The timeline: whatever has a date, in order, and what of it certainly or possibly held on a day or in a period."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.config import Margins
from kg.errors import UsageError
from kg.rdf.terms import IRI
from kg.store.protocol import Selecting
from kg.views.names import resolve
from kg.views.network import Network, read_network
from kg.views.nodes import Nodes
from kg.views.scope import Scope, select_claims
from kg.views.sources import Source, read_sources
from kg.views.when import Held, When, read_bounds, read_period


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with a time: what kind of thing it is, who takes part as what, who says so, and whether it held.

    `held` answers the question that the timeline was asked; None if it was asked none. `actors` are the IRIs of those
    who take part, in the order of `parts`.
    """

    slug: str
    label: str
    kind: str
    when: When
    held: Held | None
    parts: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    iri: str = ""
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """Entries by their earliest begin, then their latest end; apart from them what has no date, if it was asked for.

    `left_out` counts what has no date and was not asked for.
    """

    entries: tuple[Entry, ...]
    undated: tuple[Entry, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """What a timeline is asked, as typed: all there is, unless something narrows it.

    `names`: only what has to do with one of them. `first` and `last`: only what falls at least in part between the
    first day of the one date and the last day of the other. `as_of`: only what held on that date. Dates are EDTF.
    `sources` and `modalities`: only what is said there and like that. `undated`: also what has no date.
    """

    names: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    as_of: str | None = None
    sources: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    undated: bool = False


def read_timeline(store: Selecting, question: Question, margins: Margins) -> Timeline:
    """Read what happened and held, in order.

    Raises UsageError for a date or a modality that is none, and what `resolve` raises for names.
    """
    judge = _judge(question, margins)
    named = {resolve(store, name).value for name in question.names}
    claims = select_claims(store, Scope(sources=question.sources, modalities=question.modalities))
    network = read_network(store, claims)
    keys = [key for key, data in network.nodes(data=True) if data["when"] is not None]
    if named:
        keys = [key for key in keys if _has_to_do_with(network, key, named)]
    if question.as_of is not None:
        keys = [key for key in keys if "TemporalEntity" in network.nodes[key]["classes"]]
    nodes = Nodes(store)
    nodes.load(IRI(claim) for key in keys for claim in network.nodes[key]["claims"])
    entries = sorted((_entry(network, key, nodes, judge) for key in keys), key=_in_time)
    undated = tuple(entry for entry in entries if not entry.when.is_bounded)
    return Timeline(
        tuple(entry for entry in entries if entry.when.is_bounded and entry.held is not Held.NOT),
        undated if question.undated else (),
        left_out=0 if question.undated else len(undated),
    )


Judge = Callable[[When], Held | None]


def _judge(question: Question, margins: Margins) -> Judge:
    """Give the question about time that each entry has to answer."""
    if question.as_of is not None:
        if question.first or question.last:
            raise UsageError("a timeline is either as of a date or between two", remedy="Leave the one or the other.")
        period = read_period(question.as_of, margins)
        return lambda when: when.held(period)
    if question.first is None and question.last is None:
        return lambda when: None
    first = read_bounds(question.first, margins).earliest_begin if question.first else None
    last = read_bounds(question.last, margins).latest_end if question.last else None
    if first and last and first > last:
        raise UsageError(f"{question.first} comes after {question.last}", remedy="Exchange the two.")
    return lambda when: when.fell_between(first, last)


def _has_to_do_with(network: Network, key: str, named: set[str]) -> bool:
    near = {key, *network.successors(key), *network.predecessors(key)}
    return any(network.nodes[other]["iri"] in named for other in near)


def _entry(network: Network, key: str, nodes: Nodes, judge: Judge) -> Entry:
    data = network.nodes[key]
    parts = {
        (edge["label"], network.nodes[other]["label"], network.nodes[other]["iri"])
        for _, other, edge in network.out_edges(key, data=True)
        if edge["role"] and edge["asserted"]
    }
    return Entry(
        slug=key,
        label=data["label"],
        kind=data.get("kind") or nodes.label(nodes.term[data["class"]]),
        when=data["when"],
        held=judge(data["when"]),
        parts=tuple((role, label) for role, label, _ in sorted(parts)),
        sources=read_sources(nodes, map(IRI, data["claims"])),
        iri=data["iri"],
        actors=tuple(iri for *_, iri in sorted(parts)),
    )


def _in_time(entry: Entry) -> tuple[object, ...]:
    return *entry.when.order, entry.label, entry.slug
