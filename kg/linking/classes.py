"""Classes of the ontology: which are above which, and how people and other schemes call them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.config import Namespaces
from kg.linking.spelling import words_of
from kg.rdf.terms import Term
from kg.store.protocol import Selecting

_CLASSES = """
SELECT ?class ?label ?above {
    ?class a owl:Class ; rdfs:label ?label
    OPTIONAL { ?class rdfs:subClassOf ?above FILTER(?above != ?class) }
}"""
# How other schemes call some of our classes.
_ELSEWHERE = {
    "human": "Person",
    "country": "State",
    "sovereign state": "State",
    "city": "Place",
    "human settlement": "Place",
}


class Classes:
    """The classes of an ontology: which are above which, and how they are called."""

    def __init__(self, store: Selecting, namespaces: Namespaces) -> None:
        self._space = namespaces.ontology
        self._above: dict[str, set[str]] = defaultdict(set)
        self._called: dict[tuple[str, ...], str] = {}
        for row in store.select(_CLASSES):
            name = row["class"].value.removeprefix(namespaces.ontology)
            self._called[words_of(row["label"].value)] = self._called[words_of(name)] = name
            above = row.get("above")
            if above is not None:
                self._above[name].add(above.value.removeprefix(namespaces.ontology))

    def known(self, types: Iterable[Term]) -> set[str]:
        """Give the local names of those types that are classes of the ontology."""
        return {each.value.removeprefix(self._space) for each in types if each.value.startswith(self._space)}

    def with_above(self, name: str) -> frozenset[str]:
        """Give a class and all that are above it."""
        found, todo = {name}, [name]
        while todo:
            fresh = self._above.get(todo.pop(), set()) - found
            found |= fresh
            todo.extend(fresh)
        return frozenset(found)

    def narrowest(self, names: Iterable[str]) -> str:
        """Give the class that is above none of the others."""
        given = set(names)
        broad = {above for name in given for above in self.with_above(name) - {name}}
        return min(given - broad, default=min(given, default=""))

    def called(self, text: str) -> str | None:
        """Give the class that somebody calls so, or None."""
        words = words_of(text.removeprefix("kg:"))
        return self._called.get(words) or self._called.get(words_of(_ELSEWHERE.get(" ".join(words), "")))

    def names(self) -> list[str]:
        """Give the names of all classes."""
        return sorted(set(self._called.values()))
