"""The dataset: what the graph holds as a whole, counted once for each build."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.rdf.terms import DCTERMS, IRI, RDFS, SCHEMA
from kg.store.embedded import EmbeddedStore
from kg.views.nodes import Nodes
from kg.web.kept import Kept
from kg.web.snapshot import Snapshot

_TRIPLES = "SELECT (COUNT(*) AS ?many) { ?subject ?property ?value }"
_SUBJECTS = "SELECT (COUNT(DISTINCT ?node) AS ?many) { ?node ?property ?value }"
_OBJECTS = "SELECT (COUNT(DISTINCT ?node) AS ?many) { ?subject ?property ?node }"
_ENTITIES = """
SELECT (COUNT(DISTINCT ?node) AS ?many) { ?node ?property ?value FILTER(STRSTARTS(STR(?node), STR(ent:))) }"""
_CLASSES = "SELECT ?term (COUNT(*) AS ?many) { ?node a ?term } GROUP BY ?term"
_PROPERTIES = "SELECT ?term (COUNT(*) AS ?many) { ?node ?term ?value } GROUP BY ?term"
_DOCUMENTS = "SELECT ?node { ?node a kg:Document }"
_EXAMPLES = """
SELECT ?node (COUNT(*) AS ?many) { ?other kg:participant ?node } GROUP BY ?node ORDER BY DESC(?many) ?node LIMIT 3"""
_LINKSETS = """
SELECT ?node ?scheme ?predicate ?triples {
    ?node a void:Linkset ; void:objectsTarget ?scheme ; void:linkPredicate ?predicate ; void:triples ?triples
}"""
_RELEASES = "SELECT DISTINCT ?node { ?node a kg:DatasetRelease }"
_IN_GRAPH = "SELECT (COUNT(*) AS ?many) { GRAPH ?node { ?subject ?property ?value } }"

Counts = tuple[tuple[IRI, int], ...]


@dataclass(frozen=True, slots=True)
class Linkset:
    """The links of one sort to one scheme of outside records."""

    node: IRI
    scheme: IRI
    title: str
    predicate: IRI
    triples: int


@dataclass(frozen=True, slots=True)
class Release:
    """An imported release of a dataset, as its own makers want it cited and used."""

    node: IRI
    title: str
    version: str
    citation: str
    rights: str
    homepage: str
    triples: int


@dataclass(frozen=True, slots=True)
class Dataset:
    """What is curated, in numbers; the documents it is drawn from, and what it is linked to or has beside it."""

    title: str
    triples: int
    subjects: int
    objects: int
    entities: int
    classes: Counts
    properties: Counts
    documents: tuple[IRI, ...]
    examples: tuple[IRI, ...]
    linksets: tuple[Linkset, ...]
    releases: tuple[Release, ...]


def read_dataset(snapshot: Snapshot) -> Dataset:
    """Describe the graph of a snapshot."""
    return _KEPT.of(snapshot)


def _read(snapshot: Snapshot) -> Dataset:
    store = snapshot.store
    return Dataset(
        title=snapshot.workspace.title,
        triples=_count(store, _TRIPLES),
        subjects=_count(store, _SUBJECTS),
        objects=_count(store, _OBJECTS),
        entities=_count(store, _ENTITIES),
        classes=_counts(store, _CLASSES),
        properties=_counts(store, _PROPERTIES),
        documents=_nodes(store, _DOCUMENTS),
        examples=_nodes(store, _EXAMPLES),
        linksets=tuple(_read_linksets(store)),
        releases=tuple(_read_releases(snapshot.whole)),
    )


_KEPT = Kept(_read)


def _read_linksets(store: EmbeddedStore) -> list[Linkset]:
    nodes = Nodes(store)
    rows = list(store.select(_LINKSETS))
    nodes.load(row["scheme"] for row in rows)
    found = [
        Linkset(node, scheme, nodes.label(scheme), predicate, int(row["triples"].value))
        for row in rows
        if isinstance(node := row["node"], IRI)
        and isinstance(scheme := row["scheme"], IRI)
        and isinstance(predicate := row["predicate"], IRI)
    ]
    return sorted(found, key=lambda linkset: (linkset.title, linkset.node.value))


def _read_releases(whole: EmbeddedStore) -> list[Release]:
    nodes = Nodes(whole)
    return [_read_release(nodes, node) for node in _nodes(whole, _RELEASES)]


def _read_release(nodes: Nodes, node: IRI) -> Release:
    return Release(
        node=node,
        title=nodes.text(node, DCTERMS["title"]) or nodes.label(node),
        version=nodes.text(node, SCHEMA["version"]),
        citation=nodes.text(node, DCTERMS["bibliographicCitation"]),
        rights=nodes.text(node, DCTERMS["rights"]),
        homepage=next((page.value for page in nodes.links(node, RDFS["seeAlso"])), ""),
        triples=sum(int(row["many"].value) for row in nodes.store.select(_IN_GRAPH, {"node": node})),
    )


def _count(store: EmbeddedStore, query: str) -> int:
    return sum(int(row["many"].value) for row in store.select(query))


def _counts(store: EmbeddedStore, query: str) -> Counts:
    rows = [(row["term"], int(row["many"].value)) for row in store.select(query) if "term" in row]
    named = [(term, many) for term, many in rows if isinstance(term, IRI)]
    return tuple(sorted(named, key=lambda pair: (-pair[1], pair[0].value)))


def _nodes(store: EmbeddedStore, query: str) -> tuple[IRI, ...]:
    return tuple(sorted({node for node in store.select(query).column("node") if isinstance(node, IRI)}, key=str))


def vocabularies(terms: Sequence[IRI]) -> list[str]:
    """Give the namespaces of some terms, each once, in order."""
    return sorted({_namespace(term.value) for term in terms})


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
