"""A suggestion for whoever decides on it: both sides, and the evidence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from rich.text import Text

from kg.exports.page import BOLD, DIM, ROLE, WARN, Page, styled
from kg.linking.judgement import judgement_of
from kg.linking.record import Record
from kg.linking.reviewing import Draft
from kg.model.mapping import Mapping


def to_page(
    draft: Draft, entity: Record | None, former: Mapping | None, width: int = 100, *, colour: bool = False
) -> Page:
    """Put a suggestion on a page for a terminal; `former` is what has been decided about it already."""
    page, mapping = Page(width, colour=colour), draft.mapping
    ours = [styled(mapping.subject_label, BOLD).append(f"  {mapping.subject_id}", DIM), *_entity_lines(entity)]
    theirs = [styled(mapping.object_label, BOLD).append(f"  {mapping.object_id}", DIM), *_record_lines(draft)]
    page.columns([[styled("ours", DIM), line] if not n else [styled(""), line] for n, line in enumerate(ours)], [6])
    page.columns([[styled("theirs", DIM), line] if not n else [styled(""), line] for n, line in enumerate(theirs)], [6])
    why = styled(mapping.comment or "no reason given")
    sure = styled(f"{mapping.confidence:.2f}  " if mapping.confidence is not None else "", ROLE)
    page.columns([[styled("why", DIM), sure.append_text(why)]], [6])
    if former:
        page.columns([[styled("so far", DIM), styled(_former(former), WARN)]], [6])
    return page


def _entity_lines(entity: Record | None) -> Iterator[Text]:
    if entity is None:
        yield styled("nothing in the graph is called so", WARN)
        return
    yield from _lines(
        f"{entity.kind} {entity.date}".strip(),
        entity.names[1:],
        entity.actors and [actor.names[0] for actor in entity.actors if actor.names],
        entity.about,
    )


def _record_lines(draft: Draft) -> Iterator[Text]:
    further = dict(draft.mapping.further)
    details = _details(further.get("other", ""))
    kind = f"{further.get('object_category', '')} {details.get('date', '')}".strip()
    names, actors = details.get("names", ""), details.get("actors", "")
    yield from _lines(kind, [names] if names else [], [actors] if actors else [], details.get("about", ""))
    if address := draft.scheme.page_of(draft.identifier):
        yield styled(address, DIM)


def _lines(kind: str, names: Any, actors: Any, about: str) -> Iterator[Text]:
    if kind:
        yield styled(kind)
    if names:
        yield styled("also " + " · ".join(names))
    if actors:
        yield styled("with " + ", ".join(actors))
    if about:
        yield styled(about)


def _details(text: str) -> dict[str, str]:
    """Read what a suggestion knows of its record; nothing where somebody has changed it into something else."""
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def _former(mapping: Mapping) -> str:
    said = judgement_of(mapping).value
    by = ", ".join(mapping.author_labels) or dict(mapping.further).get("author_id", "")
    return f"{said}, by {by or 'nobody named'}" + (f" on {mapping.date}" if mapping.date else "")
