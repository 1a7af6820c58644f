"""Sheets: what a page is about and what is put on it, before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.rdf.terms import IRI
from kg.views.nodes import Nodes
from kg.views.sources import Source
from kg.web.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about: a node, and the nodes of the store that knows it.

    Only what no document of the graph describes is looked for in the imported releases: `is_curated` is false then.
    """

    node: IRI
    nodes: Nodes
    snapshot: Snapshot
    is_curated: bool = True

    def is_a(self, *names: str) -> bool:
        """Say whether it belongs to one of the classes of those names."""
        return any(self.nodes.is_a(self.node, name) for name in names)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A template and what is put into it."""

    template: str
    context: Mapping[str, Any]


def claim_iri(source: Source, claims: str) -> str:
    """Give the IRI of the claim that a source is, `claims` being the namespace; or of the release that it is."""
    return source.claim if "://" in source.claim else claims + source.claim
