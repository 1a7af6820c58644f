"""Suggested links for reading: a table with the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.text import Text

from kg.config import Namespaces
from kg.exports.page import BOLD, DIM, ROLE, Page, styled
from kg.linking.candidates import Candidate
from kg.linking.schemes import Scheme

_WIDTHS = (4, 26, 34)


def to_page(
    candidates: Iterable[Candidate], scheme: Scheme, namespaces: Namespaces, width: int = 100, *, colour: bool = False
) -> Page:
    """Put suggestions on a page for a terminal: each entity with its candidates, the surest first, and why."""
    page = Page(width, colour=colour)
    for entity, found in groupby(candidates, key=lambda each: each.entity):
        title = styled(entity.label, BOLD).append(f"  {namespaces.shrink(entity.id)}", DIM)
        page.put(title.append(f"  {entity.kind} {entity.date}".rstrip(), DIM))
        page.columns(_iter_rows(found, scheme), _WIDTHS)
    return page


def _iter_rows(candidates: Iterable[Candidate], scheme: Scheme) -> Iterator[list[Text]]:
    for each in candidates:
        identifier = styled(f"{scheme.prefix}:{each.record.id}")
        identifier.overflow = "fold"  # a cut identifier is none
        yield [
            styled(f"{min(each.confidence, 0.99):.2f}", ROLE),
            identifier,
            styled(each.record.label),
            styled(each.why, DIM),
        ]
