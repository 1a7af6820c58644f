"""The pages of the vocabulary: a term with what it means and who uses it, and the list of all terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.rdf.terms import DCTERMS, IRI, OWL, RDF, RDFS, SKOS
from kg.views.identifiers import ELSEWHERE
from kg.views.nodes import Nodes, local_name
from kg.web.addresses import vocabulary_of
from kg.web.pages.blocks import Item
from kg.web.pages.sheet import Sheet, Subject

_EXAMPLES = 12
_USED = {
    "class": ("?node a ?term", "nodes of this class"),
    "property": ("?node ?term ?value", "triples with this property"),
    "concept": ("?node ?property ?term FILTER(!STRSTARTS(STR(?node), STR(kg:)))", "nodes that name this concept"),
}
_COUNT = "SELECT (COUNT(DISTINCT ?node) AS ?many) {{ {} }}"
_SHOW = "SELECT DISTINCT ?node {{ {} FILTER(ISIRI(?node)) }} ORDER BY ?node LIMIT {}"
_ALL = """
SELECT DISTINCT ?term ?class {
    ?term a ?class FILTER(STRSTARTS(STR(?term), STR(kg:)) && !STRSTARTS(STR(?class), STR(kg:)))
}"""
_POINTING = "SELECT ?property ?other { ?other ?property ?term FILTER(STRSTARTS(STR(?other), STR(kg:))) }"
_SORTS = {
    OWL["Class"]: "class",
    RDFS["Datatype"]: "datatype",
    OWL["ObjectProperty"]: "property",
    OWL["DatatypeProperty"]: "property",
    OWL["AnnotationProperty"]: "property",
    SKOS["ConceptScheme"]: "scheme",
    SKOS["Concept"]: "concept",
}
# How a term is joined to others, by the property and the side on which it stands, in reading order.
_JOINED = (
    (RDFS["subClassOf"], True, "subclass of"),
    (RDFS["subClassOf"], False, "subclasses"),
    (RDFS["domain"], True, "said of"),
    (RDFS["range"], True, "leads to"),
    (RDFS["subPropertyOf"], True, "subproperty of"),
    (RDFS["subPropertyOf"], False, "subproperties"),
    (SKOS["inScheme"], True, "one of the"),
    (SKOS["broader"], True, "broader"),
    (SKOS["broader"], False, "narrower"),
    (RDFS["domain"], False, "properties of it"),
    (RDFS["range"], False, "properties that lead to it"),
    (SKOS["inScheme"], False, "concepts"),
    (OWL["disjointWith"], True, "never also"),
    (OWL["inverseOf"], True, "inverse of"),
)


@dataclass(frozen=True, slots=True)
class Term:
    """A term in the list of all: what it is called, its local name, what it means."""

    iri: str
    label: str
    name: str
    definition: str
    depth: int = 0


def make_term(subject: Subject) -> Sheet:
    """Put a term of the ontology on a sheet."""
    nodes, node = subject.nodes, subject.node
    sort = _sort(nodes, node)
    pattern, words = _USED.get(sort, ("", ""))
    context = {
        "label": nodes.label(node),
        "name": nodes.namespaces.shrink(node.value),
        "sort": sort,
        "definition": nodes.text(node, SKOS["definition"], RDFS["comment"]),
        "examples": nodes.texts(node, SKOS["example"]),
        "scope": nodes.texts(node, SKOS["scopeNote"], SKOS["notation"]),
        "joined": list(_joined(nodes, node)),
        "alignments": list(_alignments(nodes, node)),
        "number": _count(nodes, node, pattern) if pattern else 0,
        "number_words": words,
        "used": _examples(nodes, node, pattern) if pattern else [],
        "vocabulary": vocabulary_of(nodes.namespaces),
    }
    return Sheet("term.html.jinja", context)


def make_vocabulary(subject: Subject) -> Sheet:
    """Put the list of all terms on a sheet: classes by what they are under, properties, and each list of concepts."""
    nodes = subject.nodes
    sorts = _read_all(nodes)
    schemes = [(_term(nodes, scheme), _concepts(nodes, scheme, sorts["concept"])) for scheme in sorts["scheme"]]
    ontology = subject.node
    context = {
        "title": next(iter(nodes.texts(ontology, DCTERMS["title"])), "Vocabulary"),
        "description": nodes.text(ontology, DCTERMS["description"]),
        "version": nodes.text(ontology, OWL["versionInfo"]),
        "licences": [each.value for each in nodes.links(ontology, DCTERMS["license"])],
        "classes": list(_tree(nodes, sorts["class"], RDFS["subClassOf"])),
        "properties": [_term(nodes, each) for each in sorts["property"]],
        "datatypes": [_term(nodes, each) for each in sorts["datatype"]],
        "schemes": schemes,
        "number": sum(map(len, sorts.values())),
    }
    return Sheet("vocabulary.html.jinja", context)


def is_vocabulary(subject: Subject) -> bool:
    """Say whether a page is about the ontology itself."""
    return subject.node.value == vocabulary_of(subject.nodes.namespaces)


def _sort(nodes: Nodes, node: IRI) -> str:
    return next((_SORTS[kind] for kind in nodes.links(node, RDF["type"]) if kind in _SORTS), "term")


def _joined(nodes: Nodes, node: IRI) -> Iterator[tuple[str, list[Item]]]:
    pointing: dict[IRI, list[IRI]] = defaultdict(list)
    for property_, other in nodes.store.select(_POINTING, {"term": node}).rows:
        if isinstance(property_, IRI) and isinstance(other, IRI):
            pointing[property_].append(other)
    for property_, is_outgoing, words in _JOINED:
        found = nodes.links(node, property_) if is_outgoing else pointing[property_]
        ours = [other for other in found if other in nodes.term]
        if ours:
            nodes.load(ours)
            yield words, sorted((Item(nodes.label(other), other.value) for other in ours), key=lambda item: item.text)


def _alignments(nodes: Nodes, node: IRI) -> Iterator[tuple[str, list[Item]]]:
    """Yield how a term corresponds to those of other vocabularies."""
    for property_ in (RDFS["subClassOf"], RDFS["subPropertyOf"], *ELSEWHERE):
        outside = [other for other in nodes.links(node, property_) if other not in nodes.term]
        if outside:
            nodes.load([property_])
            items = [Item(nodes.namespaces.shrink(other.value), other.value) for other in outside]
            yield nodes.label(property_), items


def _count(nodes: Nodes, node: IRI, pattern: str) -> int:
    return sum(int(row["many"].value) for row in nodes.store.select(_COUNT.format(pattern), {"term": node}))


def _examples(nodes: Nodes, node: IRI, pattern: str) -> list[Item]:
    rows = nodes.store.select(_SHOW.format(pattern, _EXAMPLES), {"term": node})
    found = [each for each in rows.column("node") if isinstance(each, IRI)]
    nodes.load(found)
    return [Item(nodes.label(each), each.value) for each in found]


def _read_all(nodes: Nodes) -> dict[str, list[IRI]]:
    found: dict[str, set[IRI]] = defaultdict(set)
    for term, kind in nodes.store.select(_ALL).rows:
        if isinstance(term, IRI) and isinstance(kind, IRI) and kind in _SORTS:
            found[_SORTS[kind]].add(term)
    nodes.load(term for terms in found.values() for term in terms)
    return defaultdict(list, {sort: sorted(terms, key=nodes.label) for sort, terms in found.items()})


def _term(nodes: Nodes, node: IRI, depth: int = 0) -> Term:
    definition = nodes.text(node, SKOS["definition"], RDFS["comment"])
    return Term(node.value, nodes.label(node), local_name(node), definition, depth)


def _concepts(nodes: Nodes, scheme: IRI, concepts: Iterable[IRI]) -> list[Term]:
    inside = [concept for concept in concepts if scheme in nodes.links(concept, SKOS["inScheme"])]
    return list(_tree(nodes, inside, SKOS["broader"]))


def _tree(nodes: Nodes, terms: Iterable[IRI], wider: IRI) -> Iterator[Term]:
    """Yield terms below what they are under, each once."""
    terms = list(terms)
    below: dict[IRI | None, list[IRI]] = defaultdict(list)
    for term in terms:
        above = [other for other in nodes.links(term, wider) if other in terms and other != term]
        below[min(above, key=str) if above else None].append(term)
    waiting = [(term, 0) for term in reversed(below[None])]
    while waiting:
        term, depth = waiting.pop()
        yield _term(nodes, term, depth)
        waiting += [(each, depth + 1) for each in reversed(below[term])]
