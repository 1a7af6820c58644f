"""Duplicates: nodes of a class that have one name, or nearly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from kg.model.finding import Finding
from kg.rdf.terms import IRI, OWL, RDF, RDFS, SKOS, Literal
from kg.validation.codes import finding
from kg.validation.evidence import Evidence
from kg.validation.likeness import are_nearly_equal, likeness_keys

Name = tuple[str, IRI, bool]  # a name, its node, and whether it is the label
_REMEDY = "If they are one, merge them. If not, record it: {first} owl:differentFrom {second} ."


def check_same_labels(evidence: Evidence) -> Iterator[Finding]:
    """Report each node that has the label of an earlier one of its class."""
    first: dict[tuple[Literal, IRI], IRI] = {}
    for node in _named_nodes(evidence):
        for label in evidence.values(node, RDFS["label"]):
            assert isinstance(label, Literal)
            for cls in evidence.values(node, RDF["type"]):
                assert isinstance(cls, IRI)
                other = first.setdefault((label, cls), node)
                if other != node and not _are_different(node, other, evidence):
                    problem = f"has the label of {evidence.curie(other)}: {label}"
                    yield _finding("same-label", problem, node, other, evidence)


def check_near_duplicates(evidence: Evidence) -> Iterator[Finding]:
    """Report each two entities of one class, or of a class and one above it, with nearly the same name."""
    buckets: dict[str, list[Name]] = defaultdict(list)
    for name in _names(evidence):
        for key in likeness_keys(name[0]):
            buckets[key].append(name)
    reported: set[frozenset[IRI]] = set()
    for bucket in buckets.values():
        for one, other in combinations(bucket, 2):
            pair = frozenset({one[1], other[1]})
            if pair not in reported and _is_near(one, other, evidence):
                reported.add(pair)
                problem = f"({one[0]}) is nearly called like {evidence.curie(other[1])} ({other[0]})"
                yield _finding("near-duplicate", problem, one[1], other[1], evidence)


def _named_nodes(evidence: Evidence) -> Iterable[IRI]:
    """Give the nodes whose names should tell them apart: entities and claims."""
    names = evidence.namespaces
    return sorted((node for node in evidence.described if node.value.startswith((names.ent, names.claim))), key=str)


def _names(evidence: Evidence) -> Iterator[Name]:
    for node in _named_nodes(evidence):
        if node.value.startswith(evidence.namespaces.ent):
            for predicate in (RDFS["label"], SKOS["altLabel"]):
                for name in evidence.values(node, predicate):
                    yield name.value, node, predicate == RDFS["label"]


def _is_near(one: Name, other: Name, evidence: Evidence) -> bool:
    has_label = one[2] or other[2]
    return (
        has_label
        and one[1] != other[1]
        and _share_class(one[1], other[1], evidence)
        and are_nearly_equal(one[0], other[0])
        and not _have_same_label(one, other)
        and not _are_different(one[1], other[1], evidence)
    )


def _share_class(one: IRI, other: IRI, evidence: Evidence) -> bool:
    types, classes = (evidence.values(node, RDF["type"]) for node in (one, other)), evidence.classes
    first, second = (set(found) for found in types)
    return bool(first & classes[other] or second & classes[one])


def _have_same_label(one: Name, other: Name) -> bool:
    return one[2] and other[2] and one[0] == other[0]


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
