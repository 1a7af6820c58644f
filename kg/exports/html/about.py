"""What the page says of itself: from which sources it is drawn, under which licence, and how to cite it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from kg.exports.html.claims import urls_of
from kg.exports.network_page.facts import without_blanks
from kg.rdf.terms import DCTERMS, IRI
from kg.store.protocol import Selecting
from kg.views.network import Attributes
from kg.views.nodes import Nodes
from kg.views.when import When

_DOCUMENTS = "SELECT DISTINCT ?document { ?document a kg:Document FILTER(ISIRI(?document)) } ORDER BY ?document"


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the graph, as its page credits it."""

    iri: str
    id: str
    citation: str
    when: When
    licence: str = ""
    url: str = ""

    @property
    def last_day(self) -> dt.date:
        """The last day on which it may have come to its end, as far as one is known."""
        bounds = self.when.bounds
        days = (bounds.latest_end, bounds.earliest_end, bounds.latest_begin, bounds.earliest_begin)
        return next((day for day in days if day), dt.date.min)

    @property
    def data(self) -> Attributes:
        """The document as the page carries it."""
        about = {"iri": self.iri, "licence": self.licence, "url": self.url}
        return {"id": self.id, "citation": self.citation, **without_blanks(about)}


def read_documents(store: Selecting) -> list[Document]:
    """Read the documents of a graph, by IRI."""
    nodes = Nodes(store)
    documents = [row["document"] for row in store.select(_DOCUMENTS)]
    nodes.load(documents)
    return [_document(nodes, document) for document in documents if isinstance(document, IRI)]


def latest_date(documents: Sequence[Document]) -> str:
    """Give the date of the latest document, in EDTF; nothing where none has a date."""
    dated = [(document.last_day, document.when.edtf) for document in documents if document.when.edtf]
    return max(dated)[1] if dated else ""


def citation(title: str, documents: Sequence[Document], checksum: str) -> str:
    """Say how to cite the graph: its title, the documents it is drawn from if they are few, its checksum."""
    named = "; ".join(document.citation for document in documents)
    after = named if len(documents) <= 3 else f"{len(documents)} documents"
    parts = [title, f"After {after}" if documents else "", f"Graph sha256:{checksum[:12]}"]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _document(nodes: Nodes, document: IRI) -> Document:
    creators = ", ".join(nodes.label(creator) for creator in nodes.links(document, DCTERMS["creator"]))
    title = next(iter(nodes.texts(document, DCTERMS["title"])), nodes.label(document))
    when = nodes.when(document)
    year = when.text if when.edtf else ""
    return Document(
        iri=document.value,
        id=nodes.slug(document),
        citation=", ".join(filter(None, (creators, f"“{title}”", year))),
        when=when,
        licence=next((value.value for value in nodes.values(document, DCTERMS["license"])), ""),
        url=next(iter(urls_of(nodes, document)), ""),
    )
