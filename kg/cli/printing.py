"""Printing views: in the format that was asked for, as wide as the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from kg.cli.screen import screen
from kg.exports.shown import Shown


def _csv(view: Shown[Any]) -> str:
    from kg.exports.timeline import to_csv  # loads networkx, which the other views' commands can do without

    return to_csv(view.view)


_WRITERS: Mapping[str, Callable[[Shown[Any]], str]] = {
    "json": lambda view: view.to_json(),
    "markdown": lambda view: view.to_markdown(),
    "csv": _csv,
}


def print_view(view: Shown[Any], form: str) -> None:
    """Print a view as JSON, Markdown or (a timeline) CSV, or else as text for a person."""
    there = screen()
    write = _WRITERS.get(form)
    click.echo(write(view) if write else view.to_text(there.width, colour=there.colour), nl=False)
