"""The columns of a mapping set, and what its cells may hold: SSSOM 1.1, https://mapping-commons.github.io/sssom/spec/."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# Every slot of a mapping, in the order of the standard, which is the order in which they are written.
COLUMNS = (
    *("record_id", "subject_id", "subject_label", "subject_category", "predicate_id", "predicate_label"),
    *("predicate_modifier", "object_id", "object_label", "object_category", "mapping_justification", "author_id"),
    *("author_label", "reviewer_id", "reviewer_label", "creator_id", "creator_label", "license", "subject_type"),
    *("subject_source", "subject_source_version", "object_type", "object_source", "object_source_version"),
    *("predicate_type", "mapping_provider", "mapping_source", "mapping_cardinality", "cardinality_scope"),
    *("mapping_tool", "mapping_tool_id", "mapping_tool_version", "mapping_date", "publication_date", "review_date"),
    *("confidence", "reviewer_agreement", "curation_rule", "curation_rule_text", "subject_match_field"),
    *("object_match_field", "match_string", "subject_preprocessing", "object_preprocessing", "similarity_score"),
    *("similarity_measure", "see_also", "issue_tracker_item", "other", "comment"),
)
REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
# The columns that are always written, even where no row fills them.
ALWAYS = (
    *("subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label"),
    *("mapping_justification", "author_label", "mapping_date", "confidence", "see_also", "comment"),
)
NEGATION = "Not"

# The prefixes that need no declaration.
BUILT_IN: Mapping[str, str] = MappingProxyType(
    {
        "linkml": "https://w3id.org/linkml/",
        "owl": "http://www.w3.org/2002/07/owl#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "semapv": "https://w3id.org/semapv/vocab/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "sssom": "https://w3id.org/sssom/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
JUSTIFICATIONS = tuple(
    f"semapv:{name}"
    for name in (
        *("ManualMappingCuration", "MappingReview", "MappingChaining", "MappingInversion", "LogicalReasoning"),
        *("LexicalMatching", "CompositeMatching", "StructuralMatching", "InstanceBasedMatching"),
        *("LexicalSimilarityThresholdMatching", "SemanticSimilarityThresholdMatching"),
        *("BackgroundKnowledgeBasedMatching", "UnspecifiedMatching"),
    )
)
