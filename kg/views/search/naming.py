"""What there is to be found: each node that has a name, with all its names, read out of a store."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from kg.config import Namespaces
from kg.rdf.terms import IRI, Literal
from kg.store.protocol import Selecting
from kg.views.names import slug
from kg.views.nodes import Nodes, local_name

_NAMES = (
    "SELECT ?node ?property ?name { VALUES ?property { rdfs:label skos:altLabel dcterms:title } ?node ?property ?name }"
)
_CLASSES = """
SELECT ?node (GROUP_CONCAT(STR(?class); SEPARATOR=" ") AS ?classes) {
    { SELECT DISTINCT ?node ?class { ?node a ?class } }
} GROUP BY ?node"""
_MENTIONS = "SELECT ?node (COUNT(*) AS ?times) { ?node kg:statedIn|kg:namedIn ?place } GROUP BY ?node"
_PARTS = "SELECT ?node (COUNT(*) AS ?times) { ?whole kg:participant ?node } GROUP BY ?node"
_NO_NODES = frozenset({"Axiom", "Participation", "Statement"})
_ASIDE = frozenset({"Claim", "Passage"})


class Group(IntEnum):
    """What stands before what: things, then what says something of them, then terms of the ontology."""

    THING = 0
    ASIDE = 1
    TERM = 2


class Sort(NamedTuple):
    """What nodes of the same classes have in common: the narrowest one in words, local names of all, their group."""

    kind: str
    classes: tuple[str, ...]
    group: Group


@dataclass(frozen=True, slots=True)
class Named:
    """A node and its names; each tells whether it is a label. `importance` counts claims, mentions and links."""

    iri: str
    slug: str
    label: str
    sort: Sort
    importance: int
    names: tuple[tuple[str, bool], ...]


def read_named(store: Selecting) -> Iterator[Named]:
    """Yield each node that has a name, by IRI."""
    classes = _read_classes(store)
    importance = _count(store, _MENTIONS, _PARTS)
    names = _read_names(store)
    sorts = _Sorts(store)
    for iri in sorted(names):
        sort = sorts.of(iri, classes.get(iri, ""))
        if not _NO_NODES.intersection(sort.classes):
            found = sorted(names[iri])
            called: dict[str, bool] = {}
            for name in found:
                called.setdefault(name.text, name.is_label)
            short = slug(IRI(iri), sorts.namespaces)
            yield Named(iri, short, found[0].text, sort, importance[iri], tuple(called.items()))


class _Name(NamedTuple):
    """A name; names sort in the order in which they are preferred for showing."""

    is_other: bool
    is_title: bool
    language: tuple[int, str]
    text: str

    @property
    def is_label(self) -> bool:
        return not self.is_other


def _read_names(store: Selecting) -> dict[str, list[_Name]]:
    names: dict[str, list[_Name]] = defaultdict(list)
    for node, property_, name in store.select(_NAMES).rows:
        if isinstance(node, IRI) and isinstance(property_, IRI) and isinstance(name, Literal):
            names[node.value].append(_name(local_name(property_), name))
    return names


def _name(property_: str, name: Literal) -> _Name:
    language = name.language or ""
    preferred = 0 if language == "en" else 1 if not language else 2
    return _Name(property_ == "altLabel", property_ == "title", (preferred, language), name.value)


def _read_classes(store: Selecting) -> Mapping[str, str]:
    rows = store.select(_CLASSES).rows
    return {node.value: classes.value for node, classes in rows if isinstance(node, IRI) and classes is not None}


def _count(store: Selecting, *queries: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for query in queries:
        for node, times in store.select(query).rows:
            if isinstance(node, IRI) and times is not None:
                counts[node.value] += int(times.value)
    return counts


class _Sorts:
    """The sorts of nodes, each worked out once for all nodes of the same classes."""

    def __init__(self, store: Selecting) -> None:
        self._nodes = Nodes(store)
        self._known = cache(self._read)

    @property
    def namespaces(self) -> Namespaces:
        return self._nodes.namespaces

    def of(self, iri: str, classes: str) -> Sort:
        return self._known(" ".join(sorted(classes.split())), iri.startswith(self.namespaces.ontology))

    def _read(self, classes: str, is_term: bool) -> Sort:
        iris = [IRI(iri) for iri in classes.split()]
        ours = [iri for iri in iris if iri in self._nodes.term]
        self._nodes.load(iris)
        ranked = sorted(ours or iris, key=lambda kind: (-len(self._nodes.above(kind)), kind.value))
        locals_ = tuple(dict.fromkeys(map(local_name, [*ranked, *sorted(set(iris) - set(ranked), key=str)])))
        is_thing = bool(ours) and not _ASIDE.intersection(locals_)
        group = Group.TERM if is_term else Group.THING if is_thing else Group.ASIDE
        return Sort(self._nodes.label(ranked[0]) if ranked else "", locals_, group)
