"""The codes of findings about links: how bad each is and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kg.errors import Location
from kg.model.finding import Code, Finding, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING

CODES: Mapping[str, Code] = MappingProxyType(
    {
        "mapping-set-malformed": Code(ERROR, "A mapping set cannot be read as SSSOM."),
        "mapping-set-incomplete": Code(ERROR, "A mapping set has no identifier, title, version or licence."),
        "duplicate-mapping-set": Code(ERROR, "Two mapping sets have the same identifier."),
        "mapping-incomplete": Code(ERROR, "A mapping lacks its subject, predicate, object or justification."),
        "unknown-column": Code(WARNING, "A mapping set has a column that SSSOM does not have."),
        "unknown-prefix": Code(ERROR, "An identifier's prefix is not declared, or belongs to no scheme."),
        "prefix-redefined": Code(ERROR, "A mapping set gives a prefix another meaning than the graph does."),
        "identifier-malformed": Code(ERROR, "An identifier is not one that its scheme can have."),
        "address-malformed": Code(ERROR, "An address of a mapping or a mapping set is no absolute IRI."),
        "unknown-predicate": Code(ERROR, "A mapping's predicate is not one of the five of SKOS."),
        "unknown-justification": Code(ERROR, "A mapping's justification is not one of those of SEMAPV."),
        "unknown-modifier": Code(ERROR, "A mapping's predicate modifier is neither empty nor Not."),
        "confidence-malformed": Code(ERROR, "A confidence is no number from 0 to 1."),
        "mapping-date-invalid": Code(ERROR, "The date of a mapping is no day."),
        "mapping-without-author": Code(WARNING, "Nobody stands for a mapping: it has no author."),
        "unknown-subject": Code(ERROR, "A mapping is about something that the graph does not describe."),
        "duplicate-mapping": Code(ERROR, "The same judgement stands twice."),
        "contradictory-mappings": Code(ERROR, "A subject and an object are said to match, and not to match."),
        "two-exact-matches": Code(ERROR, "An entity has two exact matches in a scheme that gives it one."),
    }
)


def finding(code: str, message: str, *, node: str = "", location: Location | None = None, remedy: str = "") -> Finding:
    """Make a finding of one of our codes, as bad as the table says."""
    return Finding(code, CODES[code].severity, message, node, location, remedy)
