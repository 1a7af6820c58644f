"""An entity for reading: as text, as Markdown, as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from kg.exports.page import BOLD, DIM, ROLE, Page, citation, clean, grid, styled
from kg.exports.records import place_record, source_record, to_json, when_record
from kg.views import sections
from kg.views.entity import Entity, Line, Section
from kg.views.sources import Source, format_places

GAPS = "The source does not say"
# Sections of facts, which need no column of dates and no statements; sections of statements, which need no relations.
_FACTS = frozenset({sections.TAKING_PART, sections.FACTS, sections.CAUSES, sections.FAMILY, sections.NAMED})
_STATEMENTS = frozenset({sections.STATEMENTS, sections.ATTRIBUTED, sections.CLAIMS, sections.DENIED, sections.IMAGINED})
_LANGUAGES = {
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ja": "Japanese",
    "ko": "Korean",
    "ru": "Russian",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


def to_text(entity: Entity, width: int = 100, *, colour: bool = False) -> str:
    """Write an entity for a terminal."""
    page = Page(width, colour=colour)
    page.put(styled(entity.label, BOLD).append(f"  ({clean(entity.kind)})", DIM))
    if entity.description:
        page.put(styled(entity.description))
    page.columns([[styled(name, DIM), styled(text)] for name, text in _iter_head(entity)], [14])
    for section in (*entity.sections, *entity.unasserted):
        page.heading(section.heading)
        page.columns(*_table(section))
    if entity.not_stated:
        page.heading(GAPS)
        page.columns([[_with_citations(styled(line.text), line.sources)] for line in _merged(entity.not_stated)], [])
    return str(page)


def _iter_head(entity: Entity) -> Iterator[tuple[str, str]]:
    for language, names in entity.names:
        yield _LANGUAGES.get(language, language) or "Name", ", ".join(names)
    if entity.named_in:
        yield "Named in", format_places(entity.named_in)
    if entity.note:
        yield "Note", entity.note


def _table(section: Section) -> tuple[list[list[RenderableType]], list[int]]:
    """Give the rows of a section, and the widths of all columns but the last."""
    if section.heading in _STATEMENTS:
        bodies = [_with_notes(_with_citations(styled(line.text), line.sources), line) for line in section.lines]
        return [[styled("·", DIM), body] for body in bodies], [1]
    if section.heading in _FACTS:
        return [[styled(line.relation, ROLE), _fact(line)] for line in _merged(section.lines)], [26]
    told: set[str] = set()
    rows = [[styled(line.when.text if line.when else ""), *_entry(line, told)] for line in section.lines]
    return (rows, [22, 16]) if any(line.when for line in section.lines) else ([row[1:] for row in rows], [26])


def _fact(line: Line) -> Text:
    return _with_citations(_title(line, line.when.text if line.when else ""), line.sources)


def _entry(line: Line, told: set[str]) -> list[RenderableType]:
    """Give relation and body of a line: what it is, then in words what claims say of it, unless it was said before."""
    untold = [source for source in line.sources if source.statement not in told | {line.text}]
    told.update(source.statement for source in untold)
    title = _with_citations(_title(line), [source for source in line.sources if source not in untold])
    statements = [[styled("·", DIM), _statement(source)] for source in untold]
    body = Group(title, grid(statements, [1])) if statements else title
    return [styled(line.relation, ROLE), body]


def _statement(source: Source) -> Text:
    text = styled(source.statement).append(" ").append(citation(source))
    return text.append(f"\nNote: {clean(source.note)}", DIM) if source.note else text


def _title(line: Line, when: str = "") -> Text:
    details = [words for words in (line.detail, when) if words and words not in line.text]
    return styled(line.text).append(f" ({clean('; '.join(details))})" if details else "")


def _with_citations(text: Text, sources: Iterable[Source]) -> Text:
    """Cite what stands behind a text, each passage in the same manner once."""
    for source in {(s.citation, s.manner, s.informants): s for s in sources}.values():
        text.append(" ").append(citation(source))
    return text


def _with_notes(text: Text, line: Line) -> Text:
    for note in filter(None, (source.note for source in line.sources)):
        text.append(f"\nNote: {clean(note)}", DIM)
    return text


def _merged(lines: Iterable[Line]) -> list[Line]:
    """Put facts of one sort that the same sources give on one line."""
    alike: dict[tuple[object, ...], list[Line]] = {}
    for line in lines:
        alike.setdefault((line.relation, line.sources, line.when, line.detail), []).append(line)
    return [replace(found[0], text=_listed([line.text for line in found])) for found in alike.values()]


def _listed(texts: list[str]) -> str:
    return ("; " if any("," in text for text in texts) else ", ").join(texts)


def to_markdown(entity: Entity) -> str:
    """Write an entity as Markdown."""
    blocks = [f"# {_escape(entity.label)}", f"*{_escape(entity.kind)}*", _escape(entity.description)]
    blocks.append("\n".join(f"- {name}: {_escape(text)}" for name, text in _iter_head(entity)))
    for section in (*entity.sections, *entity.unasserted):
        lines = "\n".join(_markdown_line(line) for line in section.lines)
        blocks.append(f"## {_escape(section.heading)}\n\n{lines}")
    if entity.not_stated:
        lines = "\n".join(f"- {_escape(line.text)}{_markdown_citations(line)}" for line in entity.not_stated)
        blocks.append(f"## {GAPS}\n\n{lines}")
    return "\n\n".join(block for block in blocks if block) + "\n"


def _markdown_line(line: Line) -> str:
    date = f"**{_escape(line.when.text)}** " if line.when else ""
    detail = f" ({_escape(line.detail)})" if line.detail and line.detail not in line.text else ""
    first = f"- {date}*{_escape(line.relation)}*: {_escape(line.text)}{detail}"
    statements = [source for source in line.sources if source.statement != line.text]
    if not statements:
        return first + _markdown_citations(line)
    return "\n".join([first, *(f"  - {_escape(s.statement)}{_markdown_citation(s)}{_note(s)}" for s in statements)])


def _note(source: Source) -> str:
    return f" *Note: {_escape(source.note)}*" if source.note else ""


def _markdown_citations(line: Line) -> str:
    return "".join(dict.fromkeys(map(_markdown_citation, line.sources)))


def _markdown_citation(source: Source) -> str:
    manner = f"{source.manner} {source.informants}".strip()
    return _escape(f" [{source.citation}{manner and '; '}{manner}]")


def _escape(text: str) -> str:
    """Write a text so that Markdown shows it as it is."""
    return re.sub(r"([\\`*_{}\[\]<>#|~!])", r"\\\1", clean(text))


def to_json_text(entity: Entity) -> str:
    """Write an entity as JSON."""
    return to_json(entity_record(entity))


def entity_record(entity: Entity) -> dict[str, Any]:
    """Give an entity as plain values."""
    return {
        "iri": entity.iri,
        "slug": entity.slug,
        "label": entity.label,
        "kind": entity.kind,
        "description": entity.description,
        "names": {language: list(names) for language, names in entity.names},
        "note": entity.note,
        "namedIn": [place_record(place) for place in entity.named_in],
        "sections": [_section_record(section) for section in entity.sections],
        "notStated": [_line_record(line) for line in entity.not_stated],
        "unasserted": [_section_record(section) for section in entity.unasserted],
    }


def _section_record(section: Section) -> dict[str, Any]:
    return {"heading": section.heading, "lines": [_line_record(line) for line in section.lines]}


def _line_record(line: Line) -> dict[str, Any]:
    return {
        "relation": line.relation,
        "text": line.text,
        "node": line.node,
        "date": when_record(line.when),
        "detail": line.detail,
        "sources": [source_record(source) for source in line.sources],
        "statements": [dict(zip(("subject", "property", "value"), parts, strict=True)) for parts in line.statements],
    }
