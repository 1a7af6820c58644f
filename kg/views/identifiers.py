"""Identifiers: what a node is called elsewhere, named for readers, and who says so."""

from __future__ import annotations

from typing import NamedTuple

from kg.config.namespaces import STANDARD
from kg.rdf.terms import IRI, OWL, RDFS, SKOS, Literal, Namespace
from kg.store.protocol import Selecting
from kg.views.nodes import Nodes

SSSOM = Namespace(STANDARD["sssom"])
# The properties that lead from a node to what it is called elsewhere.
ELSEWHERE = (
    *(SKOS[f"{name}Match"] for name in ("exact", "close", "broad", "narrow", "related")),
    *(OWL["sameAs"], RDFS["seeAlso"]),
)

_SCHEMES = """
SELECT ?title ?space ?page {
    ?scheme void:uriSpace ?space ; rdfs:label ?title
    OPTIONAL { ?scheme schema:urlTemplate ?page }
}"""


class _Scheme(NamedTuple):
    space: str
    title: str
    page: str


class Identifiers:
    """The schemes that a graph is linked to, as its store describes them."""

    def __init__(self, store: Selecting) -> None:
        rows = store.select(_SCHEMES)
        found = (_Scheme(row["space"].value, row["title"].value, _text(row.get("page"))) for row in rows)
        self._schemes = sorted(found, key=lambda scheme: (-len(scheme.space), scheme))

    def name(self, iri: str) -> str | None:
        """Name a record by its scheme: "Wikidata Q159"; None where it is in none of them."""
        scheme = self._of(iri)
        return f"{scheme.title} {iri.removeprefix(scheme.space)}" if scheme else None

    def page(self, iri: str) -> str | None:
        """Give the address of the page about a record, empty where it has none; None where no scheme knows."""
        scheme = self._of(iri)
        return scheme.page.replace("{id}", iri.removeprefix(scheme.space)) if scheme else None

    def _of(self, iri: str) -> _Scheme | None:
        return next((scheme for scheme in self._schemes if iri.startswith(scheme.space)), None)


def vouched_for(nodes: Nodes, axiom: IRI) -> str:
    """Say who stands for a mapping, how surely, and with what remark."""
    confidence = [f"confidence {value}" for value in nodes.texts(axiom, SSSOM["confidence"])]
    who = ", ".join([*nodes.texts(axiom, SSSOM["author_label"]), *confidence])
    return "; ".join([who, *nodes.texts(axiom, RDFS["comment"])])


def _text(term: object) -> str:
    return term.value if isinstance(term, Literal) else ""
