"""Citations: the claims behind the rows of an answer, as footnotes, and the works they cite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model.reference import Author, Reference
from kg.rdf.terms import BIBO, DCTERMS, IRI, RDFS, SCHEMA, XSD, Literal, Term
from kg.store.protocol import Selecting, Store
from kg.store.results import Row, Solutions
from kg.views.nodes import Nodes
from kg.views.sources import Source, read_sources

# The columns in which a query names the claims behind a row: one claim, or the claims' IRIs with spaces between. A
# release of a dataset stands for a claim there.
CLAIM_COLUMNS = ("claim", "claims")


@dataclass(frozen=True)
class Cited:
    """An answer with its sources: for each row the positions, from 0, of its footnotes."""

    solutions: Solutions
    footnotes: tuple[Source, ...]
    notes_of: tuple[tuple[int, ...], ...]
    claims: tuple[IRI, ...]


def cite(store: Store, solutions: Solutions) -> Cited:
    """Find the claims behind each row: those its columns `claim` or `claims` name, or else those its nodes stand in."""
    nodes = Nodes(store)
    by_row = list(_iter_claims(nodes, solutions))
    claims = sorted({claim for row in by_row for claim in row}, key=str)
    footnotes = read_sources(nodes, claims)
    position = {source.claim: number for number, source in enumerate(footnotes)}
    slugs = [[claim.value.removeprefix(nodes.namespaces.claim) for claim in row] for row in by_row]
    return Cited(
        solutions=without_lists(solutions),
        footnotes=footnotes,
        notes_of=tuple(tuple(sorted({position[slug] for slug in row})) for row in slugs),
        claims=tuple(claims),
    )


def without_lists(solutions: Solutions) -> Solutions:
    """Leave out the column `claims`, which is made for footnotes and not for reading, unless it holds numbers."""
    kept = [n for n, name in enumerate(solutions.variables) if name != "claims" or _has_numbers(solutions, n)]
    variables = tuple(solutions.variables[number] for number in kept)
    return Solutions(variables, [tuple(row[number] for number in kept) for row in solutions.rows])


def _has_numbers(solutions: Solutions, column: int) -> bool:
    terms = (row[column] for row in solutions.rows)
    return any(isinstance(term, Literal) and term.datatype != XSD["string"] for term in terms)


def read_references(store: Store, claims: Iterable[IRI]) -> list[Reference]:
    """List the documents that some claims stand in and the works they cite, as for a bibliography."""
    nodes = Nodes(store)
    claims = list(claims)
    nodes.load(claims)
    passages = [passage for claim in claims for passage in nodes.links(claim, nodes.term["passage"])]
    nodes.load(passages)
    works = {work for claim in claims for work in nodes.links(claim, nodes.term["cites"])}
    works |= {claim for claim in claims if nodes.is_a(claim, "DatasetRelease")}
    works |= {document for passage in passages for document in nodes.links(passage, nodes.term["document"])}
    nodes.load(works)
    return sorted(_reference(nodes, work) for work in works)


def read_reference(store: Selecting, work: IRI) -> Reference:
    """Give a document, a work or a release of a dataset as a bibliography lists it."""
    return _reference(Nodes(store), work)


def _iter_claims(nodes: Nodes, solutions: Solutions) -> Iterator[list[IRI]]:
    columns = [number for number, name in enumerate(solutions.variables) if name in CLAIM_COLUMNS]
    if columns:
        rows = [[claim for number in columns for claim in _named(row[number])] for row in solutions.rows]
        nodes.load(claim for row in rows for claim in row)
        yield from ([claim for claim in row if _is_source(nodes, claim)] for row in rows)
        return
    nodes.load(term for row in solutions.rows for term in row)
    yield from (_described(nodes, row) for row in solutions.rows)


def _named(term: Term | None) -> list[IRI]:
    if isinstance(term, IRI):
        return [term]
    return [iri for word in term.value.split() for iri in _as_iri(word)] if isinstance(term, Literal) else []


def _as_iri(word: str) -> list[IRI]:
    try:
        return [IRI(word)]
    except ValueError:  # a column of one's own, called `claims`, may hold anything
        return []


def _described(nodes: Nodes, row: Row) -> list[IRI]:
    described = [term for term in row if isinstance(term, IRI)]
    stated = [claim for node in described for claim in nodes.links(node, nodes.term["statedIn"])]
    return [*stated, *(node for node in described if _is_source(nodes, node))]


def _is_source(nodes: Nodes, node: IRI) -> bool:
    return nodes.is_a(node, "Claim") or nodes.is_a(node, "DatasetRelease")


def _reference(nodes: Nodes, work: IRI) -> Reference:
    term = nodes.term

    def text(*properties: IRI) -> str:
        return nodes.text(work, *properties)

    def name(*properties: IRI) -> str:
        return next((nodes.label(value) for value in nodes.links(work, *properties)), "")

    creators = nodes.links(work, DCTERMS["creator"])
    homepages = nodes.links(work, RDFS["seeAlso"]) if nodes.is_a(work, "DatasetRelease") else []
    return Reference(
        key=nodes.slug(work),
        title=text(DCTERMS["title"]) or nodes.label(work),
        authors=tuple(Author(nodes.label(creator), nodes.is_a(creator, "Person")) for creator in creators),
        container=name(DCTERMS["isPartOf"]),
        publisher=name(DCTERMS["publisher"]),
        place=name(term["place"]),
        date=text(term["date"]),
        pages=text(BIBO["pages"]),
        uri=text(BIBO["uri"]) or next((page.value for page in homepages), ""),
        accessed=text(term["accessed"], term["retrieved"]),
        language=text(DCTERMS["language"]),
        note=text(DCTERMS["bibliographicCitation"]),
        version=text(SCHEMA["version"]),
    )


def left_open(store: Store, terms: Iterable[Term | None]) -> Iterator[str]:
    """Say of each node what the sources are known to leave open (`kg:notStated`)."""
    nodes = Nodes(store)
    for node in (term for term in terms if isinstance(term, IRI)):
        silent = [nodes.label(term) for term in nodes.links(node, nodes.term["notStated"])]
        if silent:
            yield f"Of {nodes.label(node)} they leave open: {', '.join(silent)}."
