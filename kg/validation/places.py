"""Places: where each statement of the data stands, so that a finding points at it and not only at its node."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.errors import Location
from kg.rdf.mentions import Mention, Role
from kg.rdf.terms import IRI, Quad


@dataclass(slots=True)
class _Block:
    """One subject with all that follows it up to the full stop."""

    graph: str
    location: Location
    terms: list[Mention] = field(default_factory=list)

    def find(self, predicate: str, value: str | None) -> Location | None:
        """Give the place of an IRI after a predicate, or of the predicate where the value is no IRI."""
        places = iter(self.terms)
        start = next((m.location for m in places if m.iri == predicate), None)
        if start is None or value is None:
            return start
        return next((m.location for m in places if m.iri == value), None)


class Places:
    """The statements of the data, by what they say."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._blocks: dict[str, list[_Block]] = {}
        self._graphs: dict[str, list[Location]] = {}
        graph, path, block = "", "", _Block("", Location(""))
        for mention in sorted(mentions, key=lambda mention: mention.location):
            if mention.location.path != path:
                graph, path = "", mention.location.path
            if mention.role is Role.GRAPH:
                graph = mention.iri
                self._graphs.setdefault(graph, []).append(mention.location)
            elif mention.role is Role.SUBJECT:
                block = _Block(graph, mention.location)
                self._blocks.setdefault(mention.iri, []).append(block)
            else:
                block.terms.append(mention)

    @property
    def graphs(self) -> list[IRI]:
        """The claims whose graphs are written down, empty ones too."""
        return [IRI(graph) for graph in self._graphs]

    def of_graph(self, claim: IRI) -> list[Location]:
        """Give the places where a claim's graph begins."""
        return self._graphs.get(claim.value, [])

    def of_subject(self, node: IRI) -> list[Location]:
        """Give the places where a node is described."""
        return [block.location for block in self._blocks.get(node.value, [])]

    def of_term(self, quad: Quad, term: IRI) -> Location | None:
        """Give the place of an IRI in what is said of a quad's subject, or that of the subject."""
        blocks = self._blocks_of(quad)
        places = (mention.location for block in blocks for mention in block.terms if mention.iri == term.value)
        return next(places, blocks[0].location if blocks else None)

    def of_quad(self, quad: Quad) -> Location | None:
        """Give the place of a quad: of its object, or of its predicate where the object is a literal."""
        value = quad.object.value if isinstance(quad.object, IRI) else None
        return _find(self._blocks_of(quad), quad.predicate.value, value)

    def of_triple(self, subject: str, predicate: str, value: str | None = None) -> Location | None:
        """Give the place of a triple, in whatever graph; where it is derived, that of its subject."""
        return _find(self._blocks.get(subject, []), predicate, value)

    def _blocks_of(self, quad: Quad) -> list[_Block]:
        """Give the blocks of a quad's subject, those in its graph first."""
        assert isinstance(quad.subject, IRI)
        graph = quad.graph_name.value if isinstance(quad.graph_name, IRI) else ""
        return sorted(self._blocks.get(quad.subject.value, []), key=lambda block: block.graph != graph)


def _find(blocks: list[_Block], predicate: str, value: str | None) -> Location | None:
    for wanted in (value, None):
        for block in blocks:
            if place := block.find(predicate, wanted):
                return place
    return blocks[0].location if blocks else None
