"""`kg network`: actors, and what connects them, as an interactive page."""

from __future__ import annotations

import click

from kg.build.opening import open_store
from kg.cli.options import as_of_option, selection_options
from kg.cli.output import STANDARD_OUTPUT, put_file
from kg.config import find_workspace


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option(
    "--depth", type=click.IntRange(min=0), default=1, show_default=True, help="How many steps around the names."
)
@as_of_option
@selection_options
@click.option("--unasserted", is_flag=True, help="Also what is denied or imagined, dotted.")
@click.option(
    "--out", "target", metavar="FILE", default="network.html", show_default=True, help="Where to; - prints it."
)
@click.option("--open", "show", is_flag=True, help="Show it in the browser.")
def network(
    names: tuple[str, ...],
    *,
    depth: int,
    as_of: str | None,
    sources: tuple[str, ...],
    modalities: tuple[str, ...],
    unasserted: bool,
    target: str,
    show: bool,
) -> None:
    """Draw actors and what connects them as an HTML page.

    The whole graph, or what lies around the NAMEs. A step leads through an event or a relationship to those who take
    part in it. The page is one file that works offline; click anything in it to read who says so, and where.
    """
    from kg.exports.network_page.scope_page import write_scope_page
    from kg.views.scope import Scope

    workspace = find_workspace()
    store = open_store(workspace, lambda step: click.echo(step, err=True))
    scope = Scope(names, depth, as_of, sources, modalities, unasserted)
    put_file(write_scope_page(store, workspace, scope), target)
    if target != STANDARD_OUTPUT:
        click.echo(f"Wrote {target}: open it in any browser.", err=True)
    if show:
        click.launch(target)
