"""Nodes as a view needs them: their properties, read from a store once, with labels and dates made readable."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields

from kg.model.bounds import Bounds
from kg.rdf.terms import IRI, RDF, RDFS, SKOS, Literal, Term, ontology_terms
from kg.store.protocol import Selecting
from kg.views.names import namespaces_of, slug
from kg.views.when import When

Triple = tuple[IRI, IRI, Term]

_ABOUT = "SELECT ?node ?property ?value {{ VALUES ?node {{ {nodes} }} ?node ?property ?value }}"
_AT_ONCE = 500


class Nodes:
    """The properties of the nodes of a store; each node is read once, when first asked for, or many are `load`ed."""

    def __init__(self, store: Selecting) -> None:
        self.store = store
        self.namespaces = namespaces_of(store)
        self.term = ontology_terms(self.namespaces)
        self._properties: dict[IRI, dict[IRI, list[Term]]] = {}

    def load(self, nodes: Iterable[Term | None]) -> None:
        """Read those nodes that have not been read yet, in a few queries."""
        missing = {node for node in nodes if isinstance(node, IRI) and node not in self._properties}
        self._properties.update((node, {}) for node in missing)
        for values in iter_values(missing):
            for node, property_, value in self.store.select(_ABOUT.format(nodes=values)).rows:
                if isinstance(node, IRI) and isinstance(property_, IRI) and value is not None:
                    self._properties[node].setdefault(property_, []).append(value)

    def properties(self, node: IRI) -> dict[IRI, list[Term]]:
        """Give everything said of a node, each property with its values in order."""
        self.load([node])
        return {name: sorted(values, key=str) for name, values in sorted(self._properties[node].items(), key=str)}

    def values(self, node: IRI, *properties: IRI) -> list[Term]:
        """Give the values of some properties of a node, in order."""
        if node not in self._properties:
            self.load([node])
        found = self._properties[node]
        return [value for name in properties for value in sorted(found.get(name, ()), key=str)]

    def links(self, node: IRI, *properties: IRI) -> list[IRI]:
        """Give those values that are nodes or terms."""
        return [value for value in self.values(node, *properties) if isinstance(value, IRI)]

    def texts(self, node: IRI, *properties: IRI) -> list[str]:
        """Give those values that are literals, as plain text, English ones first."""
        literals = [value for value in self.values(node, *properties) if isinstance(value, Literal)]
        return [literal.value for literal in sorted(literals, key=_english_first)]

    def text(self, node: IRI, *properties: IRI) -> str:
        """Give the first of these texts; empty where there is none."""
        return next(iter(self.texts(node, *properties)), "")

    def label(self, node: Term) -> str:
        """Give the name to show: the English label, or another, or the slug; of a literal its text."""
        if not isinstance(node, IRI):
            return node.value
        return next(iter(self.texts(node, RDFS["label"])), None) or self._words(node)

    def slug(self, node: IRI) -> str:
        """Give the short name by which `resolve` finds a node."""
        return slug(node, self.namespaces)

    def lineage(self, node: IRI) -> list[IRI]:
        """Give the classes of our ontology that a node belongs to, the narrowest first."""
        classes = [kind for kind in self.links(node, RDF["type"]) if kind in self.term]
        self.load(classes)
        return sorted(classes, key=lambda kind: (-len(self.above(kind)), kind.value))

    def above(self, term: IRI) -> set[IRI]:
        """Give the classes, properties or concepts above a term."""
        found: set[IRI] = set()
        waiting = [term]
        while waiting:
            wider = set(self.links(waiting.pop(), *_WIDER)) - found
            found |= wider
            waiting.extend(wider)
        return found

    def is_a(self, node: IRI, name: str) -> bool:
        """Say whether a node belongs to the class of that name."""
        return self.term[name] in self.links(node, RDF["type"])

    def when(self, node: IRI) -> When:
        """Give the time of a node; of several dates the first."""
        dates = self.texts(node, self.term["date"])
        bounds = {field.name: self._day(node, camel_case(field.name)) for field in fields(Bounds)}
        return When(min(dates, default=None), Bounds(**bounds))

    def _words(self, node: IRI) -> str:
        """Name what has no label: a node of ours by its slug, a term of another vocabulary by its local name."""
        name = self.slug(node)
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local_name(node)).lower() if ":" in name else name

    def _day(self, node: IRI, name: str) -> dt.date | None:
        days = self.texts(node, self.term[name])
        return dt.date.fromisoformat(min(days)) if days else None


def iter_values(nodes: Iterable[Term | None]) -> Iterator[str]:
    """Yield what the VALUES of a query hold for some nodes, each once and in order, a bearable number at a time."""
    iris = sorted({node.value for node in nodes if isinstance(node, IRI)})
    for start in range(0, len(iris), _AT_ONCE):
        yield " ".join(f"<{iri}>" for iri in iris[start : start + _AT_ONCE])


def local_name(term: IRI) -> str:
    """Give the part of a term's IRI after its namespace: "date"."""
    return re.split(r"[#/]", term.value)[-1]


_WIDER = (RDFS["subClassOf"], RDFS["subPropertyOf"], SKOS["broader"])


def _english_first(literal: Literal) -> tuple[int, str, str]:
    return (
        ("en", None).index(literal.language) if literal.language in {"en", None} else 2,
        literal.language or "",
        literal.value,
    )


def camel_case(name: str) -> str:
    """Give the ontology's spelling of a field's name: "earliest_begin" is "earliestBegin"."""
    head, *rest = name.split("_")
    return head + "".join(word.title() for word in rest)
