"""The pages of sources: a document with its passages in order, a passage in its document, a release of a dataset."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.rdf.terms import DCTERMS, IRI, RDFS
from kg.sources.bibliography import BIBLIOGRAPHIES
from kg.views.citations import read_reference
from kg.views.entity import describe
from kg.views.nodes import Nodes
from kg.views.sources import Source, read_sources
from kg.views.when import When
from kg.web.pages.blocks import Item
from kg.web.pages.entities import MOST, entity_context
from kg.web.pages.sheet import Sheet, Subject

_PASSAGES = "SELECT ?passage ?claim { ?passage kg:document ?node OPTIONAL { ?claim kg:passage ?passage } }"
_COUNTS = """
SELECT ?class (COUNT(?thing) AS ?many) { VALUES ?node { UNDEF } GRAPH ?node { ?thing a ?class } } GROUP BY ?class"""
_EXAMPLES = (
    "SELECT DISTINCT ?thing { VALUES ?node { UNDEF } GRAPH ?node { ?thing kg:row ?row ; rdfs:label ?label } } LIMIT 10"
)
_CITATIONS = tuple((form.suffix, form.title) for form in BIBLIOGRAPHIES.values())


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage: its place in its document, and what is claimed there, in the order in which it is told."""

    iri: str
    label: str
    start: int
    end: int
    claims: tuple[Source, ...]


def make_document(subject: Subject) -> Sheet:
    """Put a document on a sheet: its reference, its passages with their claims, how these are said."""
    nodes, node = subject.nodes, subject.node
    passages = _read_passages(nodes, node)
    said = {source.claim: source for passage in passages for source in passage.claims}
    context = {
        "reference": read_reference(nodes.store, node),
        "dated": nodes.when(node),
        "creators": [Item(nodes.label(each), each.value) for each in nodes.links(node, DCTERMS["creator"])],
        "citations": _CITATIONS,
        "rights": nodes.texts(node, DCTERMS["rights"]) + [each.value for each in nodes.links(node, DCTERMS["license"])],
        "sha256": nodes.text(node, nodes.term["sha256"]),
        "characters": nodes.text(node, nodes.term["characters"]),
        "passages": passages,
        "counts": Counter(source.modality for source in said.values()).most_common(),
        "number": len(said),
    }
    return Sheet("document.html.jinja", _entity(subject) | context)


def make_passage(subject: Subject) -> Sheet:
    """Put a passage on a sheet: where it is, what is claimed there, who and what is named."""
    nodes, node, term = subject.nodes, subject.node, subject.nodes.term
    document = next(iter(nodes.links(node, term["document"])), None)
    order = _read_passages(nodes, document) if document else []
    place = next((place for place, passage in enumerate(order) if passage.iri == node.value), 0)
    context = {
        "document": Item(nodes.label(document), document.value) if document else None,
        "place": order[place] if order else None,
        "before": order[place - 1] if place else None,
        "after": order[place + 1] if place + 1 < len(order) else None,
        "sha256": nodes.text(node, term["sha256"]),
        "continues": [Item(nodes.label(each), each.value) for each in nodes.links(node, term["continues"])],
    }
    return Sheet("passage.html.jinja", _entity(subject) | context)


def make_release(subject: Subject) -> Sheet:
    """Put an imported release on a sheet: its citation and terms, what it covers, how much of what is in it."""
    nodes, node, term = subject.nodes, subject.node, subject.nodes.term

    examples = [each for each in nodes.store.select(_EXAMPLES, {"node": node}).column("thing") if isinstance(each, IRI)]
    nodes.load(examples)
    context = {
        "reference": read_reference(nodes.store, node),
        "citation": nodes.text(node, DCTERMS["bibliographicCitation"]),
        "citations": _CITATIONS,
        "rights": nodes.text(node, DCTERMS["rights"]),
        "covers": When(nodes.text(node, term["covers"]) or None),
        "covers_actors": nodes.text(node, term["coversActors"]),
        "retrieved": When(nodes.text(node, term["retrieved"]) or None),
        "homepages": [page.value for page in nodes.links(node, RDFS["seeAlso"])],
        "counts": list(_read_counts(nodes, node)),
        "examples": [Item(nodes.label(each), each.value) for each in examples],
    }
    return Sheet("release.html.jinja", _entity(subject) | context)


def _entity(subject: Subject) -> dict[str, object]:
    return entity_context(subject, describe(subject.nodes, subject.node, None if subject.is_curated else MOST))


def _read_passages(nodes: Nodes, document: IRI) -> list[Passage]:
    claims: dict[IRI, set[IRI]] = defaultdict(set)
    for passage, claim in nodes.store.select(_PASSAGES, {"node": document}).rows:
        if isinstance(passage, IRI):
            claims[passage] |= {claim} if isinstance(claim, IRI) else set()
    nodes.load([*claims, *(claim for found in claims.values() for claim in found)])
    return sorted(
        (_passage(nodes, passage, found) for passage, found in claims.items()), key=lambda p: (p.start, p.iri)
    )


def _passage(nodes: Nodes, passage: IRI, claims: set[IRI]) -> Passage:
    start, end = (next(iter(nodes.texts(passage, nodes.term[name])), "0") for name in ("start", "end"))
    sources = read_sources(nodes, claims)
    return Passage(passage.value, nodes.label(passage), int(start), int(end), sources)


def _read_counts(nodes: Nodes, release: IRI) -> Iterator[tuple[Item, int]]:
    """Yield how many things of each class a release holds, those of our ontology, the most frequent first."""
    rows = list(nodes.store.select(_COUNTS, {"node": release}))
    nodes.load(row.get("class") for row in rows)
    found = [(row["class"], int(row["many"].value)) for row in rows if "class" in row]
    for kind, many in sorted(found, key=lambda pair: (-pair[1], str(pair[0]))):
        if isinstance(kind, IRI) and kind in nodes.term:
            yield Item(nodes.label(kind), kind.value), many
