"""Sources as a view shows them: who says something, where, and how."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.rdf.terms import IRI
from kg.views.nodes import Nodes


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A passage: the label of its document, where it begins, its own label, its slug."""

    document: str
    start: int
    passage: str
    slug: str


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """One claim: its passages, its statement in words, its modality; or a release of a dataset, which is its own place.

    `attributed_to` are the people or works it is relayed from, `cites` the works it cites, all by label.
    """

    passages: tuple[Place, ...]
    claim: str
    statement: str
    modality: str
    is_plain: bool
    is_asserted: bool
    attributed_to: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    note: str | None = None

    @property
    def citation(self) -> str:
        """Where it is said: "Lankov 2007, P18, P20"."""
        return format_places(self.passages)

    @property
    def manner(self) -> str:
        """How and from whom, unless it is stated flatly: "judgement", "report from KOTRA and ITAR-TASS"."""
        informants = f"from {' and '.join(self.attributed_to)}" if self.attributed_to else ""
        return f"{'' if self.is_plain else self.modality} {informants}".strip()

    def __str__(self) -> str:
        return f"[{'; '.join(filter(None, (self.citation, self.manner)))}]"


def format_places(places: Iterable[Place]) -> str:
    """Cite some passages, document by document: "Lankov 2007, P18, P20"."""
    by_document: dict[str, list[str]] = {}
    for place in sorted(places):
        by_document.setdefault(place.document, []).append(place.passage)
    return "; ".join(", ".join([document, *filter(None, passages)]) for document, passages in by_document.items())


def merge_manners(sources: Iterable[Source]) -> list[Source]:
    """Give one source for each manner in which something is said, with all passages that say it so."""
    merged: dict[str, Source] = {}
    for source in sources:
        known = merged.get(source.manner, source)
        merged[source.manner] = replace(known, passages=tuple(sorted({*known.passages, *source.passages})))
    return list(merged.values())


def read_sources(nodes: Nodes, claims: Iterable[IRI]) -> tuple[Source, ...]:
    """Describe some claims, in the order of their passages."""
    claims = list(claims)
    load_sources(nodes, claims)
    return tuple(sorted(_read(nodes, claim) for claim in set(claims)))


def load_sources(nodes: Nodes, claims: Iterable[IRI]) -> None:
    """Read in a few queries what describing some claims, few by few, would ask for again and again."""
    claims = list(claims)
    nodes.load(claims)
    named = [value for claim in claims for value in nodes.links(claim, *(nodes.term[name] for name in _LINKS))]
    nodes.load(named)
    nodes.load(document for value in named for document in nodes.links(value, nodes.term["document"]))


def read_places(nodes: Nodes, passages: Iterable[IRI]) -> tuple[Place, ...]:
    """Describe some passages, in the order of their documents."""
    passages = list(passages)
    nodes.load(passages)
    return tuple(sorted(_place(nodes, passage) for passage in passages))


_LINKS = ("passage", "modality", "attributedTo", "cites")


def _read(nodes: Nodes, claim: IRI) -> Source:
    term = nodes.term
    modality = next(iter(nodes.links(claim, term["modality"])), None)
    release = (Place(nodes.slug(claim), 0, "", nodes.slug(claim)),) if nodes.is_a(claim, "DatasetRelease") else ()
    return Source(
        passages=release or read_places(nodes, nodes.links(claim, term["passage"])),
        claim=claim.value.removeprefix(nodes.namespaces.claim),
        statement=nodes.label(claim),
        modality=nodes.label(modality) if modality else "",
        is_plain=modality == term["Fact"],
        is_asserted=modality is None or term["Unasserted"] not in nodes.above(modality),
        attributed_to=tuple(nodes.label(value) for value in nodes.links(claim, term["attributedTo"])),
        cites=tuple(nodes.label(value) for value in nodes.links(claim, term["cites"])),
        note=next(iter(nodes.texts(claim, term["note"])), None),
    )


def _place(nodes: Nodes, passage: IRI) -> Place:
    document = next(iter(nodes.links(passage, nodes.term["document"])), None)
    start = nodes.text(passage, nodes.term["start"])
    label = nodes.label(document) if document else ""
    return Place(label, int(start) if start.isdecimal() else 0, nodes.label(passage), nodes.slug(passage))
