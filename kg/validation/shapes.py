"""Shapes: SHACL over the default graph, as findings with a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import pyshacl
import rdflib
from pyshacl.errors import ReportableRuntimeError
from rdflib.namespace import SH
from rdflib.term import Node, URIRef

from kg.errors import InputError, Location
from kg.model.finding import Finding, Severity
from kg.rdf.bridge import to_rdflib
from kg.rdf.files import SourceFile
from kg.rdf.terms import RDFS, SKOS, Quad
from kg.validation.evidence import Evidence

DEFAULT_CODE = "shape-violated"  # of shapes without kg:findingCode

_SEVERITIES: Mapping[Node | None, Severity] = {SH.Warning: Severity.WARNING, SH.Info: Severity.INFO}
_COMPARISONS = frozenset({SH.LessThanConstraintComponent, SH.LessThanOrEqualsConstraintComponent})
_ORDER_OF_TERMS = frozenset({SKOS["inScheme"], SKOS["broader"], RDFS["subClassOf"]})


def check_shapes(evidence: Evidence) -> Iterator[Finding]:
    """Check the default graph against the ontology's shapes."""
    file = evidence.corpus.shapes
    if file is None:
        return
    data, shapes = to_rdflib(_visible(evidence)), to_rdflib(file.quads)
    not_comparable = _make_ill_typed_plain(data)
    results = _validate(data, shapes, file)
    for result in results.objects(None, SH.result):
        compares = results.value(result, SH.sourceConstraintComponent) in _COMPARISONS
        if not (compares and results.value(result, SH.focusNode) in not_comparable):
            yield _finding(result, results, shapes, evidence)


def _visible(evidence: Evidence) -> Iterable[Quad]:
    """Give what shapes look at: the data with what was derived, and the order of the ontology's terms."""
    yield from evidence.data
    yield from (quad for quad in evidence.corpus.ontology_quads if quad.predicate in _ORDER_OF_TERMS)


def _make_ill_typed_plain(data: rdflib.Graph) -> set[Node]:
    """Make plain texts of literals such as `"soon"^^xsd:date`, which rdflib cannot compare; give their subjects.

    That they are not of their datatype is found all the same, and has to be mended first.
    """
    found = [triple for triple in data if isinstance(triple[2], rdflib.Literal) and triple[2].ill_typed]
    for subject, predicate, value in found:
        data.remove((subject, predicate, value))
        data.add((subject, predicate, rdflib.Literal(str(value))))
    return {subject for subject, _, _ in found}


def _validate(data: rdflib.Graph, shapes: rdflib.Graph, file: SourceFile) -> rdflib.Graph:
    try:
        with _users_switch_kept():
            _, results, text = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=True)
    except ReportableRuntimeError as error:
        raise InputError(f"the shapes cannot be used: {error}", location=Location(file.name)) from error
    if not isinstance(results, rdflib.Graph):
        raise InputError(f"the shapes cannot be used: {text}", location=Location(file.name))
    return results


@contextmanager
def _users_switch_kept() -> Iterator[None]:
    """Leave `rdflib.NORMALIZE_LITERALS` as it was: pySHACL turns it off, then always on."""
    switch = rdflib.NORMALIZE_LITERALS
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = switch


def _finding(result: Node, results: rdflib.Graph, shapes: rdflib.Graph, evidence: Evidence) -> Finding:
    focus, path, value = (results.value(result, p) for p in (SH.focusNode, SH.resultPath, SH.value))
    code = shapes.value(results.value(result, SH.sourceShape), URIRef(evidence.kg["findingCode"].value))
    messages = sorted(map(str, results.objects(result, SH.resultMessage)))
    problem, _, remedy = (messages[0] if messages else "violates a shape").partition(". ")
    return Finding(
        code=str(code or DEFAULT_CODE),
        severity=_SEVERITIES.get(results.value(result, SH.resultSeverity), Severity.ERROR),
        message=f"{evidence.curie(str(focus))}: {problem.removesuffix('.')}",
        node=str(focus),
        location=evidence.places.of_triple(
            str(focus), str(path) if isinstance(path, URIRef) else "", str(value) if isinstance(value, URIRef) else None
        ),
        remedy=remedy,
    )
