"""Who takes part: the actors of each account, role by role where all accounts tell the same roles apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.rdf.terms import IRI
from kg.views.comparison.aspect import Answer, Aspect, Saying, compare
from kg.views.comparison.correspondence import Actors
from kg.views.comparison.evidence import cite
from kg.views.comparison.moment import NOT_SAID
from kg.views.comparison.records import Record, Said, slugs_of
from kg.views.comparison.verdict import Match, Verdict
from kg.views.nodes import Nodes


def members(nodes: Nodes, actors: Actors, records: Sequence[Record]) -> Iterator[Aspect]:
    """Yield who takes part; for an observation, whom it is about."""
    found = [actors_of(nodes, record) for record in records]
    actors.load(actor for own in found for actor in own)
    roles = [
        frozenset(part.role for part in record.parts if part.role)
        for record, own in zip(records, found, strict=True)
        if own
    ]
    shared = set(roles)
    if len(shared) == 1 and len(next(iter(shared))) > 1 and len(roles) > 1:
        for role in sorted(next(iter(shared)), key=nodes.label):
            own = [[part.actor for part in record.parts if part.role == role] for record in records]
            yield _aspect(nodes, actors, nodes.label(role), records, own)
    elif any(found) or any(record.imagined.get(nodes.term["participant"]) for record in records):
        yield _aspect(nodes, actors, "actors", records, found)


def actors_of(nodes: Nodes, record: Record) -> list[IRI]:
    """Give who takes part; of an observation those it is about, or who takes part in what it is about."""
    term = nodes.term
    if not record.links(term["measure"]):
        return sorted({part.actor for part in record.parts}, key=str)
    about = record.links(term["about"])
    nodes.load(about)
    found = {node for node in about if _acts(nodes, node)}
    if not found:
        found = {actor for node in about for actor in nodes.links(node, term["participant"])}
    if not found:
        found = {part.actor for part in record.parts}
        nodes.load(found)
    return sorted(found, key=str)


def correspondence(actors: Actors, own: Sequence[IRI], other: Sequence[IRI]) -> Match:
    """Say how two lists of actors go together: the same, one or more of them, or none in common."""
    found = {a for a in own if any(is_same(actors, a, b) for b in other)}
    matched = {b for b in other if any(is_same(actors, a, b) for a in own)}
    if len(found) == len(set(own)) and len(matched) == len(set(other)):
        return Match(Verdict.AGREE)
    return Match(Verdict.OVERLAP if found else Verdict.CONFLICT)


def is_same(actors: Actors, one: IRI, other: IRI) -> bool:
    """Say whether two actors are the same, by links or, where neither has a link that decides it, by name."""
    return actors.same(one, other) or actors.namesakes(one, other)


def _aspect(
    nodes: Nodes, actors: Actors, name: str, records: Sequence[Record], found: Sequence[Sequence[IRI]]
) -> Aspect:
    sayings = [_saying(nodes, record, own) for record, own in zip(records, found, strict=True)]
    values = [own or None for own in found]
    return compare(name, sayings, values, lambda a, b: correspondence(actors, a, b), slugs_of(records))


def _saying(nodes: Nodes, record: Record, own: Sequence[IRI]) -> Saying:
    term = nodes.term
    if own:
        parts = [part for part in record.parts if part.actor in own]
        graphs = {graph for part in parts for graph in part.graphs}
        graphs |= record.graphs(term["about"]) if record.links(term["measure"]) else set()
        rows = [row for part in parts for row in part.rows]
        return Saying(_listed(nodes, own), Answer.SAID, cite(nodes, record, graphs, rows))
    imagined, graphs = _imagined(record.imagined, term["participant"])
    remark = f"implied: {_listed(nodes, imagined)}" if imagined else ""
    return Saying(NOT_SAID, Answer.NOT_SAID, cite(nodes, record, graphs or record.graphs(term["notStated"])), remark)


def _imagined(said: Said, property_: IRI) -> tuple[list[IRI], set[IRI]]:
    values = said.get(property_, {})
    graphs = {graph for found in values.values() for graph in found}
    return sorted((value for value in values if isinstance(value, IRI)), key=str), graphs


def _listed(nodes: Nodes, own: Iterable[IRI]) -> str:
    own = list(own)
    nodes.load(own)
    return ", ".join(sorted({nodes.label(actor) for actor in own}))


def _acts(nodes: Nodes, node: IRI) -> bool:
    return nodes.is_a(node, "Actor")
