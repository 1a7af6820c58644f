"""The preview: an entity in a few lines, shown in a frame by whoever reconciles."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import NameNotFoundError
from kg.linking.record import Record
from kg.rdf.terms import IRI
from kg.views.nodes import Nodes
from kg.views.when import When
from kg.web.reconciliation.background import Background, background_of
from kg.web.reconciliation.finding import valid_iris
from kg.web.reconciliation.matching import read_records
from kg.web.snapshot import Snapshot

_NAMES = 4  # other names that are shown
_CODES = ("wikidata", "cow", "gnd", "viaf")  # the first of these that there are


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown of an entity."""

    iri: str
    label: str
    kind: str
    when: str
    about: str
    names: tuple[str, ...]
    parties: tuple[str, ...]
    codes: tuple[str, ...]


def read_preview(snapshot: Snapshot, identifier: str) -> Preview:
    """Read what is shown of an entity; raises NameNotFoundError if there is none of that identifier."""
    background = background_of(snapshot)
    space = background.namespaces.ent
    iris = [iri.value for iri in valid_iris([space + identifier.removeprefix(space)])]
    for record in read_records(snapshot, background, iris).values():
        return _preview(record, background, Nodes(snapshot.store))
    raise NameNotFoundError(identifier, ())


def _preview(record: Record, background: Background, nodes: Nodes) -> Preview:
    types = background.types.narrowest(record.classes)
    parties = tuple(sorted(nodes.label(IRI(iri)) for actor in record.actors for iri in actor.ids))
    codes = (
        background.schemes[prefix].name(code)
        for prefix in _CODES
        for code in sorted(record.codes.get(prefix, ()))
        if prefix in background.schemes
    )
    return Preview(
        record.id,
        record.label,
        types[0].name if types else "",
        When(record.date, record.bounds).text if record.date and record.bounds else "",
        record.about,
        tuple(name for name in record.names if name != record.label)[:_NAMES],
        parties[:_NAMES],
        tuple(codes)[:2],
    )
