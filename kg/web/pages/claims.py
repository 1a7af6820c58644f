"""The page of a claim: what it says, how, on whose word and where; triple by triple what it asserts, and what not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.rdf.terms import IRI, RDF, RDFS, SKOS, Literal, Term
from kg.views.nodes import Nodes, local_name
from kg.views.rivals import read_contradictions
from kg.views.sources import read_places, read_sources
from kg.views.when import When
from kg.web.pages.blocks import BACKGROUND, Item
from kg.web.pages.footnotes import Footnotes
from kg.web.pages.sheet import Sheet, Subject

_HELD = "SELECT ?subject ?property ?value { GRAPH ?node { ?subject ?property ?value } }"
# What the build adds, and what the words of a participation say already.
_DERIVED = frozenset({"earliestBegin", "latestBegin", "earliestEnd", "latestEnd", "participant"})

Held = Mapping[IRI, Mapping[IRI, list[Term]]]


@dataclass(frozen=True, slots=True)
class Said:
    """One property of a thing, with its values in words and links."""

    property: Item
    values: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What a claim says of one thing."""

    subject: Item
    kind: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Unasserted:
    """A statement that a claim holds without asserting it."""

    subject: Item
    property: Item
    value: Item


def make_claim(subject: Subject) -> Sheet:
    """Put a claim on a sheet."""
    nodes, node, term = subject.nodes, subject.node, subject.nodes.term
    source = read_sources(nodes, [node])[0]
    held = _read_held(nodes, node)
    context = {
        "source": source,
        "places": read_places(nodes, nodes.links(node, term["passage"])),
        "documents": _items(nodes, _documents(nodes, node)),
        "attributed": _items(nodes, nodes.links(node, term["attributedTo"])),
        "cites": _items(nodes, nodes.links(node, term["cites"])),
        "quotes": _wording(nodes, node),
        "modality": next(iter(_items(nodes, nodes.links(node, term["modality"]))), None),
        "meaning": _meaning(nodes, node),
        "asserted": list(_asserted(nodes, held)),
        "unasserted": list(_unasserted(nodes, held)),
        "rivals": list(read_contradictions(nodes, [node])),
        "src": nodes.namespaces.src,
        "background": BACKGROUND,
        "notes": Footnotes(nodes.namespaces.claim),
    }
    return Sheet("claim.html.jinja", context)


def _read_held(nodes: Nodes, node: IRI) -> Held:
    held: dict[IRI, dict[IRI, list[Term]]] = defaultdict(lambda: defaultdict(list))
    rows = list(nodes.store.select(_HELD, {"node": node}).rows)
    nodes.load(term for row in rows for term in row)
    for subject, property_, value in sorted(rows, key=str):
        if isinstance(subject, IRI) and isinstance(property_, IRI) and value is not None:
            held[subject][property_].append(value)
    return held


def _documents(nodes: Nodes, node: IRI) -> list[IRI]:
    passages = nodes.links(node, nodes.term["passage"])
    return list(dict.fromkeys(each for passage in passages for each in nodes.links(passage, nodes.term["document"])))


def _meaning(nodes: Nodes, node: IRI) -> str:
    modalities = nodes.links(node, nodes.term["modality"])
    return next((text for modality in modalities for text in nodes.texts(modality, SKOS["definition"])), "")


def _wording(nodes: Nodes, node: IRI) -> Item | None:
    """Give the meaning of `kg:quotes` for a claim whose passage has somebody's own words."""
    quotes = nodes.term["quotes"]
    said = nodes.texts(node, quotes) == ["true"]
    return Item("the passage gives somebody's words verbatim", quotes.value) if said else None


def _asserted(nodes: Nodes, held: Held) -> Iterator[About]:
    """Yield what is said of each thing, participations as what they say of whatever has them."""
    parts = {part for said in held.values() for part in said.get(nodes.term["participation"], ())}
    for subject, said in held.items():
        if subject not in parts and RDF["subject"] not in said:
            lines = tuple(_lines(nodes, said, held))
            if lines or RDF["type"] in said:
                yield About(_item(nodes, subject), _kind(nodes, said.get(RDF["type"], ())), lines)


def _lines(nodes: Nodes, said: Mapping[IRI, list[Term]], held: Held) -> Iterator[Said]:
    for property_, values in said.items():
        if property_ in {RDF["type"], RDFS["label"]} or local_name(property_) in _DERIVED:
            continue
        if property_ == nodes.term["participation"]:
            yield from (line for part in values if isinstance(part, IRI) for line in _taking_part(nodes, part, held))
        else:
            yield Said(_item(nodes, property_), tuple(_value(nodes, property_, value) for value in values))


def _taking_part(nodes: Nodes, part: IRI, held: Held) -> Iterator[Said]:
    said = held.get(part) or nodes.properties(part)
    roles, actors = (said.get(nodes.term[name], []) for name in ("role", "actor"))
    role = next((_item(nodes, role) for role in roles if isinstance(role, IRI)), Item("takes part"))
    yield Said(role, tuple(_item(nodes, actor) for actor in actors if isinstance(actor, IRI)))


def _unasserted(nodes: Nodes, held: Held) -> Iterator[Unasserted]:
    for said in held.values():
        subjects, properties, values = (said.get(RDF[part], []) for part in ("subject", "predicate", "object"))
        for subject, property_, value in zip(subjects, properties, values, strict=False):
            if isinstance(subject, IRI) and isinstance(property_, IRI):
                words = Item("is a", property_.value) if property_ == RDF["type"] else _item(nodes, property_)
                yield Unasserted(_item(nodes, subject), words, _value(nodes, property_, value))


def _kind(nodes: Nodes, classes: Iterable[Term]) -> str:
    ours = [kind for kind in classes if isinstance(kind, IRI) and kind in nodes.term]
    return ", ".join(nodes.label(kind) for kind in sorted(ours, key=lambda kind: -len(nodes.above(kind)))[:1])


def _value(nodes: Nodes, property_: IRI, value: Term) -> Item:
    if isinstance(value, Literal):
        return Item(When(value.value).text if property_ == nodes.term["date"] else value.value)
    return _item(nodes, value)


def _items(nodes: Nodes, found: Iterable[IRI]) -> list[Item]:
    found = list(found)
    nodes.load(found)
    return [_item(nodes, node) for node in found]


def _item(nodes: Nodes, node: IRI) -> Item:
    return Item(nodes.label(node), node.value)
