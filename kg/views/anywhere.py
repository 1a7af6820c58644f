"""Names beyond the curated graph: which record of an imported dataset somebody means."""

from __future__ import annotations

from collections.abc import Iterator

from kg.config.namespaces import CODE
from kg.errors import AmbiguousNameError, NameNotFoundError
from kg.rdf.terms import IRI, Literal
from kg.store.protocol import Selecting
from kg.views.names import resolve
from kg.views.nodes import Nodes

_SHOWN = 10
_DESCRIBED = "SELECT ?node { ?node ?property ?value } LIMIT 1"
_CALLED = """
SELECT DISTINCT ?node {{
    VALUES ?name {{ UNDEF }} VALUES ?property {{ rdfs:label skos:altLabel dcterms:title }}
    ?node ?property ?name
}} ORDER BY ?node LIMIT {}"""


def resolve_anywhere(curated: Selecting, whole: Selecting, text: str) -> IRI:
    """Give the node that a text names in the curated graph or, where there is none, in the imported datasets.

    A record there is named by its IRI, CURIE, local name (`cow-alliance.264`) or its exact name: there may be millions
    of them. Raises what `kg.views.names.resolve` raises.
    """
    try:
        return resolve(curated, text)
    except NameNotFoundError as error:
        if whole is curated:
            raise
        found = list(_iter_imported(whole, text.strip()))
        if not found:
            raise
        if len(found) > 1:
            raise AmbiguousNameError(text, _candidates(whole, found)) from error
        return found[0]


def is_described(store: Selecting, node: IRI) -> bool:
    """Say whether a store holds anything about a node."""
    return bool(store.select(_DESCRIBED, {"node": node}).rows)


def _iter_imported(whole: Selecting, text: str) -> Iterator[IRI]:
    """Yield the one record that is addressed so, or else those that are called so."""
    nodes = Nodes(whole)
    curie = nodes.namespaces.expand(text)
    for iri in filter(None, (text, curie, CODE + text, nodes.namespaces.src + text)):
        try:
            node = IRI(iri)
        except ValueError:
            continue
        if is_described(whole, node):
            yield node
            return
    called = {node for name in (Literal(text), Literal(text, language="en")) for node in _called(whole, name)}
    yield from sorted(called, key=str)


def _called(whole: Selecting, name: Literal) -> Iterator[IRI]:
    for row in whole.select(_CALLED.format(_SHOWN + 1), {"name": name}):
        if isinstance(row["node"], IRI):
            yield row["node"]


def _candidates(whole: Selecting, found: list[IRI]) -> list[tuple[str, str, str]]:
    nodes = Nodes(whole)
    return [(nodes.slug(node), nodes.label(node), _kind(nodes, node)) for node in found[:_SHOWN]]


def _kind(nodes: Nodes, node: IRI) -> str:
    return next(map(nodes.label, nodes.lineage(node)), "")
