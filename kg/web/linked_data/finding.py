"""Finding: which node an address is about, and where it is described."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import unquote

from kg.errors import NameNotFoundError
from kg.rdf.terms import IRI
from kg.store.embedded import EmbeddedStore
from kg.views.anywhere import is_described
from kg.web.addresses import iris_of, read_address, vocabulary_of
from kg.web.snapshot import Snapshot

_MENTIONED = "SELECT ?other { ?other ?property ?node } LIMIT 1"
_SHOWN = 5
_LIKE = 40.0  # what scores less has a word that is only a little like one asked for: “hope” for “nope”
_IS_CLAIM = "SELECT ?node { ?node a kg:Claim }"


@dataclass(frozen=True, slots=True)
class Found:
    """A node and the store that describes it; `suffix` names the document that was asked for (empty: the node).

    `is_document`: the node is itself something that can be sent, as a claim is or the ontology.
    """

    node: IRI
    store: EmbeddedStore
    is_curated: bool
    is_document: bool
    suffix: str = ""


def find(snapshot: Snapshot, path: str, suffixes: tuple[str, ...] = ()) -> Found:
    """Find what a path, undecoded as it came, is about: a node, or else the document about one.

    A node that is called like a document is a node. `suffixes` are those of other documents than RDF and HTML.
    Raises NameNotFoundError where the graph knows nothing of the kind.
    """
    found = _find_node(snapshot, path)
    if found is not None:
        return found
    stem, suffix = _split(path, suffixes)
    found = _find_node(snapshot, stem) if suffix else None
    if found is None:
        raise NameNotFoundError(iris_of(stem, snapshot.workspace.namespaces)[0], _nearest(snapshot, stem))
    return replace(found, suffix=suffix)


def find_iri(snapshot: Snapshot, iri: str) -> Found | None:
    """Find a node by its IRI in what is curated, or else in the imported datasets."""
    try:
        node = IRI(iri)
    except ValueError:
        return None
    store = _store_of(snapshot, node)
    if store is None:
        return None
    is_vocabulary = iri == vocabulary_of(snapshot.workspace.namespaces)
    is_document = is_vocabulary or bool(store.select(_IS_CLAIM, {"node": node}).rows)
    return Found(node, store, store is snapshot.store, is_document)


def _find_node(snapshot: Snapshot, path: str) -> Found | None:
    iris = iris_of(path, snapshot.workspace.namespaces)
    return next((found for iri in iris if (found := find_iri(snapshot, iri))), None)


def _store_of(snapshot: Snapshot, node: IRI) -> EmbeddedStore | None:
    """Give the store that describes a node, or else one in which something points at it."""
    stores = tuple(dict.fromkeys((snapshot.store, snapshot.whole)))
    described = next((store for store in stores if is_described(store, node)), None)
    return described or next((store for store in stores if store.select(_MENTIONED, {"node": node}).rows), None)


def _nearest(snapshot: Snapshot, path: str) -> list[str]:
    """Give the names of what is called nearly as the last part of a path."""
    words = re.sub(r"[\W_]+", " ", unquote(path.rpartition("/")[2])).strip()
    if not words or not snapshot.names.is_ready:
        return []
    return [found.slug for found in snapshot.names.find(words, most=_SHOWN) if found.score >= _LIKE]


def _split(path: str, suffixes: tuple[str, ...]) -> tuple[str, str]:
    for suffix in suffixes:
        if path.endswith(suffix):
            return path.removesuffix(suffix), suffix
    return read_address(path)
