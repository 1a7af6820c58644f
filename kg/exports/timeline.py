"""A timeline for reading: as text, CSV, Markdown, JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import RenderableType

from kg.exports.cells import write_csv
from kg.exports.markdown import escape
from kg.exports.page import DIM, ROLE, Page, citation, styled
from kg.exports.records import source_record, when_record
from kg.views.sources import merge_manners
from kg.views.timeline import Entry, Timeline
from kg.views.when import Held

HEADINGS = {
    Held.CERTAIN: "Certain",
    Held.POSSIBLE: "Possible",
    Held.UNKNOWN: "Unknown, since no begin or end is stated",
}
UNDATED = "Undated"
COLUMNS = (
    *("date", "edtf", "earliestBegin", "latestBegin", "earliestEnd", "latestEnd"),
    *("held", "kind", "label", "participants", "node", "sources"),
)


def to_page(timeline: Timeline, width: int = 100, *, colour: bool = False) -> Page:
    """Put a timeline on a page for a terminal, parted into certain, possible and unknown if that was asked."""
    page = Page(width, colour=colour)
    for heading, entries in _groups(timeline):
        if heading:
            page.heading(heading)
        if heading == UNDATED:
            page.columns([_row(entry)[1:] for entry in entries], [18])
        else:
            page.columns([_row(entry) for entry in entries], [24, 18])
    if not timeline.entries and not timeline.undated:
        page.put(styled("Nothing dated fits."))
    if timeline.left_out:
        page.put("")
        page.put(styled(f"{timeline.left_out} more without a date: --undated lists them.", DIM))
    return page


def _groups(timeline: Timeline) -> list[tuple[str, Sequence[Entry]]]:
    """Part the entries by the answer they give; one group without a heading if nothing was asked."""
    by_answer = [
        ("", [entry for entry in timeline.entries if entry.held is None]),
        *((heading, [entry for entry in timeline.entries if entry.held is held]) for held, heading in HEADINGS.items()),
        (UNDATED, timeline.undated),
    ]
    return [(heading, entries) for heading, entries in by_answer if entries]


def _row(entry: Entry) -> list[RenderableType]:
    text = styled(entry.label)
    for source in merge_manners(entry.sources):
        text.append(" ").append(citation(source))
    return [styled(entry.when.text), styled(entry.kind, ROLE), text]


def to_csv(timeline: Timeline) -> str:
    """Write a timeline as CSV (RFC 4180, but for the line ends), one entry a row, the undated last.

    A text that a spreadsheet would run as a formula gets an apostrophe before it, the mark of a text.
    """
    entries = (*timeline.entries, *timeline.undated)
    return write_csv(COLUMNS, ([cell or "" for cell in _cells(entry)] for entry in entries))


def _cells(entry: Entry) -> list[str | None]:
    when = when_record(entry.when)
    return [
        when["text"],
        *(when[name] for name in COLUMNS[1:6]),
        entry.held.value if entry.held else None,
        entry.kind,
        entry.label,
        "; ".join(f"{role}: {actor}" for role, actor in entry.parts),
        entry.slug,
        "; ".join(str(source) for source in merge_manners(entry.sources)),
    ]


def to_markdown(timeline: Timeline) -> str:
    """Write a timeline as Markdown tables."""
    blocks = []
    for heading, entries in _groups(timeline):
        rows = ["| Date | Kind | What | Who says so |", "| --- | --- | --- | --- |", *map(_markdown_row, entries)]
        blocks.append("\n".join(([f"## {heading}", ""] if heading else []) + rows))
    return "\n\n".join(blocks) + "\n"


def _markdown_row(entry: Entry) -> str:
    sources = " ".join(escape(str(source)) for source in merge_manners(entry.sources))
    return f"| {escape(entry.when.text)} | {escape(entry.kind)} | {escape(entry.label)} | {sources} |"


def to_record(timeline: Timeline) -> dict[str, Any]:
    """Give a timeline as plain values."""
    return {
        "entries": [_entry_record(entry) for entry in timeline.entries],
        "undated": [_entry_record(entry) for entry in timeline.undated],
    }


def _entry_record(entry: Entry) -> dict[str, Any]:
    return {
        "node": entry.slug,
        "label": entry.label,
        "kind": entry.kind,
        "date": when_record(entry.when),
        "held": entry.held.value if entry.held else None,
        "participants": [{"role": role, "label": label} for role, label in entry.parts],
        "sources": [source_record(source) for source in entry.sources],
    }
