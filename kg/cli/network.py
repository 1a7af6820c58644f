"""`kg network`: actors, and what connects them, as an interactive page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.explorer import put_explorer, put_page
from kg.cli.opening import open_store
from kg.cli.options import around_options, as_of_option, page_options, selection_options
from kg.config import find_workspace

if TYPE_CHECKING:
    from kg.views.scope import Scope


@click.command()
@around_options
@as_of_option
@selection_options
@click.option("--unasserted", is_flag=True, help="Also what is denied or imagined, dotted.")
@click.option(
    "--html", "explorer", is_flag=True, help="As the explorer: also in time, on a map, as a table, with queries."
)
@page_options("network.html")
def network(
    names: tuple[str, ...],
    *,
    depth: int,
    as_of: str | None,
    sources: tuple[str, ...],
    modalities: tuple[str, ...],
    unasserted: bool,
    explorer: bool,
    target: str,
    show: bool,
) -> None:
    """Draw actors and what connects them as an HTML page.

    The whole graph, or what lies around the NAMEs. A step leads through an event or a relationship to those who take
    part in it. The page is one file that works offline; click anything in it to read who says so, and where.
    """
    from kg.views.scope import Scope

    scope = Scope(names, depth, as_of, sources, modalities, unasserted)
    if explorer:
        put_explorer(scope, "network", target)
    else:
        _put_picture(scope, target)
    if show:
        click.launch(target)


def _put_picture(scope: Scope, target: str) -> None:
    from kg.exports.network_page.scope_page import write_scope_page

    workspace = find_workspace()
    store = open_store(workspace)
    put_page(write_scope_page(store, workspace, scope), target)
