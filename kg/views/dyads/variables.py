"""Variables: what a table of pairs and years can say, read from the ontology's concepts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum

from kg.errors import UsageError
from kg.rdf.terms import IRI
from kg.store.protocol import Selecting

LONGEST_NAME = 32  # characters of a column's name in Stata
NAME_LENGTH = LONGEST_NAME - len("_sources")  # of a variable's: the longest suffix follows it

_CONCEPTS = """
SELECT DISTINCT ?concept ?scheme ?label ?definition {
    ?concept skos:inScheme ?scheme ; rdfs:label ?label ; skos:definition ?definition
    FILTER(STRSTARTS(STR(?concept), STR(kg:)))
} ORDER BY ?concept ?scheme"""
_CLASSES = """
SELECT DISTINCT ?concept ?label ?definition {
    ?concept rdfs:subClassOf kg:TemporalEntity ; rdfs:label ?label ; skos:definition ?definition
} ORDER BY ?concept"""
_NARROWER = """
SELECT DISTINCT ?concept ?other {
    { ?other skos:broader ?concept } UNION { ?other skos:broadMatch ?concept }
}"""
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Kind(Enum):
    """How a variable stands in the graph."""

    TIE = "kg:kind"  # something of this kind holds between the two, or happened
    PROVISION = "kg:provides"  # a treaty in force between the two provides it
    CLASS = "rdf:type"  # any node of this class
    QUANTITY = "kg:measure"  # a value that was measured between the two
    COOPERATION = "kg:intensity > 0"  # events of a positive intensity
    CONFLICT = "kg:intensity < 0"


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable: its column's name, what it is, and the concepts (or the class) that stand for it.

    `concepts` are the one it is named after and all that are narrower, `above` that one and all that are broader.
    `is_event`: what it counts are events, which can happen more than once in a year.
    """

    name: str
    label: str
    definition: str
    kind: Kind
    concept: IRI
    concepts: tuple[IRI, ...]
    above: tuple[IRI, ...]
    is_event: bool


def read_variables(store: Selecting) -> dict[str, Variable]:
    """Give every variable that the ontology has, by name."""
    found = [*_iter_concepts(store), *_iter_classes(store)]
    return {variable.name: variable for variable in sorted(found, key=lambda variable: variable.name)}


def find_variables(variables: Mapping[str, Variable], names: Iterable[str]) -> list[Variable]:
    """Give the variables of these names, in their order; raises UsageError for one that there is not."""
    return [_find(variables, name) for name in dict.fromkeys(names)]


def shorten(name: str, length: int = NAME_LENGTH) -> str:
    """Cut a name to what a column's name may have."""
    return name[:length].rstrip("_")


def snake_case(term: IRI) -> str:
    """Give a term's name as a column has it: `diplomatic_relations` for kg:DiplomaticRelations."""
    return _CAPITAL.sub("_", re.split(r"[#/]", term.value)[-1]).lower()


def _find(variables: Mapping[str, Variable], name: str) -> Variable:
    wanted = shorten(name.strip().lower().replace("-", "_").replace(" ", "_"))
    if wanted in variables:
        return variables[wanted]
    near = get_close_matches(wanted, variables, n=3)
    hint = f"Did you mean: {', '.join(near)}? " if near else ""
    raise UsageError(f"no variable is called {name!r}", remedy=f"{hint}There are: {', '.join(variables)}.")


def _iter_concepts(store: Selecting) -> Iterable[Variable]:
    narrower, broader = _hierarchy(store)
    for row in store.select(_CONCEPTS):
        concept, scheme = row["concept"], row["scheme"].value.rsplit("#", 1)[-1]
        kind = _kind_of(scheme)
        if kind is None or not isinstance(concept, IRI):
            continue
        prefix = "provides_" if kind is Kind.PROVISION else ""
        yield Variable(
            shorten(prefix + snake_case(concept)),
            row["label"].value,
            row["definition"].value,
            kind,
            concept,
            (concept,) if kind is Kind.QUANTITY else _reach(concept, narrower),
            _reach(concept, broader),
            is_event=scheme == "EventKinds",
        )


def _kind_of(scheme: str) -> Kind | None:
    """Say what the concepts of a scheme are used by; None for those that say nothing of a pair."""
    if scheme in {"EventKinds", "RelationshipKinds", "TreatyKinds"}:
        return Kind.TIE
    return {"Provisions": Kind.PROVISION, "Measures": Kind.QUANTITY}.get(scheme)


def _iter_classes(store: Selecting) -> Iterable[Variable]:
    for row in store.select(_CLASSES):
        concept = row["concept"]
        assert isinstance(concept, IRI)
        name = snake_case(concept)
        if name in {"event", "treaty"}:
            yield _class_variable(name, row["label"].value, row["definition"].value, Kind.CLASS, concept)
        if name == "event":
            more = "Events of a positive intensity on the scale of Goldstein."
            yield _class_variable("cooperative_event", "cooperative event", more, Kind.COOPERATION, concept)
            less = "Events of a negative intensity on the scale of Goldstein."
            yield _class_variable("conflictual_event", "conflictual event", less, Kind.CONFLICT, concept)


def _class_variable(name: str, label: str, definition: str, kind: Kind, concept: IRI) -> Variable:
    return Variable(name, label, definition, kind, concept, (concept,), (concept,), is_event=name != "treaty")


def _hierarchy(store: Selecting) -> tuple[Mapping[IRI, set[IRI]], Mapping[IRI, set[IRI]]]:
    narrower: dict[IRI, set[IRI]] = defaultdict(set)
    broader: dict[IRI, set[IRI]] = defaultdict(set)
    for row in store.select(_NARROWER):
        concept, other = row["concept"], row["other"]
        if isinstance(concept, IRI) and isinstance(other, IRI):
            narrower[concept].add(other)
            broader[other].add(concept)
    return narrower, broader


def _reach(concept: IRI, steps: Mapping[IRI, set[IRI]]) -> tuple[IRI, ...]:
    """Give a concept with all that such steps lead to, in its own scheme or another one."""
    found, waiting = {concept}, [concept]
    while waiting:
        near = steps.get(waiting.pop(), set()) - found
        found |= near
        waiting.extend(near)
    return tuple(sorted(found, key=lambda term: term.value))
