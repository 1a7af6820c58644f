"""Sections: under which heading each link of a node is read, and in which order."""

from __future__ import annotations

from kg.rdf.terms import IRI, RDF, Term
from kg.views.identifiers import ELSEWHERE as ELSEWHERE_PROPERTIES
from kg.views.links import Link
from kg.views.nodes import Nodes, local_name
from kg.views.sources import Place, read_places
from kg.views.when import When

STATEMENTS, TAKING_PART, FACTS, CAUSES = "Statements", "Who takes part", "In detail", "Causes and effects"
OFFICES, HELD, ABOUT, FAMILY = "Offices", "Positions held", "Where others stand", "Parts, members, neighbours"
STATED, ATTRIBUTED, CLAIMS, NAMED = "What it says", "On this authority", "Claims", "Who and what is named"
ELSE, ELSEWHERE, DENIED, IMAGINED = "Also", "Elsewhere", "Denied", "Only imagined"

# The headings of what is asserted, in reading order.
ORDER = (
    STATEMENTS,
    TAKING_PART,
    FACTS,
    STATED,
    OFFICES,
    "Treaties",
    "Events",
    "Relationships",
    HELD,
    ABOUT,
    "Figures",
    CAUSES,
    "Projects",
    "Policies",
    "Works",
    "Topics",
    FAMILY,
    ATTRIBUTED,
    CLAIMS,
    NAMED,
    ELSE,
    ELSEWHERE,
)
# Where a link from another node is read, by the class of that node.
_BY_CLASS = {
    "Treaty": "Treaties",
    "Event": "Events",
    "Relationship": "Relationships",
    "Observation": "Figures",
    "Project": "Projects",
    "Policy": "Policies",
    "Work": "Works",
    "Topic": "Topics",
    "Claim": CLAIMS,
}
_OUTGOING = {"statedIn": STATEMENTS, "participation": TAKING_PART}
_INCOMING = {"statedIn": STATED, "attributedTo": ATTRIBUTED, "namedIn": NAMED}
_EITHER_WAY = {"partOf": FAMILY, "memberOf": FAMILY, "successorOf": FAMILY, "borders": FAMILY, "requires": CAUSES}

# What the head of the page says, what another line says better, and what only the build or a machine needs.
_SILENT = frozenset(
    {
        *("type", "label", "altLabel", "prefLabel", "description", "definition", "identifier", "kind", "note"),
        *("earliestBegin", "latestBegin", "earliestEnd", "latestEnd", "namedIn", "notStated", "participant"),
        *("value", "valueMin", "valueMax", "unit", "precision", "document", "start", "end", "sha256", "characters"),
    }
)
_SILENT_INCOMING = frozenset(
    {
        "annotatedSource",
        "annotatedTarget",
        "subjectsTarget",
        "objectsTarget",
        "modality",
        "notStated",
        "participant",
        "precision",
        "role",
        "unit",
    }
)
# The order of a node's own facts; the others follow by name.
_FACTS = (
    *("modality", "date", "office", "holder", "stance", "strength", "issue", "regardedAs", "measure", "reporter"),
    *("provides", "signedIn", "replaces", "origin", "via", "destination", "place", "means", "about"),
)


def heading(nodes: Nodes, link: Link) -> str | None:
    """Choose the section in which a link is read; None if it is no line of its own."""
    name = local_name(link.property)
    if name in (_SILENT if link.outgoing else _SILENT_INCOMING):
        return None
    found = (_OUTGOING if link.outgoing else _INCOMING).get(name) or _EITHER_WAY.get(name)
    if link.outgoing and link.property in ELSEWHERE_PROPERTIES:
        return ELSEWHERE
    if nodes.term["bearsOn"] in nodes.above(link.property) | {link.property}:
        found = CAUSES
    if link.outgoing:
        return found or FACTS
    return None if _is_part(nodes, link) else found or _heading_by_class(nodes, link, name)


def order(nodes: Nodes, link: Link) -> tuple[object, ...]:
    """Say where a link stands in its section: own facts by what they say, the rest in time, the undated last."""
    name = local_name(link.property)
    rank = _FACTS.index(name) if name in _FACTS else len(_FACTS)
    when = nodes.when(link.other) if isinstance(link.other, IRI) else When()
    return rank if link.outgoing else 0, *when.order, _first_place(nodes, link.other), name, nodes.label(link.other)


def _first_place(nodes: Nodes, node: Term) -> tuple[Place, ...]:
    """Say where a claim is made first; nowhere for what is no claim."""
    return read_places(nodes, nodes.links(node, nodes.term["passage"]))[:1] if isinstance(node, IRI) else ()


def _is_part(nodes: Nodes, link: Link) -> bool:
    """Say whether the other node is but a part of something: a statement, a participation, a passage."""
    other = link.other
    if not isinstance(other, IRI) or RDF["Statement"] in nodes.links(other, RDF["type"]):
        return True
    return nodes.is_a(other, "Participation") or nodes.is_a(other, "Passage")


def _heading_by_class(nodes: Nodes, link: Link, name: str) -> str:
    assert isinstance(link.other, IRI)
    if nodes.is_a(link.other, "Position"):
        return HELD if name in {"holder", "participation"} else ABOUT
    if nodes.values(link.other, nodes.term["office"]):
        return OFFICES
    return next((found for kind, found in _BY_CLASS.items() if nodes.is_a(link.other, kind)), ELSE)
