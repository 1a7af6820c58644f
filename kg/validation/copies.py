"""Copies: whether the reader's own copies of the documents are the texts that were encoded."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import InputError
from kg.model.finding import Finding
from kg.model.passage import Document, Passage
from kg.rdf.terms import IRI
from kg.sources.copies import compare
from kg.sources.texts import read_text
from kg.validation.citations import documents_of, passage_node
from kg.validation.codes import finding
from kg.validation.evidence import Evidence
from kg.validation.nearest import did_you_mean

_REMEDY = "Look at both with: kg source check FILE"


def check_copies(evidence: Evidence) -> Iterator[Finding]:
    """Compare each copy with the checksums of its document and passages."""
    documents = {document.slug: document for document in documents_of(evidence)}
    for slug in sorted(evidence.texts):
        if slug in documents:
            yield from _check_copy(documents[slug], slug, evidence)
        elif documents:
            yield finding(
                "unknown-text",
                f"a text is given for {slug}, which is no document of this graph",
                remedy=did_you_mean(slug, documents, "Correct [texts] in kg.toml or the option --text."),
            )


def _check_copy(document: Document, slug: str, evidence: Evidence) -> Iterator[Finding]:
    node = IRI(evidence.namespaces.src + slug)
    place, path = evidence.corpus.locate(node), evidence.texts[slug]
    try:
        report = compare(read_text(path), document)
    except InputError as error:
        yield finding("text-unreadable", str(error), node=node, location=place, remedy=error.remedy or "")
        return
    if not report.same:
        yield finding("text-differs", f"{path} is not the text of {slug}", node=node, location=place, remedy=_REMEDY)
    for moved in report.moved:
        problem = f"stands at {moved.start} in {path.name}, not at {moved.passage.start}"
        yield _finding("passage-moved", problem, document, moved.passage, evidence)
    for passage in report.lost:
        yield _finding("passage-lost", f"is nowhere in {path.name}", document, passage, evidence)


def _finding(code: str, problem: str, document: Document, passage: Passage, evidence: Evidence) -> Finding:
    node = passage_node(document, passage, evidence)
    message = f"{evidence.curie(node)} {problem}"
    return finding(code, message, node=node, location=evidence.corpus.locate(node), remedy=_REMEDY)
