"""`kg new`: a graph of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from kg.build.new_graph import BASE, create_graph


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--base", default=BASE, show_default=True, metavar="IRI", help="What all its IRIs begin with.")
def new(folder: Path, base: str) -> None:
    """Start a graph of your own.

    DIR, new or empty, gets the ontology, the settings, and an example document with one claim.
    """
    create_graph(folder, base)
    click.echo(f"A new graph lies in {folder}. Next:")
    click.echo(f"  cd {folder}")
    click.echo("  kg build")
    click.echo("  kg show northland")
    click.echo("Its README.md says how to go on from there.")
