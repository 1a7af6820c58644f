"""An entity: everything the graph knows about one node, in reading order, each line with its sources."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.rdf.terms import DCTERMS, IRI, OWL, RDFS, SKOS, Literal, Term
from kg.store.protocol import Selecting
from kg.views import sections
from kg.views.identifiers import ELSEWHERE, Identifiers, vouched_for
from kg.views.links import Link, count_incoming, read_links
from kg.views.nodes import Nodes, local_name
from kg.views.quotes import Quote
from kg.views.sources import Place, Source, format_places, load_sources, read_places, read_sources
from kg.views.when import When
from kg.views.wording import amount, relation


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is known: how it relates to the entity, what it is, when, and who says so.

    `node` is the slug of the other node and `iri` its IRI, both None where `text` is a value. `statements` are what an
    unasserted claim denies or imagines, as (subject, property, value) in words.
    """

    relation: str
    text: str
    node: str | None = None
    when: When | None = None
    detail: str = ""
    sources: tuple[Source, ...] = ()
    statements: tuple[tuple[str, ...], ...] = ()
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one sort, in order of time where they have one, the undated last."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """Everything known about a node.

    `names` are those besides `label`, by language; `not_stated` is what no source says. `unasserted` are sections like
    the others, apart because no source vouches for what stands in them. `passages` are all that are cited or name it;
    `quotes` are these in the reader's copy, if that was asked for. `is_partial`: more has to do with it than is here.
    """

    iri: str
    slug: str
    label: str
    kind: str
    description: str
    names: tuple[tuple[str, tuple[str, ...]], ...]
    note: str | None
    named_in: tuple[Place, ...]
    sections: tuple[Section, ...]
    not_stated: tuple[Line, ...]
    unasserted: tuple[Section, ...]
    passages: tuple[Place, ...]
    quotes: tuple[Quote, ...] = ()
    is_partial: bool = False


def read_entity(store: Selecting, node: IRI, most: int | None = None) -> Entity:
    """Gather everything that a store says about a node; where more than `most` nodes point at it, some of these."""
    return describe(Nodes(store), node, most)


def describe(nodes: Nodes, node: IRI, most: int | None = None) -> Entity:
    """Do what `read_entity` does, and leave what was read for other views of the same page."""
    return _Reading(nodes, node, most).entity()


_UNASSERTED = """
SELECT ?node ?claim ?subject ?property ?value {
    { ?statement rdf:subject ?node } UNION { ?statement rdf:object ?node }
    UNION { GRAPH ?node { ?statement a rdf:Statement } }
    GRAPH ?claim { ?statement rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?value }
}"""
_HEADINGS = {"denial": sections.DENIED, "speculation": sections.IMAGINED}
# Links whose other end is told apart by what it is, not by how it relates.
_BY_KIND = frozenset({"kind", "namedIn", "statedIn", "type"})


class _Reading:
    """One reading of a node."""

    def __init__(self, nodes: Nodes, node: IRI, most: int | None) -> None:
        self.nodes = nodes
        self.node = node
        self.term = nodes.term
        self.links = read_links(nodes, node, most)
        entries = (link.other for link in self.links if isinstance(link.other, IRI) and self._is_entry(link))
        further = {claim for entry in entries for claim in nodes.links(entry, nodes.term["statedIn"])}
        load_sources(nodes, further.union(claim for link in self.links for claim in link.claims))
        self.is_partial = most is not None and count_incoming(nodes, node) > most
        self.identifiers = Identifiers(nodes.store)

    def entity(self) -> Entity:
        nodes, node = self.nodes, self.node
        named_in = read_places(nodes, nodes.links(node, self.term["namedIn"]))
        asserted, gaps, unasserted = self._sections(), self._not_stated(), self._unasserted()
        lines = [line for section in (*asserted, *unasserted) for line in section.lines]
        return Entity(
            iri=node.value,
            slug=nodes.slug(node),
            label=nodes.label(node),
            kind=self._kind(),
            description=nodes.text(node, DCTERMS["description"], SKOS["definition"]),
            names=self._names(),
            note=next(iter(nodes.texts(node, self.term["note"])), None),
            named_in=named_in,
            sections=asserted,
            not_stated=gaps,
            unasserted=unasserted,
            passages=self._passages([*lines, *gaps], named_in),
            is_partial=self.is_partial,
        )

    def _passages(self, lines: list[Line], named_in: tuple[Place, ...]) -> tuple[Place, ...]:
        if self.nodes.is_a(self.node, "Passage"):
            return read_places(self.nodes, [self.node])
        cited = {place for line in lines for source in line.sources for place in source.passages}
        own = read_places(self.nodes, self.nodes.links(self.node, self.term["passage"]))
        return own or tuple(sorted(cited.union(named_in)))

    def _kind(self) -> str:
        lineage = self.nodes.lineage(self.node)
        kinds = map(self.nodes.label, self.nodes.links(self.node, self.term["kind"]))
        return ": ".join([self.nodes.label(lineage[0]) if lineage else "term of the ontology", *kinds])

    def _names(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        names: dict[str, list[str]] = defaultdict(list)
        for name in self.nodes.values(self.node, RDFS["label"], SKOS["altLabel"]):
            if isinstance(name, Literal) and name.value != self.nodes.label(self.node):
                names[name.language or ""].append(name.value)
        return tuple((language, tuple(names[language])) for language in sorted(names, key=lambda n: (n != "en", n)))

    # --- what is asserted -----------------------------------------------------------------------

    def _sections(self) -> tuple[Section, ...]:
        found: dict[str, dict[Term, list[Link]]] = {name: defaultdict(list) for name in sections.ORDER}
        for link in sorted(self.links, key=lambda link: sections.order(self.nodes, link)):
            heading = sections.heading(self.nodes, link)
            if heading:
                found[heading][link.other].append(link)
        return tuple(Section(heading, self._lines(heading, links)) for heading, links in found.items() if links)

    def _lines(self, heading: str, links: dict[Term, list[Link]]) -> tuple[Line, ...]:
        lines = map(self._line, links.values())
        return tuple(sorted(lines, key=lambda line: line.text) if heading == sections.ELSEWHERE else lines)

    def _line(self, links: list[Link]) -> Line:
        """Make one line of all links with the same node or value."""
        nodes, link = self.nodes, links[0]
        words = ", ".join(dict.fromkeys(words for link in links for words in self._relations(link)))
        claims = {claim for link in links for claim in link.claims}
        if not isinstance(link.other, IRI):
            return Line(words, self._value(link), sources=read_sources(nodes, claims))
        if nodes.is_a(link.other, "Claim"):
            claims = {link.other}
        further = set(nodes.links(link.other, self.term["statedIn"])) - claims if self._is_entry(link) else ()
        return Line(
            words,
            self._text(link),
            node=nodes.slug(link.other),
            when=nodes.when(link.other) if self._has_time(link.other) else None,
            detail=self._detail(link),
            sources=(*read_sources(nodes, claims), *read_sources(nodes, further)),
            iri=link.other.value,
        )

    def _relations(self, link: Link) -> list[str]:
        """Say how the other node relates to this one: a role, a stance, or the property seen from here."""
        nodes, other = self.nodes, link.other
        if link.roles:
            return [nodes.label(role) for role in link.roles]
        if link.outgoing or not isinstance(other, IRI):
            return [nodes.label(other) if self._is_measure(link) else relation(nodes, link.property, outgoing=True)]
        if local_name(link.property) in _BY_KIND:
            return [nodes.label(kind) for kind in nodes.lineage(other)[:1]]
        stance = [nodes.label(term) for term in nodes.links(other, self.term["stance"])]
        if stance and local_name(link.property) in {"holder", "issue", "regardedAs"}:
            return stance
        return [relation(nodes, link.property, outgoing=False)]

    def _text(self, link: Link) -> str:
        if self._is_measure(link):
            return amount(self.nodes, self.node)
        if link.outgoing and link.property == self.term["passage"] and isinstance(link.other, IRI):
            return format_places(read_places(self.nodes, [link.other]))
        if link.outgoing and link.property in ELSEWHERE and isinstance(link.other, IRI):
            return self._record(link.other)
        return self.nodes.label(link.other)

    def _record(self, other: IRI) -> str:
        """Name a record elsewhere by its scheme; what no scheme knows has a name here, or else is its address."""
        named = self.nodes.texts(other, RDFS["label"]) or other in self.term
        return self.identifiers.name(other.value) or (self.nodes.label(other) if named else other.value)

    def _value(self, link: Link) -> str:
        if link.property == self.term["date"]:
            return self.nodes.when(self.node).text
        return When(link.other.value).text if link.property == self.term["accessed"] else link.other.value

    def _detail(self, link: Link) -> str:
        """Add what the other node's label may leave out: a value, an office, a strength, who vouches for a link."""
        nodes, other = self.nodes, link.other
        assert isinstance(other, IRI)
        if link.outgoing and link.property in ELSEWHERE:
            return "; ".join(vouched_for(nodes, axiom) for axiom in self._axioms(link))
        if nodes.is_a(other, "Observation"):
            return amount(nodes, other)
        return ", ".join(
            nodes.label(value) for value in nodes.values(other, self.term["office"], self.term["strength"])
        )

    def _axioms(self, link: Link) -> list[IRI]:
        """Give the nodes of the mappings behind a link to a record elsewhere."""
        nodes, about = self.nodes, (link.property, link.other)
        found = [other.other for other in self.links if other.property == OWL["annotatedSource"] and not other.outgoing]
        return [
            axiom
            for axiom in found
            if isinstance(axiom, IRI)
            and about
            in zip(*(nodes.links(axiom, OWL[f"annotated{part}"]) for part in ("Property", "Target")), strict=True)
        ]

    def _is_measure(self, link: Link) -> bool:
        return link.outgoing and link.property == self.term["measure"]

    def _is_entry(self, link: Link) -> bool:
        """Say whether whatever is said of the other node belongs on this page too."""
        if link.outgoing or local_name(link.property) in _BY_KIND:
            return False
        return isinstance(link.other, IRI) and self.nodes.is_a(link.other, "TemporalEntity")

    def _has_time(self, node: IRI) -> bool:
        return self.nodes.is_a(node, "TemporalEntity") or bool(self.nodes.values(node, self.term["date"]))

    # --- what is not ----------------------------------------------------------------------------

    def _not_stated(self) -> tuple[Line, ...]:
        nodes = self.nodes
        gaps = [link for link in self.links if link.outgoing and link.property == self.term["notStated"]]
        return tuple(Line("not stated", nodes.label(g.other), sources=read_sources(nodes, g.claims)) for g in gaps)

    def _unasserted(self) -> tuple[Section, ...]:
        """Gather the statements about this node that a claim denies or only imagines, claim by claim."""
        statements = self._unasserted_statements()
        lines: dict[str, list[Line]] = defaultdict(list)
        for source in read_sources(self.nodes, statements):
            claim = IRI(self.nodes.namespaces.claim + source.claim)
            said = statements[claim]
            texts = [": ".join(words) for words in said] if claim == self.node else [source.statement]
            heading = _HEADINGS.get(source.modality, source.modality)
            lines[heading] += [
                Line(source.modality, text, self.nodes.slug(claim), None, "", (source,), said, claim.value)
                for text in texts
            ]
        return tuple(Section(heading, tuple(found)) for heading, found in sorted(lines.items()))

    def _unasserted_statements(self) -> dict[IRI, tuple[tuple[str, ...], ...]]:
        nodes = self.nodes
        rows = set(nodes.store.select(_UNASSERTED, {"node": self.node}).rows)
        nodes.load(term for row in rows for term in row)
        statements: dict[IRI, tuple[tuple[str, ...], ...]] = defaultdict(tuple)
        for _, claim, *statement in sorted(rows, key=str):
            if isinstance(claim, IRI):
                statements[claim] += (tuple(nodes.label(term) for term in statement if term is not None),)
        return statements
