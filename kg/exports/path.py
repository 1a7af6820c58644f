"""Paths for reading: as text, as Markdown, as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.text import Text

from kg.exports.markdown import escape
from kg.exports.page import BOLD, DIM, ROLE, WARN, Page, citation, clean, styled
from kg.exports.records import source_record, when_record
from kg.views.path import Paths, Point, Step

_MANY = 3


def to_page(paths: Paths, width: int = 100, *, colour: bool = False) -> Page:
    """Put paths on a page for a terminal."""
    page = Page(width, colour=colour)
    page.put(styled(_headline(paths)))
    for number, steps in enumerate(paths.paths, 1):
        page.heading(f"{number}  {_length(steps)}" if len(paths.paths) > 1 else _length(steps))
        page.columns([[styled(_name(steps[0].start), BOLD)]], [])
        for step in steps:
            page.barred(_iter_lines(step))
            page.columns([[styled(_name(step.end), BOLD)]], [])
    return page


def _headline(paths: Paths) -> str:
    ends = f"{_name(paths.start)} and {_name(paths.end)}"
    if not paths.paths:
        return f"Nothing that is asserted connects {ends}."
    count = len(paths.paths)
    return f"{'The shortest connection' if count == 1 else f'The {count} shortest connections'} of {ends}"


def _length(steps: tuple[Step, ...]) -> str:
    return f"{len(steps)} step{'s' * (len(steps) > 1)}"


def _iter_lines(step: Step) -> Iterator[Text]:
    mark = "" if step.is_asserted else f"  ({'; '.join(dict.fromkeys(s.modality for s in step.sources))}, not asserted)"
    yield styled(step.relation, ROLE).append(clean(mark), WARN)
    if step.via:
        yield styled(_name(step.via))
    for source in step.sources:
        yield styled("· ", DIM).append(clean(source.statement)).append(" ").append(citation(source))
    if step.also:
        yield styled(f"also: {_others(step)}", DIM)
    if step.end_relation:
        yield styled(step.end_relation, ROLE)


def _others(step: Step) -> str:
    more = f"; and {len(step.also) - _MANY} more" if len(step.also) > _MANY else ""
    return "; ".join(map(_name, step.also[:_MANY])) + more


def _name(point: Point) -> str:
    return f"{point.label} ({point.when.text})" if point.when and point.when.text not in point.label else point.label


def to_markdown(paths: Paths) -> str:
    """Write paths as Markdown: a list of steps for each."""
    blocks = [escape(_headline(paths))]
    for number, steps in enumerate(paths.paths, 1):
        blocks.append("\n".join([f"## {number}. {_length(steps)}", "", *map(_markdown_step, steps)]))
    return "\n\n".join(blocks) + "\n"


def _markdown_step(step: Step) -> str:
    middle = f"{step.relation}: {_name(step.via)}; {step.end_relation}" if step.via else step.relation
    first = f"- **{escape(step.start.label)}** ({escape(middle)}) **{escape(step.end.label)}**"
    return "\n".join([first, *(f"  - {escape(source.statement)} {escape(str(source))}" for source in step.sources)])


def to_record(paths: Paths) -> dict[str, Any]:
    """Give paths as plain values."""
    return {
        "start": _point_record(paths.start),
        "end": _point_record(paths.end),
        "paths": [[_step_record(step) for step in steps] for steps in paths.paths],
    }


def _step_record(step: Step) -> dict[str, Any]:
    return {
        "start": _point_record(step.start),
        "relation": step.relation,
        "via": _point_record(step.via) if step.via else None,
        "endRelation": step.end_relation,
        "end": _point_record(step.end),
        "asserted": step.is_asserted,
        "sources": [source_record(source) for source in step.sources],
        "also": [_point_record(point) for point in step.also],
    }


def _point_record(point: Point) -> dict[str, Any]:
    return {"slug": point.slug, "label": point.label, "date": when_record(point.when) if point.when else None}
