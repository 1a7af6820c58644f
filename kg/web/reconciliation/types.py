"""Types: the classes of the ontology, as somebody who asks calls them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from kg.config import Namespaces
from kg.linking.classes import Classes
from kg.linking.entities import NO_ENTITIES
from kg.store.protocol import Selecting

_CLASSES = """
SELECT ?class ?label ?definition {
    ?class a owl:Class ; rdfs:label ?label
    OPTIONAL { ?class skos:definition|rdfs:comment ?definition }
} ORDER BY ?class (LANG(?label) != "en") ?label ?definition"""
_USED = """
SELECT ?class (COUNT(?node) AS ?nodes) {
    ?node a ?class FILTER(STRSTARTS(STR(?node), STR(ent:)))
} GROUP BY ?class ORDER BY DESC(?nodes) ?class"""


class Type(NamedTuple):
    """A class of the ontology: its local name, what people call it, what it is, and the classes right above it."""

    id: str
    name: str
    description: str = ""
    broader: tuple[str, ...] = ()


class Types:
    """The classes that an entity can have, and those of them that entities here do have, most of them first."""

    def __init__(self, types: Iterable[Type], used: Iterable[str], hierarchy: Classes) -> None:
        self.hierarchy = hierarchy
        self._types = {each.id: each for each in types}
        self.used = [self._types[name] for name in used if name in self._types]

    def __iter__(self) -> Any:
        return iter(self._types.values())

    def get(self, text: str, namespaces: Namespaces) -> Type | None:
        """Give the type of that identifier, which may be a local name, a CURIE, an IRI or its name."""
        local = text.removeprefix(namespaces.ontology).removeprefix("kg:")
        return self._types.get(local) or self._types.get(self.hierarchy.called(text) or "")

    def narrowest(self, names: Collection[str]) -> list[Type]:
        """Give the types of an entity, the narrowest first."""
        known = [self._types[name] for name in names if name in self._types]
        return sorted(known, key=lambda each: (-len(self.hierarchy.with_above(each.id)), each.id))

    def as_json(self, each: Type) -> dict[str, Any]:
        """Describe a type with those right above it."""
        found: dict[str, Any] = {"id": each.id, "name": each.name}
        if each.description:
            found["description"] = each.description
        if broader := [self._types[name] for name in each.broader if name in self._types]:
            found["broader"] = [{"id": above.id, "name": above.name} for above in broader]
        return found


def read_types(store: Selecting, namespaces: Namespaces) -> Types:
    """Read the classes of an ontology."""
    hierarchy = Classes(store, namespaces)
    described: dict[str, tuple[str, str]] = {}
    for row in store.select(_CLASSES):
        name = row["class"].value.removeprefix(namespaces.ontology)
        described.setdefault(name, (row["label"].value, row["definition"].value if "definition" in row else ""))
    types = (
        Type(name, label, definition, _right_above(name, hierarchy))
        for name, (label, definition) in described.items()
        if ":" not in name and not hierarchy.with_above(name) & NO_ENTITIES
    )
    used = (row["class"].value.removeprefix(namespaces.ontology) for row in store.select(_USED) if "class" in row)
    return Types(types, used, hierarchy)


def _right_above(name: str, hierarchy: Classes) -> tuple[str, ...]:
    above: Mapping[str, frozenset[str]] = {
        each: hierarchy.with_above(each) - {each} for each in hierarchy.with_above(name) - {name}
    }
    further = frozenset[str]().union(*above.values())
    return tuple(sorted(above.keys() - further))
