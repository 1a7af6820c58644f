"""Rivals: where claims say different things of one thing, so that a reader sees them beside each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.rdf.terms import IRI, RDF, Term
from kg.store.results import Row
from kg.views.nodes import Nodes, iter_values, local_name
from kg.views.sources import Source, read_sources
from kg.views.when import When

# Of these a thing has one; where claims give several, they cannot all be right.
_SINGLE = ("date", "value", "valueMin", "valueMax", "stance", "strength", "measure")

_SAID = "SELECT ?property ?value ?claim { GRAPH ?claim { ?node ?property ?value } }"
_UNSAID = """
SELECT ?property ?value ?claim {
    GRAPH ?claim { ?statement rdf:subject ?node ; rdf:predicate ?property ; rdf:object ?value }
}"""
_CONTRADICTING = "SELECT ?one ?other {{ VALUES ?one {{ {} }} ?one (kg:contradicts|^kg:contradicts) ?other }}"


@dataclass(frozen=True, slots=True)
class Side:
    """What some claims say: in words, how ("judgement"; empty if flatly), and the claims."""

    text: str
    modality: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Rivals:
    """Sides of one question; `about` names it, and is empty where the claims themselves do."""

    about: str
    sides: tuple[Side, ...]


def read_rivals(nodes: Nodes, node: IRI, claims: Iterable[IRI]) -> tuple[Rivals, ...]:
    """Find what claims say differently of a node, and which of some claims have others against them."""
    return (*_by_property(nodes, node), *read_contradictions(nodes, claims))


def _by_property(nodes: Nodes, node: IRI) -> Iterable[Rivals]:
    said = _gather(nodes.store.select(_SAID, {"node": node}).rows)
    unsaid = _gather(nodes.store.select(_UNSAID, {"node": node}).rows)
    for property_ in sorted(said, key=str):
        answers = [*said[property_].items(), *unsaid.get(property_, {}).items()]
        disputed = said[property_].keys() & unsaid.get(property_, {}).keys()
        if local_name(property_) not in _SINGLE or property_ not in nodes.term:
            answers = [(value, claims) for value, claims in answers if value in disputed]
        if len(answers) > 1 and property_ != RDF["type"]:
            nodes.load([property_, *(value for value, _ in answers)])
            found = [(value, read_sources(nodes, claims)) for value, claims in answers]
            sides = [_side(_words(nodes, property_, value), sources) for value, sources in found]
            yield Rivals(nodes.label(property_), tuple(sorted(sides, key=lambda side: side.text)))


def _gather(rows: Iterable[Row]) -> dict[IRI, dict[Term, set[IRI]]]:
    found: dict[IRI, dict[Term, set[IRI]]] = defaultdict(lambda: defaultdict(set))
    for property_, value, claim in rows:
        if isinstance(property_, IRI) and isinstance(claim, IRI) and value is not None:
            found[property_][value].add(claim)
    return found


def _words(nodes: Nodes, property_: IRI, value: Term) -> str:
    return When(value.value).text if property_ == nodes.term["date"] else nodes.label(value)


def read_contradictions(nodes: Nodes, claims: Iterable[IRI]) -> Iterable[Rivals]:
    """Yield each of some claims that has others against it, beside these; no two of them twice."""
    against: dict[IRI, set[IRI]] = defaultdict(set)
    for values in iter_values(claims):
        for one, other in nodes.store.select(_CONTRADICTING.format(values)).rows:
            if isinstance(one, IRI) and isinstance(other, IRI):
                against[one].add(other)
                against[other].add(one)
    shown: set[frozenset[IRI]] = set()
    for one in sorted(against, key=lambda claim: (-len(against[claim]), claim.value)):
        others = [other for other in against[one] if frozenset((one, other)) not in shown]
        shown.update(frozenset((one, other)) for other in others)
        if others:
            sources = (*read_sources(nodes, [one]), *read_sources(nodes, others))
            yield Rivals("", tuple(_side(source.statement, (source,)) for source in sources))


def _side(text: str, sources: tuple[Source, ...]) -> Side:
    return Side(text, ", ".join(dict.fromkeys(filter(None, (source.manner for source in sources)))), sources)
