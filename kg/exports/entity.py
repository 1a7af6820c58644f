"""An entity for reading: as text, as Markdown, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from kg.exports.markdown import escape
from kg.exports.page import BOLD, DIM, ROLE, WARN, Page, citation, clean, grid, styled
from kg.exports.records import place_record, source_record, when_record
from kg.views import sections
from kg.views.entity import Entity, Line, Section
from kg.views.quotes import Quote
from kg.views.sources import Source, format_places, merge_manners

PARTIAL = "The imported datasets say more of it than a page can hold. kg query asks them for all."
GAPS, QUOTED = "The source does not say", "In the source's own words, from your copy"
# Sections of facts, which need no column of dates and no statements; sections of statements, which need no relations.
FACTS = frozenset(
    {sections.TAKING_PART, sections.FACTS, sections.CAUSES, sections.FAMILY, sections.NAMED, sections.ELSEWHERE}
)
STATEMENTS = frozenset({sections.STATEMENTS, sections.ATTRIBUTED, sections.CLAIMS, sections.DENIED, sections.IMAGINED})
LANGUAGES = {
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


def to_page(entity: Entity, width: int = 100, *, colour: bool = False) -> Page:
    """Put an entity on a page for a terminal."""
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
    if entity.is_partial:
        page.put("")
        page.put(styled(PARTIAL, WARN))
    if entity.quotes:
        page.heading(QUOTED)
        page.columns([[styled(format_places([q.place]), ROLE), _quoted(q)] for q in entity.quotes], [18])
    return page


def _quoted(quote: Quote) -> Text:
    return styled(_missing(quote), WARN) if quote.text is None else styled(quote.text)


def _missing(quote: Quote) -> str:
    return f"not found in {quote.file}" if quote.file else "you have given no copy of this document"


def _iter_head(entity: Entity) -> Iterator[tuple[str, str]]:
    for language, names in entity.names:
        yield LANGUAGES.get(language, language) or "Name", ", ".join(names)
    if entity.named_in:
        yield "Named in", format_places(entity.named_in)
    if entity.note:
        yield "Note", entity.note


def _table(section: Section) -> tuple[list[list[RenderableType]], list[int]]:
    """Give the rows of a section, and the widths of all columns but the last."""
    if section.heading in STATEMENTS:
        bodies = [_with_notes(_with_citations(styled(line.text), line.sources), line) for line in section.lines]
        return [[styled("·", DIM), body] for body in bodies], [1]
    if section.heading in FACTS:
        return [[styled(line.relation, ROLE), _fact(line)] for line in _merged(section.lines)], [26]
    told: set[str] = set()
    rows = [[styled(_when(line)), *_entry(line, told)] for line in section.lines]
    return (rows, [22, 16]) if any(line.when for line in section.lines) else ([row[1:] for row in rows], [26])


def _fact(line: Line) -> Text:
    return _with_citations(styled(title_text(line, _when(line))), line.sources)


def _when(line: Line) -> str:
    return line.when.text if line.when else ""


def _entry(line: Line, told: set[str]) -> list[RenderableType]:
    """Give relation and body of a line: what it is, then in words what claims say of it, unless it was said before."""
    untold = [source for source in line.sources if source.statement not in told | {line.text}]
    told.update(source.statement for source in untold)
    title = _with_citations(styled(title_text(line)), [source for source in line.sources if source not in untold])
    statements = [[styled("·", DIM), _statement(source)] for source in untold]
    body = Group(title, grid(statements, [1])) if statements else title
    return [styled(line.relation, ROLE), body]


def _statement(source: Source) -> Text:
    text = styled(source.statement).append(" ").append(citation(source))
    return text.append(f"\nNote: {clean(source.note)}", DIM) if source.note else text


def title_text(line: Line, when: str = "") -> str:
    """Give what is known in a few words, with what its name leaves out in parentheses."""
    details = [words for words in (line.detail, when) if words and words not in line.text]
    return f"{line.text} ({'; '.join(details)})" if details else line.text


def _with_citations(text: Text, sources: Iterable[Source]) -> Text:
    for source in merge_manners(sources):
        text.append(" ").append(citation(source))
    return text


def _with_notes(text: Text, line: Line) -> Text:
    for note in _notes(line):
        text.append(f"\nNote: {clean(note)}", DIM)
    return text


def _notes(line: Line) -> list[str]:
    return [source.note for source in line.sources if source.note]


def _merged(lines: Iterable[Line]) -> list[Line]:
    return [replace(found[0], text=_listed([line.text for line in found])) for found in alike(lines)]


def alike(lines: Iterable[Line]) -> list[list[Line]]:
    """Put facts of one sort together that the same sources give, for one line of a page."""
    found: dict[tuple[object, ...], list[Line]] = {}
    for line in lines:
        found.setdefault((line.relation, line.sources, line.when, line.detail), []).append(line)
    return list(found.values())


def _listed(texts: list[str]) -> str:
    return ("; " if any("," in text for text in texts) else ", ").join(texts)


def to_markdown(entity: Entity) -> str:
    """Write an entity as Markdown."""
    blocks = [f"# {escape(entity.label)}", f"*{escape(entity.kind)}*", escape(entity.description)]
    blocks.append("\n".join(f"- {name}: {escape(text)}" for name, text in _iter_head(entity)))
    for section in (*entity.sections, *entity.unasserted):
        blocks.append("\n".join([f"## {escape(section.heading)}", "", *_iter_markdown(section)]))
    if entity.not_stated:
        gaps = [_bullet(line.text, line.sources) for line in _merged(entity.not_stated)]
        blocks.append("\n".join([f"## {GAPS}", "", *gaps]))
    if entity.is_partial:
        blocks.append(f"*{PARTIAL}*")
    if entity.quotes:
        blocks.append("\n\n".join([f"## {QUOTED}", *map(_markdown_quote, entity.quotes)]))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _markdown_quote(quote: Quote) -> str:
    text = f"> {escape(quote.text)}" if quote.text is not None else f"*{escape(_missing(quote))}*"
    return f"{escape(format_places([quote.place]))}:\n\n{text}"


def _iter_markdown(section: Section) -> Iterator[str]:
    if section.heading in STATEMENTS:
        for line in section.lines:
            yield _bullet(line.text, line.sources, note=next(iter(_notes(line)), None))
    elif section.heading in FACTS:
        for line in _merged(section.lines):
            yield _bullet(f"{line.relation}: {title_text(line, _when(line))}", line.sources)
    else:
        for line in section.lines:
            date = f"**{escape(line.when.text)}** " if line.when else ""
            yield f"- {date}*{escape(line.relation)}*: {escape(title_text(line))}"
            yield from (f"  {_bullet(source.statement, [source], note=source.note)}" for source in line.sources)


def _bullet(text: str, sources: Iterable[Source], note: str | None = None) -> str:
    cited = "".join(f" {source}" for source in merge_manners(sources))
    return f"- {escape(text + cited)}" + (f" *Note: {escape(note)}*" if note else "")


def to_record(entity: Entity) -> dict[str, Any]:
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
        "isPartial": entity.is_partial,
        "quotes": [{**place_record(quote.place), "text": quote.text, "file": quote.file} for quote in entity.quotes],
    }


def _section_record(section: Section) -> dict[str, Any]:
    return {"heading": section.heading, "lines": [_line_record(line) for line in section.lines]}


def _line_record(line: Line) -> dict[str, Any]:
    return {
        "relation": line.relation,
        "text": line.text,
        "node": line.node,
        "date": when_record(line.when) if line.when else None,
        "detail": line.detail,
        "sources": [source_record(source) for source in line.sources],
        "statements": [dict(zip(("subject", "property", "value"), parts, strict=True)) for parts in line.statements],
    }
