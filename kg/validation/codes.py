"""The codes of findings: how bad each is and what it means. Those of shapes stand in the ontology's shapes.ttl."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kg.config import Namespaces
from kg.errors import Location
from kg.model.finding import Code, Finding, Severity
from kg.rdf.terms import IRI, Literal, Quad, ontology_terms

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


CODES: Mapping[str, Code] = MappingProxyType(
    {
        # Files
        "unreadable-file": Code(ERROR, "A file of the ontology or the data cannot be read."),
        # Terms
        "unknown-term": Code(ERROR, "A term is used that its vocabulary does not have."),
        "undeclared-term": Code(WARNING, "A property, class or datatype is used that the ontology does not declare."),
        "unknown-namespace": Code(ERROR, "A namespace is nearly, but not quite, one that the graph knows."),
        "not-a-property": Code(ERROR, "A class or concept is used as a property."),
        "not-a-class": Code(ERROR, "A property or concept is used as a class."),
        "outside-domain": Code(WARNING, "A property describes a node of a class that it is not made for."),
        "outside-range": Code(WARNING, "A property leads to a node of a class that it is not made for."),
        "unused-terms": Code(INFO, "Terms of the ontology that the data do not use."),
        # Entities
        "dangling-entity": Code(ERROR, "An entity or claim is named but nowhere described."),
        "untyped-node": Code(ERROR, "A node is described without a class, so that most checks cannot see it."),
        "disjoint-classes": Code(ERROR, "A node has two classes that exclude each other."),
        "orphan-entity": Code(
            WARNING, "An entity is described, but no claim, passage or other node has to do with it."
        ),
        # Claims
        "duplicate-claim": Code(ERROR, "A claim stands in two places."),
        "claim-without-metadata": Code(ERROR, "A claim's graph has no metadata, so nobody knows who says so."),
        "claim-without-graph": Code(ERROR, "A claim has metadata but no graph, so it says nothing."),
        "empty-claim": Code(ERROR, "A claim's graph is empty."),
        "asserted-in-unasserted": Code(ERROR, "A claim that denies or imagines something also asserts something."),
        "statement-in-asserted": Code(WARNING, "A claim that asserts holds a statement that is not asserted."),
        "denied-yet-asserted": Code(WARNING, "What one claim of a document denies or imagines, another one asserts."),
        "unsourced-statement": Code(ERROR, "Something with a time, or a cause, is stated outside any claim."),
        # Citations
        "unknown-passage": Code(ERROR, "A passage is cited that is nowhere described."),
        "unknown-document": Code(ERROR, "A passage belongs to a document that is nowhere described."),
        "passage-misnamed": Code(ERROR, "A passage is not named after its document and its number."),
        "passage-outside-document": Code(ERROR, "A passage ends after the end of its document."),
        "passages-overlap": Code(ERROR, "Two passages of a document share characters."),
        "passages-out-of-order": Code(WARNING, "The numbers of a document's passages do not follow its text."),
        "uncited-passages": Code(INFO, "Passages of a document that no claim cites."),
        "unknown-text": Code(WARNING, "A text is given for a document that the graph does not have."),
        "text-unreadable": Code(ERROR, "The reader's copy of a document cannot be read."),
        "text-differs": Code(WARNING, "The reader's copy of a document is not the text that was encoded."),
        "passage-moved": Code(WARNING, "The reader's copy has a passage, but in another place."),
        "passage-lost": Code(ERROR, "The reader's copy does not have a passage."),
        # Dates
        "date-invalid": Code(ERROR, "A date is not valid EDTF."),
        "date-unsupported": Code(WARNING, "A date is valid EDTF, but no question about time can find it."),
        "bound-outside-date": Code(WARNING, "A stated bound lies outside the date that it should narrow."),
        # Names
        "same-label": Code(WARNING, "Two nodes of a class have the same label."),
        "near-duplicate": Code(WARNING, "Two entities of a class have nearly the same name."),
        "script-not-of-language": Code(WARNING, "A text is in a script that its language is not written in."),
        "mixed-scripts": Code(WARNING, "A word mixes letters of two scripts that look alike."),
    }
)


def finding(
    code: str, message: str, *, node: str | IRI = "", location: Location | None = None, remedy: str = ""
) -> Finding:
    """Make a finding of one of our codes, as bad as the table says."""
    iri = node if isinstance(node, str) else node.value
    return Finding(code, CODES[code].severity, message, iri, location, remedy)


def shape_codes(shapes: Iterable[Quad], namespaces: Namespaces) -> frozenset[str]:
    """Give the codes that the shapes report."""
    finding_code = ontology_terms(namespaces)["findingCode"]
    return frozenset(
        quad.object.value for quad in shapes if quad.predicate == finding_code and isinstance(quad.object, Literal)
    )
