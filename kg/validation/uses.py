"""Uses: each IRI in the data, what it serves as there, and where first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from kg.rdf.terms import IRI, RDF, Literal, Quad


class Position(Enum):
    """What an IRI serves as."""

    PROPERTY = "property"
    CLASS = "class"
    DATATYPE = "datatype"
    NODE = "node"


@dataclass(slots=True)
class Use:
    """An IRI in one position: the first quad that has it there, and how many have."""

    iri: IRI
    position: Position
    quad: Quad
    count: int = 0


def collect_uses(quads: Iterable[Quad]) -> list[Use]:
    """Collect the uses of every IRI, in the order of their first occurrence."""
    uses: dict[tuple[IRI, Position], Use] = {}
    for quad in quads:
        for iri, position in _positions(quad):
            uses.setdefault((iri, position), Use(iri, position, quad)).count += 1
    return list(uses.values())


def namespace_of(iri: str) -> str:
    """Give an IRI up to its last `#` or `/`."""
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def times(count: int) -> str:
    """Say how often something occurs, where that is more than once."""
    return f" ({count} times)" if count > 1 else ""


def _positions(quad: Quad) -> Iterator[tuple[IRI, Position]]:
    yield quad.predicate, Position.PROPERTY
    if isinstance(quad.subject, IRI):
        yield quad.subject, Position.NODE
    if isinstance(quad.object, Literal):
        yield quad.object.datatype, Position.DATATYPE
    elif isinstance(quad.object, IRI):
        yield quad.object, _position_of_object(quad.predicate)


def _position_of_object(predicate: IRI) -> Position:
    if predicate == RDF["type"]:
        return Position.CLASS
    return Position.PROPERTY if predicate == RDF["predicate"] else Position.NODE
