"""Scopes: the part of the network that somebody asks for, in her own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.config import Margins
from kg.errors import UsageError
from kg.rdf.terms import IRI
from kg.store.protocol import Selecting
from kg.views.names import fold, resolve
from kg.views.network import Network, read_network
from kg.views.nodes import Nodes
from kg.views.sources import Source, read_sources
from kg.views.statements import ClaimSelection
from kg.views.subnetworks import around, held_during
from kg.views.when import read_period

_MODALITIES = "SELECT ?modality ?label { ?modality skos:inScheme kg:Modalities ; rdfs:label ?label } ORDER BY ?modality"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a network is asked to show, as typed: all of it, unless something narrows it.

    `names`: only what lies within `depth` steps of them. `as_of`: only what held at that date (EDTF). `sources` and
    `modalities`: only what is said there and like that. `unasserted`: also what is denied or imagined.
    """

    names: tuple[str, ...] = ()
    depth: int = 1
    as_of: str | None = None
    sources: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    unasserted: bool = False


def read_scope(store: Selecting, scope: Scope, margins: Margins) -> tuple[Network, list[str]]:
    """Give the network of a scope, and the keys of the nodes it is about.

    Raises UsageError for a date or a modality that is none, and what `resolve` raises for names.
    """
    named = [resolve(store, name) for name in scope.names]
    network = read_network(store, select_claims(store, scope))
    keys = {data["iri"]: key for key, data in network.nodes(data=True)}
    focus = [_key(keys, node, name) for node, name in zip(named, scope.names, strict=True)]
    if focus:
        network = around(network, focus, scope.depth)
    if scope.as_of is not None:
        network = held_during(network, read_period(scope.as_of, margins), keep=focus)
    return network, [key for key in focus if key in network]


def select_claims(store: Selecting, scope: Scope) -> ClaimSelection:
    """Give the claims that a scope takes; naming an unasserted modality asks for unasserted claims."""
    modalities = frozenset(_find_modality(store, name) for name in scope.modalities)
    unasserted = scope.unasserted or bool(modalities & _unasserted_modalities(store))
    return ClaimSelection(frozenset(resolve(store, name) for name in scope.sources), modalities, unasserted)


def describe_scope(scope: Scope, about: Sequence[str] = ()) -> str:
    """Say in words what a scope shows, `about` being the labels of its names; nothing if it is all there is."""
    around_what = " and ".join(about or scope.names)
    parts = [
        f"{scope.depth} step{'s' * (scope.depth != 1)} around {around_what}" if around_what else "",
        f"as of {scope.as_of}" if scope.as_of else "",
        f"according to {' or '.join(scope.sources)}" if scope.sources else "",
        f"only {' or '.join(scope.modalities)}" if scope.modalities else "",
        "with what is denied or imagined" if scope.unasserted else "",
    ]
    return " · ".join(part for part in parts if part)


def sources_of(store: Selecting, network: Network) -> dict[str, Source]:
    """Describe the claims behind a network, by IRI."""
    parts = [*(data for _, data in network.nodes(data=True)), *(data for *_, data in network.edges(data=True))]
    claims = sorted({claim for data in parts for claim in (*data["claims"], *data.get("unasserted", ()))})
    nodes = Nodes(store)
    nodes.load(map(IRI, claims))
    return {claim: read_sources(nodes, [IRI(claim)])[0] for claim in claims}


def _key(keys: dict[str, str], node: IRI, name: str) -> str:
    try:
        return keys[node.value]
    except KeyError as error:
        raise UsageError(
            f"{name!r} is no node of this network",
            remedy="Claims, passages and terms are not; nor is what no source in view names.",
        ) from error


def _find_modality(store: Selecting, name: str) -> IRI:
    known = {fold(label): modality for modality, label in _modalities(store)}
    try:
        return known[fold(name.removeprefix("kg:"))]
    except KeyError as error:
        raise UsageError(f"{name!r} is no modality", remedy="Modalities: " + ", ".join(known)) from error


def _unasserted_modalities(store: Selecting) -> frozenset[IRI]:
    nodes = Nodes(store)
    return frozenset(term for term, _ in _modalities(store) if nodes.term["Unasserted"] in nodes.above(term))


def _modalities(store: Selecting) -> Iterable[tuple[IRI, str]]:
    for row in store.select(_MODALITIES):
        modality = row["modality"]
        assert isinstance(modality, IRI)
        yield modality, row["label"].value
