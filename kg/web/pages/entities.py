"""The page of an entity: what it is, what it took part in, what is said of it, and who says so."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from kg.exports.entity import GAPS, LANGUAGES, alike
from kg.rdf.terms import IRI
from kg.views.entity import Entity, Section, describe
from kg.views.identifiers import Identifiers
from kg.views.rivals import read_rivals
from kg.views.sources import Place
from kg.web.pages.accounts import note_of, read_accounts, sources_of
from kg.web.pages.around import draw_around
from kg.web.pages.blocks import BACKGROUND, block_of
from kg.web.pages.chart import draw_charts
from kg.web.pages.footnotes import Footnotes
from kg.web.pages.sheet import Sheet, Subject, claim_iri
from kg.web.pages.timebar import draw_times

PARTIAL = "The imported datasets say more of it than a page can hold."
MOST = 100  # nodes of imported releases on the page of one node


def make_entity(subject: Subject) -> Sheet:
    """Put an entity on a sheet."""
    entity = describe(subject.nodes, subject.node, None if subject.is_curated else MOST)
    return Sheet("entity.html.jinja", entity_context(subject, entity))


def entity_context(subject: Subject, entity: Entity) -> dict[str, object]:
    """Give what the template of an entity, and those that extend it, want to know."""
    nodes, identifiers = subject.nodes, Identifiers(subject.nodes.store)
    blocks = [block_of(section, identifiers) for section in entity.sections]
    unasserted = [block_of(section, identifiers) for section in entity.unasserted]
    return {
        "entity": entity,
        "when": nodes.when(subject.node),
        "languages": LANGUAGES,
        "blocks": blocks,
        "unasserted": unasserted,
        "gaps": alike(entity.not_stated),
        "gaps_heading": GAPS,
        "rivals": read_rivals(nodes, subject.node, _claims(subject, [*entity.sections, *entity.unasserted])),
        "accounts": read_accounts(subject),
        "sources_of": partial(sources_of, subject),
        "note_of": note_of,
        "around": draw_around(subject, entity),
        "times": draw_times(entity),
        "charts": draw_charts(subject, entity),
        "named_in": places(entity.named_in),
        "partial": PARTIAL if entity.is_partial else "",
        "background": BACKGROUND,
        "src": nodes.namespaces.src,
        "claim_space": nodes.namespaces.claim,
        "notes": Footnotes(nodes.namespaces.claim),
    }


def places(named: Iterable[Place]) -> list[tuple[str, list[Place]]]:
    """Give passages document by document."""
    found: dict[str, list[Place]] = {}
    for place in named:
        found.setdefault(place.document, []).append(place)
    return list(found.items())


def _claims(subject: Subject, sections: Iterable[Section]) -> set[IRI]:
    sources = (source for section in sections for line in section.lines for source in line.sources)
    return {IRI(claim_iri(source, subject.nodes.namespaces.claim)) for source in sources}
