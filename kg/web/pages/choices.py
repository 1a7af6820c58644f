"""Choices: what a form that narrows a view offers: the documents, releases, modalities and sorts of a graph."""

from __future__ import annotations

from dataclasses import dataclass

from kg.exports.html.about import read_documents
from kg.views.comparison.origins import read_releases
from kg.views.nodes import Nodes
from kg.web.kept import Kept
from kg.web.snapshot import Snapshot

_MODALITIES = """
SELECT ?label {
    ?modality skos:inScheme kg:Modalities ; rdfs:label ?label FILTER NOT EXISTS { ?narrower skos:broader ?modality }
} ORDER BY ?modality"""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: what the address says of it, and its words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from, field by field."""

    source: tuple[Choice, ...]
    modality: tuple[Choice, ...]
    dataset: tuple[Choice, ...]


def read_choices(snapshot: Snapshot) -> Choices:
    """Read what the forms of a snapshot offer, once for all who ask."""
    return _KEPT.of(snapshot)


def _read(snapshot: Snapshot) -> Choices:
    store, margins = snapshot.store, snapshot.workspace.margins
    modalities = [label.value for label in store.select(_MODALITIES).column("label") if label is not None]
    nodes = Nodes(snapshot.whole)
    return Choices(
        source=tuple(Choice(document.id, document.citation) for document in read_documents(store)),
        modality=tuple(Choice(word, word) for word in modalities),
        dataset=tuple(Choice(release.slug, release.label) for release in read_releases(nodes, margins)),
    )


_KEPT = Kept(_read)
