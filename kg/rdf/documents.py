"""Documents and passages as RDF: written in one fixed layout, read from any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.config import Namespaces, Workspace
from kg.errors import InputError
from kg.model.dates import Date
from kg.model.passage import Citation, Document, Passage
from kg.rdf.files import read_file
from kg.rdf.listing import list_files
from kg.rdf.terms import DCTERMS, IRI, RDF, RDFS, Literal, Namespace, Quad, ontology_terms

# The prefixes that every data file begins with, in this order.
HEADER = ("kg", "ent", "claim", "src", "edtf", "rdf", "rdfs", "owl", "xsd", "skos", "dcterms", "prov", "bibo")

Properties = Mapping[IRI, list[IRI | Literal]]


def format_document(document: Document, namespaces: Namespaces, people: Mapping[str, str] | None = None) -> str:
    """Write a document and its passages as Turtle: the same document, the same text.

    `people` are creators whom nothing describes yet: slug to name. They are described in the same file.
    """
    header = "\n".join(f"@prefix {prefix}: <{namespaces.prefixes[prefix]}> ." for prefix in HEADER)
    blocks = [
        header,
        "# The document and its passages: positions and digests, never the text.",
        _format_node(f"src:{document.slug}", "kg:Document", _document_properties(document)),
        *(_format_node(f"ent:{slug}", "kg:Person", _person_properties(name)) for slug, name in (people or {}).items()),
        *(_format_passage(document.slug, passage) for passage in document.passages),
    ]
    return "\n\n".join(blocks) + "\n"


def _format_node(subject: str, kind: str, properties: Iterable[str]) -> str:
    return " ;\n    ".join((f"{subject} a {kind}", *properties)) + " ."


def _document_properties(document: Document) -> Iterator[str]:
    yield f"rdfs:label {_quote(document.label or document.title, 'en')}"
    yield f"dcterms:title {_quote(document.title, document.language)}"
    if document.creators:
        yield "dcterms:creator " + " , ".join(f"ent:{slug}" for slug in document.creators)
    yield f"dcterms:language {_quote(document.language)}"
    if document.date:
        yield f"kg:date {_quote(document.date.text)}^^edtf:EDTF"
    yield f"kg:sha256 {_quote(document.sha256)}"
    yield f"kg:characters {document.characters}"


def _person_properties(name: str) -> Iterator[str]:
    yield f"rdfs:label {_quote(name, 'en')}"


def _format_passage(document: str, passage: Passage) -> str:
    return _format_node(f"src:{document}.{passage.slug}", "kg:Passage", _passage_properties(document, passage))


def _passage_properties(document: str, passage: Passage) -> Iterator[str]:
    yield f"rdfs:label {_quote(passage.slug, 'en')}"
    yield f"kg:document src:{document}"
    yield f"dcterms:identifier {_quote(passage.slug)}"
    yield f"kg:start {passage.start}"
    yield f"kg:end {passage.end}"
    yield f"kg:sha256 {_quote(passage.sha256)}"
    if passage.continues:
        yield f"kg:continues src:{document}.{passage.continues}"


def _quote(text: str, language: str | None = None) -> str:
    return str(Literal(text, language=language) if language else Literal(text))


def read_data(workspace: Workspace) -> list[Quad]:
    """Read all quads of a workspace's data, none where there is no data yet; raises InputError as `read_file` does."""
    paths = list_files(workspace.data) if workspace.data.is_dir() else []
    return [quad for path in paths for quad in read_file(path).quads]


def described_entities(quads: Iterable[Quad], namespaces: Namespaces) -> set[str]:
    """Give the slugs of the entities that the quads describe."""
    subjects = (quad.subject for quad in quads)
    return {
        _slug(node, namespaces) for node in subjects if isinstance(node, IRI) and node.value.startswith(namespaces.ent)
    }


def read_documents(quads: Iterable[Quad], namespaces: Namespaces) -> list[Document]:
    """Read the documents that quads describe, by slug, each with its passages in reading order.

    Raises InputError where a document or passage lacks what it must have.
    """
    kg = ontology_terms(namespaces)
    nodes = _describe(quads, {kg["Document"], kg["Passage"]})
    passages = defaultdict(list)
    for node, properties in nodes.items():
        if kg["Passage"] in properties[RDF["type"]]:
            document = _slug(_one(node, properties, kg["document"]), namespaces)
            passages[document].append(_read_passage(node, properties, kg))
    documents = [node for node, properties in nodes.items() if kg["Document"] in properties[RDF["type"]]]
    return [
        _read_document(node, nodes[node], passages[_slug(node, namespaces)], namespaces)
        for node in sorted(documents, key=str)
    ]


def read_citations(quads: Iterable[Quad], namespaces: Namespaces) -> list[Citation]:
    """Read which passages each claim cites, by the claim's slug."""
    kg = ontology_terms(namespaces)
    claims = _describe(quads, {kg["Claim"]})
    return [_read_citation(claim, claims[claim], namespaces) for claim in sorted(claims, key=str)]


def _describe(quads: Iterable[Quad], classes: set[IRI]) -> dict[IRI, Properties]:
    """Collect the properties of every node of some classes."""
    described: dict[IRI, dict[IRI, list[IRI | Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, IRI) and isinstance(quad.object, IRI | Literal):
            described[quad.subject][quad.predicate].append(quad.object)
    return {node: found for node, found in described.items() if classes.intersection(found[RDF["type"]])}


def _read_document(node: IRI, properties: Properties, passages: list[Passage], namespaces: Namespaces) -> Document:
    kg = ontology_terms(namespaces)
    dates = [Date(value.value) for value in properties[kg["date"]]]
    title = _one(node, properties, DCTERMS["title"])
    return Document(
        slug=_slug(node, namespaces),
        title=title.value,
        characters=_number(node, properties, kg["characters"]),
        sha256=_one(node, properties, kg["sha256"]).value,
        passages=tuple(sorted(passages, key=lambda passage: (passage.start, passage.end))),
        label=_label(properties),
        creators=tuple(_slug(value, namespaces) for value in properties[DCTERMS["creator"]]),
        date=dates[0] if dates else None,
        language=next((value.value for value in properties[DCTERMS["language"]]), "en"),
    )


def _read_passage(node: IRI, properties: Properties, kg: Namespace) -> Passage:
    continued = [value.value.rpartition(".")[2] for value in properties[kg["continues"]]]
    return Passage(
        slug=node.value.rpartition(".")[2],
        start=_number(node, properties, kg["start"]),
        end=_number(node, properties, kg["end"]),
        sha256=_one(node, properties, kg["sha256"]).value,
        continues=continued[0] if continued else None,
    )


def _read_citation(claim: IRI, properties: Properties, namespaces: Namespaces) -> Citation:
    passages = properties[ontology_terms(namespaces)["passage"]]
    pairs = (_slug(passage, namespaces).rpartition(".") for passage in passages)
    return Citation(
        claim.value.removeprefix(namespaces.claim),
        _label(properties),
        frozenset((document, passage) for document, _, passage in pairs),
    )


def _one(node: IRI, properties: Properties, predicate: IRI) -> IRI | Literal:
    values = properties[predicate]
    if not values:
        raise InputError(f"{node} has no {predicate}", remedy="To see all that is wrong with the data, run: kg check")
    return values[0]


def _number(node: IRI, properties: Properties, predicate: IRI) -> int:
    value = _one(node, properties, predicate).value
    if not value.isdecimal():
        raise InputError(f"{node} has no number as its {predicate} but {value!r}", remedy="Write it like 120.")
    return int(value)


def _label(properties: Properties) -> str:
    """Give the English label, or else any, or nothing."""
    labels = [value for value in properties[RDFS["label"]] if isinstance(value, Literal)]
    return next((label.value for label in sorted(labels, key=lambda label: label.language != "en")), "")


def _slug(node: IRI | Literal, namespaces: Namespaces) -> str:
    for namespace in (namespaces.src, namespaces.ent):
        if node.value.startswith(namespace):
            return node.value.removeprefix(namespace)
    return node.value
