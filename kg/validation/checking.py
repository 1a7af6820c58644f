"""The check of a whole graph: every kind of check, one report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from kg.config import Margins
from kg.model.finding import Finding, Report, Severity
from kg.rdf.corpus import Corpus
from kg.rdf.terms import Quad
from kg.validation.assertions import check_modalities
from kg.validation.citations import check_cited_passages, check_passage_names, check_passages
from kg.validation.claims import check_claim_parts, check_duplicate_claims
from kg.validation.copies import check_copies
from kg.validation.dates import check_dates
from kg.validation.denials import check_denials
from kg.validation.domains import check_domains_and_ranges
from kg.validation.duplicates import check_near_duplicates, check_same_labels
from kg.validation.entities import check_dangling_entities, check_disjoint_classes, check_orphans, check_untyped_nodes
from kg.validation.evidence import Evidence
from kg.validation.languages import check_languages
from kg.validation.namespaces import check_namespaces
from kg.validation.shapes import check_shapes
from kg.validation.sourcing import check_sourcing
from kg.validation.terms import check_terms
from kg.validation.unused import check_unused_terms

CHECKS: tuple[Callable[[Evidence], Iterable[Finding]], ...] = (
    check_shapes,
    check_namespaces,
    check_terms,
    check_domains_and_ranges,
    check_unused_terms,
    check_dangling_entities,
    check_untyped_nodes,
    check_disjoint_classes,
    check_orphans,
    check_duplicate_claims,
    check_claim_parts,
    check_modalities,
    check_denials,
    check_sourcing,
    check_cited_passages,
    check_passage_names,
    check_passages,
    check_copies,
    check_dates,
    check_same_labels,
    check_near_duplicates,
    check_languages,
)
_NO_TEXTS: Mapping[str, Path] = MappingProxyType({})


def check(
    corpus: Corpus, default: Sequence[Quad], *, margins: Margins | None = None, texts: Mapping[str, Path] = _NO_TEXTS
) -> Report:
    """Run every check on a corpus and the default graph that is built from it.

    `texts` maps the slugs of documents to the reader's own copies, which are compared with the passages' checksums.
    """
    evidence = Evidence(corpus, default, margins or Margins(), texts)
    return Report.of(finding for run in CHECKS for finding in run(evidence))


def at_least(report: Report, severity: Severity) -> Report:
    """Choose the findings that are as bad as `severity`, or worse."""
    ranks = list(Severity)
    return Report(tuple(f for f in report.findings if ranks.index(f.severity) <= ranks.index(severity)))
