"""What the build derives: bounds of dates, participants, superclasses, and who states what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from kg.config import Margins
from kg.errors import DateError
from kg.model.bounds import Bounds
from kg.model.dates import parse_date
from kg.rdf.terms import IRI, RDF, XSD, DefaultGraph, Literal, Quad
from kg.rdf.vocabulary import Vocabulary

DEFAULT = DefaultGraph()


@dataclass(frozen=True, slots=True)
class Derivation:
    """The derived quads by what they say; those of a claim stand in its graph."""

    bounds: tuple[Quad, ...]
    participants: tuple[Quad, ...]
    supertypes: tuple[Quad, ...]
    stated_in: tuple[Quad, ...]

    def __iter__(self) -> Iterator[Quad]:
        for part in fields(self):
            yield from getattr(self, part.name)

    def counts(self) -> dict[str, int]:
        """How many quads were derived, by kind."""
        return {part.name: len(getattr(self, part.name)) for part in fields(self)}


def derive(quads: Iterable[Quad], vocabulary: Vocabulary, margins: Margins) -> Derivation:
    """Derive what follows from the curated quads.

    An invalid date yields no bounds: to report it is the business of `kg.validation`.
    """
    quads = list(quads)
    return Derivation(
        bounds=tuple(_derive_bounds(quads, vocabulary, margins)),
        participants=tuple(_derive_participants(quads, vocabulary)),
        supertypes=tuple(_derive_supertypes(quads, vocabulary)),
        stated_in=tuple(_derive_stated_in(quads, vocabulary)),
    )


def default_graph(quads: Iterable[Quad]) -> list[Quad]:
    """Give the default graph of every query: the union of all graphs, each triple once, sorted."""
    union = {Quad(quad.subject, quad.predicate, quad.object, DEFAULT) for quad in quads}
    return sorted(union, key=str)


def _derive_bounds(quads: list[Quad], vocabulary: Vocabulary, margins: Margins) -> Iterator[Quad]:
    properties = {name: vocabulary.terms[_camel(name)] for name in (field.name for field in fields(Bounds))}
    stated = {(quad.subject, quad.predicate) for quad in quads if quad.predicate in properties.values()}
    for quad in quads:
        if quad.predicate != vocabulary.terms["date"] or not isinstance(quad.object, Literal):
            continue
        try:
            bounds = parse_date(quad.object.value).bounds(margins)
        except DateError:
            continue
        for name, bound in properties.items():
            day = getattr(bounds, name)
            if day is not None and (quad.subject, bound) not in stated:
                yield Quad(quad.subject, bound, _date_literal(day), quad.graph_name)


def _derive_participants(quads: list[Quad], vocabulary: Vocabulary) -> Iterator[Quad]:
    terms = vocabulary.terms
    actors = {quad.subject: quad.object for quad in quads if quad.predicate == terms["actor"]}
    for quad in quads:
        if quad.predicate == terms["participation"] and quad.object in actors:
            yield Quad(quad.subject, terms["participant"], actors[quad.object], quad.graph_name)
        elif quad.predicate == terms["holder"]:
            yield Quad(quad.subject, terms["participant"], quad.object, quad.graph_name)


def _derive_supertypes(quads: list[Quad], vocabulary: Vocabulary) -> Iterator[Quad]:
    for quad in quads:
        if quad.predicate == RDF["type"] and isinstance(quad.object, IRI):
            for above in vocabulary.ancestors(quad.object):
                yield Quad(quad.subject, RDF["type"], above, DEFAULT)


def _derive_stated_in(quads: list[Quad], vocabulary: Vocabulary) -> Iterator[Quad]:
    described = {(quad.subject, quad.graph_name) for quad in quads if isinstance(quad.graph_name, IRI)}
    for node, claim in sorted(described, key=str):
        yield Quad(node, vocabulary.terms["statedIn"], claim, DEFAULT)


def _date_literal(day: dt.date) -> Literal:
    return Literal(day.isoformat(), datatype=XSD["date"])


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.title() for word in rest)
