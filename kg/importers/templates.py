"""Templates: texts with cells in them, such as `code:cow.{ccode}` or `{ss_type|lookup:ss}`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CELL = re.compile(r"\{([^{}|]*)((?:\|[^{}|]*)*)\}")

# Each filter with what has to stand after its colon; "" where nothing may.
FILTERS = {
    "slug": "",
    "lower": "",
    "upper": "",
    "lookup": "the name of a lookup",
    "first": "a number",
    "last": "a number",
    "pad": "a number",
    "before": "a text",
    "after": "a text",
}

ROW = "_row"  # the cell that holds the number of the row
RELEASE = "_release"  # the cell that holds the name of the release


class TemplateError(ValueError):
    """A template is malformed; its message says how."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What is done with the text of a cell before it is put into its place."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A place that the text of a column fills."""

    column: str
    filters: tuple[Filter, ...] = ()

    def lookup(self) -> str | None:
        """Name the lookup that gives the final text, if it is one that does."""
        return self.filters[-1].argument if self.filters and self.filters[-1].name == "lookup" else None


@dataclass(frozen=True, slots=True)
class Template:
    """Constant texts and cells, in order."""

    parts: tuple[str | Cell, ...]

    def cells(self) -> tuple[Cell, ...]:
        """The cells in it, in order."""
        return tuple(part for part in self.parts if isinstance(part, Cell))

    def columns(self) -> tuple[str, ...]:
        """The columns it reads, each once."""
        return tuple(dict.fromkeys(cell.column for cell in self.cells()))

    def constant(self) -> str | None:
        """The text, if no cell is in it."""
        return None if self.cells() else "".join(str(part) for part in self.parts)

    def sole_cell(self) -> Cell | None:
        """The cell, if nothing else is in it."""
        return self.parts[0] if len(self.parts) == 1 and isinstance(self.parts[0], Cell) else None

    def begin(self) -> str:
        """The constant text it begins with."""
        return self.parts[0] if self.parts and isinstance(self.parts[0], str) else ""


def parse_template(text: str) -> Template:
    """Read a template; raises TemplateError for a stray brace or an unknown filter."""
    parts: list[str | Cell] = []
    end = 0
    for match in _CELL.finditer(text):
        parts.extend(_constant(text[end : match.start()], text))
        parts.append(_cell(match[1], match[2], text))
        end = match.end()
    parts.extend(_constant(text[end:], text))
    return Template(tuple(parts))


def _constant(text: str, template: str) -> list[str]:
    if "{" in text or "}" in text:
        raise TemplateError(f"{template!r} has a brace that is not closed or not opened")
    return [text] if text else []


def _cell(column: str, filters: str, template: str) -> Cell:
    if not column:
        raise TemplateError(f"{template!r} has braces without the name of a column")
    return Cell(column, tuple(_filter(text, template) for text in filters.split("|")[1:]))


def _filter(text: str, template: str) -> Filter:
    name, colon, argument = text.partition(":")
    if name not in FILTERS:
        raise TemplateError(f"{template!r} has the filter {name!r}; there are: {', '.join(FILTERS)}")
    if bool(FILTERS[name]) != bool(colon and argument):
        wanted = FILTERS[name]
        raise TemplateError(
            f"in {template!r} {name} needs {wanted} after a colon" if wanted else f"{name} takes nothing"
        )
    if FILTERS[name] == "a number" and not argument.isdecimal():
        raise TemplateError(f"in {template!r} {argument!r} is not a number")
    return Filter(name, argument)
