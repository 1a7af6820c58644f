"""Relations: what candidates have to do with other things, read for the conditions of a whole batch at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import product

from kg.linking.spelling import words_of
from kg.rdf.terms import IRI, Literal, Term
from kg.store.protocol import Selecting
from kg.views.nodes import iter_values
from kg.web.reconciliation.properties import Property, Sort

_STATED = """
SELECT ?node ?property ?value {{
    VALUES ?node {{ {nodes} }} VALUES ?property {{ {properties} }} ?node ?property ?value
}}"""
_BACKWARDS = """
SELECT ?node ?property ?value {{
    VALUES ?node {{ {nodes} }} VALUES ?property {{ {properties} }} ?value ?property ?node
}} LIMIT 20000"""
_LINKED = "SELECT DISTINCT ?node ?value {{ VALUES ?node {{ {nodes} }} %s }} LIMIT 20000"
_ANYTHING = (
    "{{ ?node ?property ?value }} UNION {{ ?value ?property ?node }} FILTER(STRSTARTS(STR(?property), STR(kg:)))",
)
# A state itself; one that it is linked with at all, is in through several steps, or has a relationship with. Each is
# asked for by itself, since an engine joins the parts of a union before it looks which nodes are asked for.
_COUNTRIES = (
    "?node a kg:State BIND(?node AS ?value)",
    "?node ?property ?value . ?value a kg:State",
    "?value ?property ?node . ?value a kg:State",
    "?node (kg:partOf|kg:memberOf|kg:place|kg:signedIn)+/kg:participant? ?value . ?value a kg:State",
    "?tie kg:participant ?node, ?value ; a kg:Relationship . ?value a kg:State",
)
_NAMES = """
SELECT ?node ?name {{
    VALUES ?node {{ {nodes} }} VALUES ?property {{ rdfs:label skos:altLabel dcterms:title }} ?node ?property ?name
}}"""

Related = Mapping[str, Collection[Term]]  # by node


class Relations:
    """What nodes have to do with, property by property; what is asked for often is read once."""

    def __init__(self, store: Selecting, nodes: Collection[str]) -> None:
        self._store = store
        self._nodes = [IRI(node) for node in nodes]
        self._known: dict[str, Related] = {}
        self._names: dict[str, set[tuple[str, ...]]] = defaultdict(set)

    def of(self, node: str, property_: Property) -> Collection[Term]:
        """Give what a node has for a property; the country of a state is that state, whatever it has to do with."""
        found = self._known[property_.id].get(node, ())
        own = IRI(node)
        return (own,) if property_.sort is Sort.COUNTRY and own in found else found

    def others(self) -> set[IRI]:
        """Give all nodes that any of these have to do with, as far as that has been read."""
        related = (values for known in self._known.values() for values in known.values())
        return {value for values in related for value in values if isinstance(value, IRI)}

    def names(self, node: str) -> set[tuple[str, ...]]:
        """Give the names of what some node has to do with, as words without case and punctuation."""
        return self._names[node]

    def load(self, properties: Iterable[Property]) -> None:
        """Read some properties of all nodes, and the names of what they lead to."""
        wanted = {each.id: each for each in properties if each.id not in self._known}
        stated = [each for each in wanted.values() if each.sort is Sort.STATED]
        for query, some in (
            (_STATED, [each for each in stated if not each.is_incoming]),
            (_BACKWARDS, [each for each in stated if each.is_incoming]),
        ):
            if some:
                self._load_stated(query, some)
        for sort, patterns in ((Sort.COUNTRY, _COUNTRIES), (Sort.ANY, _ANYTHING)):
            if asked := [each.id for each in wanted.values() if each.sort is sort]:
                self._known |= dict.fromkeys(asked, self._read(patterns))
        self._load_names()

    def _load_stated(self, query: str, properties: list[Property]) -> None:
        found: dict[str, dict[str, set[Term]]] = {each.iri: defaultdict(set) for each in properties}
        iris = " ".join(f"<{each.iri}>" for each in properties)
        for values in iter_values(self._nodes):
            for row in self._store.select(query.format(nodes=values, properties=iris)):
                found[row["property"].value][row["node"].value].add(row["value"])
        self._known |= {each.id: found[each.iri] for each in properties}

    def _read(self, patterns: Iterable[str]) -> Related:
        found: dict[str, set[Term]] = defaultdict(set)
        for pattern, values in product(patterns, iter_values(self._nodes)):
            for row in self._store.select((_LINKED % pattern).format(nodes=values)):
                found[row["node"].value].add(row["value"])
        return found

    def _load_names(self) -> None:
        linked = {other for other in self.others() if other.value not in self._names}
        for values in iter_values(linked):
            for row in self._store.select(_NAMES.format(nodes=values)):
                self._names[row["node"].value].add(words_of(row["name"].value))


def text_words(value: Term) -> tuple[str, ...]:
    """Give the words of a literal, without case and punctuation."""
    return words_of(value.value) if isinstance(value, Literal) else ()
