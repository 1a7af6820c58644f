"""`kg new`: a graph of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from kg.build.new_graph import BASE, copy_shipped_graph, create_graph
from kg.errors import UsageError


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--base", default=BASE, show_default=True, metavar="IRI", help="What all its IRIs begin with.")
@click.option("--shipped", is_flag=True, help="With the graph that comes with the package, to go on from.")
def new(folder: Path, base: str, *, shipped: bool) -> None:
    """Start a graph of your own.

    DIR, new or empty, gets the ontology, the settings, and an example document with one claim.
    """
    if shipped and base != BASE:
        raise UsageError("the shipped graph has a base of its own", remedy="Leave --base, or --shipped.")
    if shipped:
        copy_shipped_graph(folder)
    else:
        create_graph(folder, base)
    click.echo(f"A new graph lies in {folder}. Next:")
    click.echo(f"  cd {folder}")
    click.echo("  kg build")
    if not shipped:
        click.echo("  kg show northland")
        click.echo("Its README.md says how to go on from there.")
