"""Namespaces: those that are nearly, but not quite, ones that the graph knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.model.finding import Finding
from kg.validation.codes import finding
from kg.validation.evidence import Evidence
from kg.validation.nearest import nearest
from kg.validation.uses import Position, Use, namespace_of, times

_LIKENESS = 90.0


def check_namespaces(evidence: Evidence) -> Iterator[Finding]:
    """Report each namespace once that looks like a mistyped one."""
    mistyped: dict[tuple[str, str], list[Use]] = defaultdict(list)
    for use in evidence.uses:
        if near := near_namespace(use, evidence):
            mistyped[namespace_of(use.iri.value), near].append(use)
    for (namespace, near), uses in mistyped.items():
        yield finding(
            "unknown-namespace",
            f"<{namespace}> is no namespace that the graph knows{times(sum(use.count for use in uses))}",
            node=uses[0].iri,
            location=evidence.places.of_term(uses[0].quad, uses[0].iri),
            remedy=f"Did you mean <{near}>? Correct the IRI, or its prefix at the top of the file.",
        )


def near_namespace(use: Use, evidence: Evidence) -> str | None:
    """Give the namespace that the one of an IRI nearly is; None where it is one, or none is near.

    Nodes may come from anywhere, so theirs are compared with ours only.
    """
    iri, names = use.iri.value, evidence.namespaces
    if use.iri in evidence.declared or iri.startswith(evidence.known_namespaces):
        return None
    ours = (names.ontology, names.ent, names.claim, names.src)
    known = ours if use.position is Position.NODE else evidence.known_namespaces
    plain = {_plain(namespace): namespace for namespace in known}
    is_ours = _plain(iri).startswith(_plain(names.base))
    near = nearest(_plain(namespace_of(iri)), plain, 0.0 if is_ours else _LIKENESS)
    return plain[near] if near else None


def _plain(iri: str) -> str:
    """Give an IRI without what people mistake most: its scheme, its case, `www`, the mark at its end."""
    return iri.lower().partition("://")[2].removeprefix("www.").rstrip("#/")
