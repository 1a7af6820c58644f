"""Tables as HTML for notebooks, with nothing in them that a reader did not write herself left unescaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


def table_html(columns: Sequence[str], rows: Iterable[Sequence[object]], caption: str = "") -> str:
    """Write rows as an HTML table; None is an empty cell."""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: object) -> str:
    return f"<td>{'' if value is None else escape(str(value))}</td>"


def frame_html(page: bytes, height: int = 640) -> str:
    """Put a whole HTML page into a frame that can run its scripts but reach nothing of what surrounds it."""
    return (
        f'<iframe sandbox="allow-scripts" style="width: 100%; height: {height}px; border: 0" '
        f'srcdoc="{escape(page.decode(), quote=True)}"></iframe>'
    )
