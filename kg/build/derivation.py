"""What the build derives: bounds of dates, participants, superclasses, and who states what."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache

from kg.config import Margins
from kg.errors import DateError
from kg.model.bounds import Bounds
from kg.model.dates import parse_date
from kg.rdf.terms import IRI, RDF, XSD, DefaultGraph, Literal, Quad
from kg.rdf.vocabulary import Vocabulary
from kg.views.nodes import camel_case

DEFAULT = DefaultGraph()


@dataclass(frozen=True, slots=True)
class Derivation:
    """The derived quads by what they say; what follows from one claim stands in its graph."""

    bounds: tuple[Quad, ...]
    participants: tuple[Quad, ...]
    superclasses: tuple[Quad, ...]
    stated_in: tuple[Quad, ...]

    def __iter__(self) -> Iterator[Quad]:
        for quads in self._parts().values():
            yield from quads

    def counts(self) -> dict[str, int]:
        """How many quads were derived, by kind."""
        return {name: len(quads) for name, quads in self._parts().items()}

    def _parts(self) -> dict[str, tuple[Quad, ...]]:
        return {part.name.replace("_", " "): getattr(self, part.name) for part in fields(self)}


def derive(quads: Iterable[Quad], vocabulary: Vocabulary, margins: Margins) -> Derivation:
    """Derive what follows from the curated quads: each part sorted, each quad once, none that is curated already.

    An invalid date yields no bounds: to report it is the business of `kg.validation`.
    """
    curated = set(quads)

    def derived(found: Iterable[Quad]) -> tuple[Quad, ...]:
        return tuple(sorted(set(found) - curated, key=str))

    return Derivation(
        bounds=derived(_derive_bounds(curated, vocabulary, margins)),
        participants=derived(_derive_participants(curated, vocabulary)),
        superclasses=derived(_derive_superclasses(curated, vocabulary)),
        stated_in=derived(_derive_stated_in(curated, vocabulary)),
    )


def _derive_bounds(quads: set[Quad], vocabulary: Vocabulary, margins: Margins) -> Iterator[Quad]:
    """A bound that the encoder states wins over the derived one, whichever claim states it."""
    properties = {field.name: vocabulary.terms[camel_case(field.name)] for field in fields(Bounds)}
    stated = {(quad.subject, quad.predicate) for quad in quads if quad.predicate in properties.values()}
    for quad in quads:
        if quad.predicate == vocabulary.terms["date"] and isinstance(quad.object, Literal):
            bounds = _bounds(quad.object.value, margins)
            for name, bound in properties.items():
                day = getattr(bounds, name)
                if day is not None and (quad.subject, bound) not in stated:
                    yield Quad(quad.subject, bound, _date_literal(day), quad.graph_name)


def _derive_participants(quads: set[Quad], vocabulary: Vocabulary) -> Iterator[Quad]:
    terms = vocabulary.terms
    actors: dict[object, list[IRI]] = defaultdict(list)
    for quad in quads:
        if quad.predicate == terms["actor"] and isinstance(quad.object, IRI):
            actors[quad.subject].append(quad.object)
    for quad in quads:
        if quad.predicate == terms["participation"]:
            for actor in actors[quad.object]:
                yield Quad(quad.subject, terms["participant"], actor, quad.graph_name)
        elif quad.predicate == terms["holder"]:
            yield Quad(quad.subject, terms["participant"], quad.object, quad.graph_name)


def _derive_superclasses(quads: set[Quad], vocabulary: Vocabulary) -> Iterator[Quad]:
    """Only classes of our own ontology: those it is aligned to say nothing new about a node."""
    superclasses = cache(lambda kind: [above for above in vocabulary.ancestors(kind) if above in vocabulary.terms])
    for quad in quads:
        if quad.predicate == RDF["type"] and isinstance(quad.object, IRI):
            for above in superclasses(quad.object):
                yield Quad(quad.subject, RDF["type"], above, DEFAULT)


def _derive_stated_in(quads: set[Quad], vocabulary: Vocabulary) -> Iterator[Quad]:
    for quad in quads:
        if isinstance(quad.graph_name, IRI):
            yield Quad(quad.subject, vocabulary.terms["statedIn"], quad.graph_name, DEFAULT)


def _bounds(date: str, margins: Margins) -> Bounds:
    try:
        return parse_date(date).bounds(margins)
    except DateError:
        return Bounds()


def _date_literal(day: dt.date) -> Literal:
    return Literal(day.isoformat(), datatype=XSD["date"])
