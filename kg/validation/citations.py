"""Citations: passages that exist, in documents that exist, in order, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.errors import InputError
from kg.model.finding import Finding
from kg.model.passage import Document, Passage
from kg.rdf.documents import read_documents
from kg.rdf.terms import DCTERMS, IRI
from kg.validation.codes import finding
from kg.validation.evidence import Evidence
from kg.validation.nearest import did_you_mean
from kg.validation.uses import Position, times

_NUMBERED = re.compile(r"(\D+)(\d+)")


def check_cited_passages(evidence: Evidence) -> Iterator[Finding]:
    """Report each passage and document that is pointed at but nowhere described."""
    passages = {evidence.curie(node) for node in evidence.nodes_of(evidence.kg["Passage"])}
    documents = {evidence.curie(node) for node in evidence.nodes_of(evidence.kg["Document"])}
    for use in evidence.uses:
        name = evidence.curie(use.iri)
        is_source = use.position is Position.NODE and use.iri.value.startswith(evidence.namespaces.src)
        if is_source and use.iri not in evidence.described:
            is_document = use.quad.predicate == evidence.kg["document"]
            what, others = ("document", documents) if is_document else ("passage", passages)
            yield finding(
                f"unknown-{what}",
                f"the {what} {name} is nowhere described{times(use.count)}",
                node=use.iri,
                location=evidence.places.of_term(use.quad, use.iri),
                remedy=did_you_mean(name, others, "Describe it, or make its records with: kg source add FILE"),
            )


def check_passage_names(evidence: Evidence) -> Iterator[Finding]:
    """Report each passage that is not called after its document and its number in it, as citations need."""
    for node in evidence.nodes_of(evidence.kg["Passage"]):
        for document in evidence.iris(node, evidence.kg["document"]):
            numbers = [number.value for number in evidence.literals(node, DCTERMS["identifier"])]
            names = [f"{document.value}.{number}" for number in numbers]
            is_named = node.value in names if names else node.value.rpartition(".")[0] == document.value
            if not is_named:
                expected = evidence.curie(names[0]) if names else f"{evidence.curie(document)}.P1"
                yield finding(
                    "passage-misnamed",
                    f"{evidence.curie(node)} is not named after its document and its dcterms:identifier",
                    node=node,
                    location=evidence.corpus.locate(node),
                    remedy=f"Call it {expected}, wherever it is named, or correct its document or identifier.",
                )


def check_passages(evidence: Evidence) -> Iterator[Finding]:
    """Report passages that overlap, end after their document, or are numbered out of order; and those nobody cites."""
    for document in documents_of(evidence):
        yield from _check_ends(document, evidence)
        yield from _check_overlaps(document, evidence)
        yield from _check_numbers(document, evidence)
        yield from _check_uncited(document, evidence)


def documents_of(evidence: Evidence) -> list[Document]:
    """Give the documents; none where one is incomplete, which the shapes report."""
    try:
        return read_documents(evidence.corpus.quads, evidence.namespaces)
    except InputError:
        return []


def passage_node(document: Document, passage: Passage, evidence: Evidence) -> IRI:
    """Give the IRI of a passage."""
    return IRI(f"{evidence.namespaces.src}{document.slug}.{passage.slug}")


def _check_ends(document: Document, evidence: Evidence) -> Iterator[Finding]:
    for passage in document.passages:
        if passage.end > document.characters:
            problem = f"ends at {passage.end}, but the document has {document.characters} characters"
            yield _finding("passage-outside-document", problem, document, passage, evidence)


def _check_overlaps(document: Document, evidence: Evidence) -> Iterator[Finding]:
    for former, latter in pairwise(document.passages):
        if latter.start < former.end:
            problem = f"begins at {latter.start}, before {former.slug} ends at {former.end}"
            yield _finding("passages-overlap", problem, document, latter, evidence)


def _check_numbers(document: Document, evidence: Evidence) -> Iterator[Finding]:
    """Passages are in the order of the text, and so must be the numbers after each letter (P1, P2 … and F1, F2 …)."""
    last: dict[str, tuple[int, Passage]] = {}
    for passage in document.passages:
        if match := _NUMBERED.fullmatch(passage.slug):
            series, number = match[1], int(match[2])
            if series in last and last[series][0] > number:
                problem = f"comes after {last[series][1].slug} in the text"
                yield _finding("passages-out-of-order", problem, document, passage, evidence)
            last[series] = number, passage


def _check_uncited(document: Document, evidence: Evidence) -> Iterator[Finding]:
    cited = {
        passage
        for node in evidence.nodes_of(evidence.kg["Claim"])
        for passage in evidence.values(node, evidence.kg["passage"])
    }
    uncited = [p.slug for p in document.passages if passage_node(document, p, evidence) not in cited]
    if uncited:
        node = IRI(evidence.namespaces.src + document.slug)
        share = f"{len(uncited)} of {len(document.passages)} passages of {document.slug}"
        message = f"no claim cites {share}: {', '.join(uncited)}"
        yield finding("uncited-passages", message, node=node, location=evidence.corpus.locate(node))


def _finding(code: str, problem: str, document: Document, passage: Passage, evidence: Evidence) -> Finding:
    node = passage_node(document, passage, evidence)
    return finding(
        code,
        f"{evidence.curie(node)} {problem}",
        node=node,
        location=evidence.corpus.locate(node),
        remedy="Correct kg:start or kg:end, or make the records anew with: kg source add FILE",
    )
