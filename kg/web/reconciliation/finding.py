"""Finding: which nodes may be meant by a query at all, by name, identifier or link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.linking.schemes import Schemes
from kg.linking.states.record import Days
from kg.rdf.terms import IRI
from kg.store.protocol import Selecting
from kg.views.nodes import iter_values
from kg.views.search.index import Found, NameIndex
from kg.web.reconciliation.background import Background
from kg.web.reconciliation.conditions import Conditions, meaning, states_called
from kg.web.reconciliation.properties import Sort
from kg.web.reconciliation.queries import Query, Value, shortened

_LOOKED_AT = 30  # nodes of a name that are looked at, at least
_FURTHER = 10  # times as many are looked at where most of them are rows of datasets
_SAME = 98  # score of a name that is the same but for its writing
_NAMES = 4  # names of one query that are looked up
_THERE = "SELECT DISTINCT ?node {{ VALUES ?node {{ {nodes} }} ?node a ?class }}"
_CALLED = "SELECT ?node ?record {{ VALUES ?record {{ {nodes} }} ?node skos:exactMatch ?record }}"
_LINKED = """
SELECT DISTINCT ?node ?other {{
    VALUES ?other {{ {nodes} }}
    {{ ?node kg:participant ?other }} UNION {{ ?node ?property ?other }} UNION {{ ?other ?property ?node }}
    FILTER(STRSTARTS(STR(?node), STR(ent:)))
    FILTER NOT EXISTS {{ ?node a kg:Participation }}
}} LIMIT 2000"""


class Hit(NamedTuple):
    """Why a node may be meant: how well one of its names fits (0 to 100), or because it was pointed at."""

    score: float = 0.0
    name: str = ""
    is_addressed: bool = False


Hits = dict[str, Hit]  # by the IRI of the node


def find_by_name(query: Query, conditions: Conditions, names: NameIndex, background: Background) -> Hits:
    """Give the entities that are called as a query says, or nearly; a state also as it is called elsewhere."""
    space, classes = background.namespaces.ent, _classes(query, background)
    most = max(_LOOKED_AT, 2 * query.limit)
    hits: Hits = {}
    for text in names_of(query, conditions):
        for found in entities_called(names, text, space, most, classes, whole_words=True):
            if found.score > hits.get(found.iri, Hit()).score:
                hits[found.iri] = Hit(found.score, found.name)
        for slug in states_called(text, background.states, conditions.dates.on):
            hits.setdefault(space + slug, Hit())
    return hits


def entities_called(
    names: NameIndex, text: str, space: str, most: int, classes: Sequence[str], *, whole_words: bool
) -> list[Found]:
    """Give what is called so and lies in a namespace; further down too, where much else is called so (imports)."""
    found = names.find(text, most=most, classes=classes, whole_words=whole_words)
    ours = [each for each in found if each.iri.startswith(space)]
    if len(found) < most or len(ours) >= most // 2:
        return ours
    further = names.find(text, most=_FURTHER * most, classes=classes, whole_words=whole_words)
    return [each for each in further if each.iri.startswith(space)][:most]


def names_of(query: Query, conditions: Conditions) -> list[str]:
    """Give the names that a query gives."""
    texts = dict.fromkeys(map(shortened, filter(None, (query.text, *conditions.texts(Sort.NAME)))))
    return list(texts)[:_NAMES]


def addresses(query: Query, conditions: Conditions, background: Background) -> list[IRI]:
    """Give the nodes that a query may point at by identifier: of ours, or of another scheme."""
    space = background.namespaces
    texts = [*query.ids, *([query.text] if query.text else [])]
    iris = [space.ent + text.removeprefix(space.ent).removeprefix("ent:") for text in texts]
    for text in texts:
        prefix, colon, local = text.partition(":")
        iris += [background.schemes[prefix].iri + local] if colon and prefix in background.schemes else [text]
    for prefix, codes in conditions.codes.items():
        scheme = background.schemes[prefix]
        iris += [code if code.startswith(scheme.iri) else scheme.iri + code for code in codes]
    return list(valid_iris(iris))


def find_addressed(store: Selecting, asked: Iterable[IRI]) -> Mapping[str, set[str]]:
    """Give the nodes that identifiers point at, for many queries at once: by IRI, ours or another scheme's."""
    found: dict[str, set[str]] = {}
    for values in iter_values(asked):
        for row in store.select(_THERE.format(nodes=values)):
            found.setdefault(row["node"].value, set()).add(row["node"].value)
        for row in store.select(_CALLED.format(nodes=values)):
            found.setdefault(row["record"].value, set()).add(row["node"].value)
    return found


def find_linked(store: Selecting, asked: Iterable[str]) -> set[str]:
    """Give the entities that have to do with some others."""
    rows = (row for values in iter_values(valid_iris(asked)) for row in store.select(_LINKED.format(nodes=values)))
    return {row["node"].value for row in rows}


def things(value: Value, days: Days | None, background: Background, names: NameIndex) -> frozenset[str]:
    """Give the entities that a value is or is called, by IRI; of states, the one that was called so on some days."""
    value = value._replace(text=shortened(value.text))
    found = meaning(value, background, days)
    if value.text and not value.id:
        called = names.find(value.text, most=5, whole_words=True)
        found |= {each.iri for each in called if each.score >= _SAME}
    return frozenset(found)


def read_links(store: Selecting, nodes: Iterable[str], schemes: Schemes) -> dict[str, dict[str, frozenset[str]]]:
    """Give what nodes are called elsewhere: by node and scheme, the identifiers that mean exactly it."""
    query = "SELECT ?node ?record {{ VALUES ?node {{ {nodes} }} ?node skos:exactMatch ?record }}"
    found: dict[str, dict[str, frozenset[str]]] = {}
    for values in iter_values(IRI(node) for node in nodes):
        for row in store.select(query.format(nodes=values)):
            if parsed := schemes.parse(row["record"].value):
                codes = found.setdefault(row["node"].value, {})
                codes[parsed[0].prefix] = codes.get(parsed[0].prefix, frozenset()) | {parsed[1]}
    return found


def _classes(query: Query, background: Background) -> tuple[str, ...]:
    """Give the classes that are looked for alone."""
    if query.strictness == "should":
        return ()
    types = (background.types.get(text, background.namespaces) for text in query.types)
    return tuple(each.id for each in types if each)


def valid_iris(iris: Iterable[str]) -> Iterator[IRI]:
    """Give those texts that are IRIs."""
    for iri in iris:
        try:
            yield IRI(iri)
        except ValueError:
            continue
