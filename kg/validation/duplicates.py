"""Duplicates: nodes of a class that have one name, or nearly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from kg.model.finding import Finding
from kg.rdf.terms import IRI, OWL, RDF, RDFS, SKOS, Literal
from kg.validation.codes import finding
from kg.validation.evidence import Evidence
from kg.validation.likeness import are_nearly_equal, likeness_keys

_REMEDY = "If they are one, merge them. If not, record it: {first} owl:differentFrom {second} ."


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    node: IRI
    is_label: bool


def check_same_labels(evidence: Evidence) -> Iterator[Finding]:
    """Report each entity and claim that has the label of an earlier one of its class."""
    names = evidence.namespaces
    first: dict[tuple[Literal, IRI], IRI] = {}
    for node in _nodes_in(evidence, names.ent, names.claim):
        for label, cls in product(evidence.literals(node, RDFS["label"]), evidence.iris(node, RDF["type"])):
            other = first.setdefault((label, cls), node)
            if other != node and not _are_different(node, other, evidence):
                problem = f"has the label of {evidence.curie(other)}: {label}"
                yield _finding("same-label", problem, node, other, evidence)


def check_near_duplicates(evidence: Evidence) -> Iterator[Finding]:
    """Report each two entities of one class, or of a class and one above it, with nearly the same name."""
    buckets: dict[str, list[_Name]] = defaultdict(list)
    for name in _names(evidence):
        for key in likeness_keys(name.text):
            buckets[key].append(name)
    reported: set[frozenset[IRI]] = set()
    for one, other in (pair for bucket in buckets.values() for pair in combinations(bucket, 2)):
        nodes = frozenset({one.node, other.node})
        if nodes not in reported and _are_near(one, other, evidence):
            reported.add(nodes)
            problem = f"({one.text}) is nearly called like {evidence.curie(other.node)} ({other.text})"
            yield _finding("near-duplicate", problem, one.node, other.node, evidence)


def _nodes_in(evidence: Evidence, *namespaces: str) -> list[IRI]:
    return sorted((node for node in evidence.described if node.value.startswith(namespaces)), key=str)


def _names(evidence: Evidence) -> Iterator[_Name]:
    for node in _nodes_in(evidence, evidence.namespaces.ent):
        for label in evidence.literals(node, RDFS["label"]):
            yield _Name(label.value, node, is_label=True)
        for name in evidence.literals(node, SKOS["altLabel"]):
            yield _Name(name.value, node, is_label=False)


def _are_near(one: _Name, other: _Name, evidence: Evidence) -> bool:
    """Say whether two names, one of which is a label, look like spellings of one."""
    return (
        (one.is_label or other.is_label)
        and one.node != other.node
        and are_nearly_equal(one.text, other.text)
        and _share_class(one.node, other.node, evidence)
        and not _have_same_label(one.node, other.node, evidence)
        and not _are_different(one.node, other.node, evidence)
    )


def _share_class(one: IRI, other: IRI, evidence: Evidence) -> bool:
    first, second = (set(evidence.iris(node, RDF["type"])) for node in (one, other))
    return bool(first & evidence.classes[other] or second & evidence.classes[one])


def _have_same_label(one: IRI, other: IRI, evidence: Evidence) -> bool:
    """Say whether `check_same_labels` reports the two."""
    return all(
        set(evidence.values(one, term)) & set(evidence.values(other, term)) for term in (RDFS["label"], RDF["type"])
    )


def _are_different(one: IRI, other: IRI, evidence: Evidence) -> bool:
    """Say whether somebody has recorded that the two are not the same."""
    different = OWL["differentFrom"]
    return other in evidence.values(one, different) or one in evidence.values(other, different)


def _finding(code: str, problem: str, node: IRI, other: IRI, evidence: Evidence) -> Finding:
    first, second = evidence.curie(node), evidence.curie(other)
    return finding(
        code,
        f"{first} {problem}",
        node=node,
        location=evidence.corpus.locate(node),
        remedy=_REMEDY.format(first=first, second=second),
    )
