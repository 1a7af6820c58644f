"""The claims as the page carries them: what each says and how, where it stands, and what it is at odds with."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from kg.exports.network_page.facts import without_blanks
from kg.rdf.terms import BIBO, DCTERMS, IRI
from kg.store.protocol import Selecting
from kg.views.network import Attributes, Network
from kg.views.nodes import Nodes, local_name
from kg.views.sources import Source, read_sources
from kg.views.when import When

_AT_ODDS = "SELECT ?from ?to { ?from kg:contradicts ?to } ORDER BY ?from ?to"
_DATES = "SELECT DISTINCT ?claim ?node ?date { GRAPH ?claim { ?node kg:date ?date } } ORDER BY ?claim ?node ?date"
_MODALITIES = """
SELECT DISTINCT ?modality {
    ?modality skos:inScheme kg:Modalities FILTER(ISIRI(?modality))
    FILTER NOT EXISTS { ?narrower skos:broader ?modality }
} ORDER BY ?modality"""


@dataclass(frozen=True)
class Evidence:
    """The claims behind a network, with those at odds with them; `documents` are the positions of their documents."""

    store: Selecting
    claims: frozenset[str]
    documents: Mapping[str, int]
    quotes: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def nodes(self) -> Nodes:
        """The claims as nodes, all read."""
        nodes = Nodes(self.store)
        nodes.load(map(IRI, self.order))
        nodes.load(passage for claim in self.order for passage in nodes.links(IRI(claim), nodes.term["passage"]))
        return nodes

    @cached_property
    def at_odds(self) -> dict[str, set[str]]:
        """Which claims contradict a claim: said of them, or of what they describe."""
        nodes, found = Nodes(self.store), defaultdict(set)
        for row in self.store.select(_AT_ODDS):
            pairs = product(_claims_of(nodes, row["from"]), _claims_of(nodes, row["to"]))
            for one, other in pairs:
                found[one].add(other)
                found[other].add(one)
        return dict(found)

    @cached_property
    def order(self) -> list[str]:
        """All claims of the page, by IRI."""
        rivals = {rival for claim in self.claims for rival in self.at_odds.get(claim, ())}
        return sorted(self.claims | rivals)

    @cached_property
    def number(self) -> dict[str, int]:
        """The position of each claim."""
        return {claim: number for number, claim in enumerate(self.order)}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Each claim as views describe it."""
        return {claim: read_sources(self.nodes, [IRI(claim)])[0] for claim in self.order}

    def numbers(self, claims: Iterable[str]) -> list[int]:
        """Give the positions of some claims."""
        return sorted(self.number[claim] for claim in claims if claim in self.number)

    def data(self, network: Network) -> list[Attributes]:
        """Give all claims in order; the dates they state are told by the nodes of a network."""
        dates = _dates(self.store, network)
        return [self._claim(claim, self.sources[claim], dates.get(claim, [])) for claim in self.order]

    @cached_property
    def passages(self) -> list[str]:
        """All passages that the claims cite, by IRI."""
        nodes = self.nodes
        return sorted({p.value for claim in self.order for p in nodes.links(IRI(claim), nodes.term["passage"])})

    @cached_property
    def passage_number(self) -> dict[str, int]:
        """The position of each passage."""
        return {passage: number for number, passage in enumerate(self.passages)}

    def passages_data(self) -> list[Attributes]:
        """Give all passages in order."""
        return [self._passage(IRI(passage)) for passage in self.passages]

    def modalities(self) -> list[Attributes]:
        """Give the ways of claiming that there are."""
        nodes = self.nodes
        terms = [row["modality"] for row in self.store.select(_MODALITIES)]
        return [
            {
                "name": local_name(term),
                "label": nodes.label(term),
                "asserted": nodes.term["Unasserted"] not in nodes.above(term),
            }
            for term in terms
            if isinstance(term, IRI)
        ]

    def _claim(self, claim: str, source: Source, dates: list[list[str]]) -> Attributes:
        nodes, node = self.nodes, IRI(claim)
        passages = nodes.links(node, nodes.term["passage"])
        documents = [document for passage in passages for document in nodes.links(passage, nodes.term["document"])]
        modality = next(iter(nodes.links(node, nodes.term["modality"])), None)
        about = {
            "statement": source.statement,
            "modality": local_name(modality) if modality else "",
            "manner": source.manner,
            "citation": source.citation,
            "passages": [self.passage_number[passage] for passage in self._in_order(source, passages)],
            "attributedTo": list(source.attributed_to),
            "cites": list(source.cites),
            "note": source.note,
            "rivals": self.numbers(self.at_odds.get(claim, ())),
            "dates": dates,
        }
        where = {"document": self.documents[documents[0].value]} if documents else {}
        return {"id": claim.removeprefix(nodes.namespaces.claim), **without_blanks(about), **where}

    def _in_order(self, source: Source, passages: Iterable[IRI]) -> Iterator[str]:
        by_slug = {self.nodes.slug(passage): passage.value for passage in passages}
        yield from (by_slug[place.slug] for place in source.passages if place.slug in by_slug)

    def _passage(self, passage: IRI) -> Attributes:
        nodes, term = self.nodes, self.nodes.term
        digits = {
            name: int(text)
            for name in ("start", "end")
            for text in nodes.texts(passage, term[name])[:1]
            if _is_number(text)
        }
        about = {
            "id": next(iter(nodes.texts(passage, DCTERMS["identifier"])), nodes.label(passage)),
            "sha256": nodes.text(passage, term["sha256"]),
            "url": next((url for d in nodes.links(passage, term["document"]) for url in urls_of(nodes, d)), ""),
            "quote": self.quotes.get(nodes.slug(passage), ""),
        }
        return {**without_blanks(about), **digits}


def urls_of(nodes: Nodes, document: IRI) -> list[str]:
    """Give the addresses on the web at which a document stands."""
    values = [value.value for value in nodes.values(document, BIBO["uri"])]
    return [value for value in values if value.startswith(("https://", "http://"))]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _claims_of(nodes: Nodes, node: object) -> list[str]:
    """Give the claims that a contradiction is about: the node itself, or those that state it."""
    if not isinstance(node, IRI):
        return []
    if nodes.is_a(node, "Claim"):
        return [node.value]
    return [claim.value for claim in nodes.links(node, nodes.term["statedIn"])]


def _dates(store: Selecting, network: Network) -> dict[str, list[list[str]]]:
    """Give, by claim, each date that it states: as written, and between which days it lies."""
    times = {data["iri"]: data["when"] for _, data in network.nodes(data=True) if data["when"]}
    found = defaultdict(list)
    for row in store.select(_DATES):
        when = times.get(row["node"].value)
        if when is not None and when.edtf == row["date"].value:
            found[row["claim"].value].append([when.edtf, _days(when)])
    return dict(found)


def _days(when: When) -> str:
    """Say between which days something began and ended, once if both lie between the same."""
    bounds = when.bounds
    begin, end = _between(bounds.earliest_begin, bounds.latest_begin), _between(bounds.earliest_end, bounds.latest_end)
    return begin if begin == end else f"{begin} – {end}"


def _between(first: dt.date | None, last: dt.date | None) -> str:
    if first is None and last is None:
        return "open"
    return str(first) if first == last else f"{first or '…'} to {last or '…'}"
