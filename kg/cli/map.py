"""`kg map`: where it happened, as an interactive page."""

from __future__ import annotations

import click

from kg.cli.explorer import put_explorer
from kg.cli.options import around_options, as_of_option, page_options, selection_options


@click.command()
@around_options
@as_of_option
@selection_options
@page_options("map.html")
def map(
    names: tuple[str, ...],
    *,
    depth: int,
    as_of: str | None,
    sources: tuple[str, ...],
    modalities: tuple[str, ...],
    target: str,
    show: bool,
) -> None:
    """Show where it happened, on a map in an HTML page.

    The whole graph, or what lies around the NAMEs. The page is one file that works offline: it brings its own outlines
    of land and states, and shows the same graph as a network, in time, and as a table.
    """
    from kg.views.scope import Scope

    put_explorer(Scope(names, depth, as_of, sources, modalities), "map", target)
    if show:
        click.launch(target)
