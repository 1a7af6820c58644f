"""A page of text for the terminal: headings and columns, wrapped to a width that counts Korean letters as two."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kg.views.sources import Source

BOLD, DIM, ROLE, WARN = "bold", "dim", "cyan", "yellow"
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Page:
    """A page in the making: what is put on it is wrapped to `width` columns, and in colour only if asked for."""

    def __init__(self, width: int, *, colour: bool = False) -> None:
        self._out = io.StringIO()
        self._console = Console(
            file=self._out,
            record=True,
            width=width,
            force_terminal=colour,
            color_system="standard" if colour else None,
            no_color=not colour,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
        )

    def put(self, thing: RenderableType) -> None:
        """Put something on the page, followed by a line break."""
        self._console.print(thing)

    def heading(self, text: str) -> None:
        """Begin a section, after an empty line."""
        self._console.print()
        self._console.print(Text(clean(text), BOLD))

    def columns(self, rows: Iterable[Sequence[RenderableType]], widths: Sequence[int], *, indent: int = 2) -> None:
        """Put rows of columns, indented; `widths` are the most that each column but the last may take."""
        self._console.print(Padding(grid(rows, widths), (0, 0, 0, indent)))

    def barred(self, texts: Iterable[Text], *, indent: int = 3) -> None:
        """Put texts beside a bar that runs along all their lines."""
        bar = Text(" " * indent).append("│  ", DIM)
        for text in texts:
            for line in text.wrap(self._console, self._console.width - len(bar)):
                self._console.print(bar + line)

    def html(self) -> str:
        """Give the page as HTML that needs nothing around it, for notebooks."""
        code = '<pre style="line-height: 1.35; white-space: pre; overflow-x: auto">{code}</pre>'
        return self._console.export_html(inline_styles=True, code_format=code, clear=False)

    def __str__(self) -> str:
        lines = self._out.getvalue().strip("\n").split("\n")
        return "".join(line.rstrip(" ") + "\n" for line in lines)


def grid(rows: Iterable[Sequence[RenderableType]], widths: Sequence[int]) -> Table:
    """Give rows of columns, two spaces apart; the last column takes what is left."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for width in widths:
        table.add_column(max_width=width)
    table.add_column(ratio=1)
    for row in rows:
        table.add_row(*row)
    return table


def clean(text: str) -> str:
    """Take out what would steer a terminal or turn the direction of a line instead of being read."""
    spaced = "".join(" " if c.isspace() else c for c in text)
    return "".join(c for c in spaced if unicodedata.category(c) != "Cc" and c not in _DIRECTIONS)


def styled(text: str, style: str = "") -> Text:
    """Give a text in a style, fit for a terminal."""
    return Text(clean(text), style)


def citation(source: Source) -> Text:
    """Cite one claim: "[Lankov 2007, P20; judgement]"."""
    text = styled(f"[{source.citation}", DIM)
    if source.manner:
        text.append("; ", DIM).append(clean(source.manner), WARN)
    return text.append("]", DIM)
