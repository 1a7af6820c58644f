"""Links: what joins one node to others and to values, with the claims that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.config.namespaces import CODE
from kg.rdf.terms import IRI, RDF, Term
from kg.views.nodes import Nodes

_OWN_IN_CLAIMS = "SELECT ?node ?claim ?property ?other { GRAPH ?claim { ?node ?property ?other } }"
_POINTING = "SELECT ?node ?property ?other { ?other ?property ?node }"
_POINTING_IN_CLAIMS = "SELECT ?node ?claim ?property ?other { GRAPH ?claim { ?other ?property ?node } }"
_HOW_MANY_POINT = "SELECT ?node (COUNT(*) AS ?many) { ?other ?property ?node } GROUP BY ?node"
_PARTICIPATIONS = "SELECT ?node ?part ?other { ?part kg:actor ?node . ?other kg:participation ?part }"
_PARTICIPATIONS_IN_CLAIMS = """
SELECT ?node ?claim ?part ?other { ?part kg:actor ?node . GRAPH ?claim { ?other kg:participation ?part } }"""


@dataclass(frozen=True, slots=True)
class Link:
    """A node's link to another node or a value, by a property (`outgoing`: the node is its subject).

    A participation is a link between what has it and who takes part, with the `roles` of the latter.
    """

    property: IRI
    other: Term
    outgoing: bool
    claims: tuple[IRI, ...] = ()
    roles: tuple[IRI, ...] = ()


def read_links(nodes: Nodes, node: IRI, most: int | None = None) -> list[Link]:
    """Give every asserted link of a node, in a fixed order; of those that come from other nodes `most` of each kind."""
    limit = "" if most is None else f" LIMIT {most}"
    incoming = (*_iter_incoming(nodes, node, limit), *_iter_participations(nodes, node, limit))
    found = [*_iter_outgoing(nodes, node), *incoming]
    nodes.load(link.other for link in found)
    return found


def count_incoming(nodes: Nodes, node: IRI) -> int:
    """Count the triples that point at a node."""
    return sum(int(row["many"].value) for row in nodes.store.select(_HOW_MANY_POINT, {"node": node}) if "many" in row)


def _iter_outgoing(nodes: Nodes, node: IRI) -> Iterator[Link]:
    claims = _claims(nodes, node, _OWN_IN_CLAIMS)
    for property_, values in nodes.properties(node).items():
        nodes.load(values)
        for value in values:
            stated = claims[property_, value]
            if property_ == nodes.term["participation"] and isinstance(value, IRI):
                roles = tuple(nodes.links(value, nodes.term["role"]))
                for actor in nodes.links(value, nodes.term["actor"]):
                    yield Link(property_, actor, outgoing=True, claims=stated, roles=roles)
            else:
                yield Link(property_, value, outgoing=True, claims=stated)


def _iter_incoming(nodes: Nodes, node: IRI, limit: str) -> Iterator[Link]:
    claims = _claims(nodes, node, _POINTING_IN_CLAIMS + limit)
    found = {(row["property"], row["other"]) for row in nodes.store.select(_POINTING + limit, {"node": node})}
    for property_, other in sorted(found, key=str):
        if isinstance(property_, IRI) and property_ not in _OF_STATEMENTS and property_ != nodes.term["actor"]:
            yield Link(property_, other, outgoing=False, claims=claims[property_, other])


def _iter_participations(nodes: Nodes, node: IRI, limit: str) -> Iterator[Link]:
    claims = _claims(nodes, node, _PARTICIPATIONS_IN_CLAIMS + limit, "part")
    found = {(row["part"], row["other"]) for row in nodes.store.select(_PARTICIPATIONS + limit, {"node": node})}
    nodes.load(part for part, _ in found)
    for part, other in sorted(found, key=str):
        if isinstance(part, IRI):
            roles = tuple(nodes.links(part, nodes.term["role"]))
            yield Link(nodes.term["participation"], other, outgoing=False, claims=claims[part, other], roles=roles)


def _claims(nodes: Nodes, node: IRI, query: str, by: str = "property") -> dict[tuple[Term, Term], tuple[IRI, ...]]:
    """Give the claims in which a link stands, by the property (or participation) and the other end."""
    found: dict[tuple[Term, Term], tuple[IRI, ...]] = defaultdict(tuple)
    for row in sorted(nodes.store.select(query, {"node": node}), key=lambda row: str(row["claim"])):
        claim = row["claim"]
        if isinstance(claim, IRI) and claim.value != CODE:  # the graph of what releases share says who says so itself
            found[row[by], row["other"]] += (claim,)
    return found


_OF_STATEMENTS = frozenset(RDF[name] for name in ("subject", "predicate", "object"))
