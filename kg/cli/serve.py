"""`kg serve`: the graph as a site."""

from __future__ import annotations

import click

from kg.cli.opening import open_store
from kg.config import find_workspace


@click.command()
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", show_default=True, help="Where to listen.")
@click.option("--port", default=8000, metavar="NUMBER", show_default=True, help="On which port; 0: any that is free.")
def serve(host: str, port: int) -> None:
    """Serve the graph as a site: pages, SPARQL endpoint, linked data, reconciliation."""
    from kg.web.server import serve as run
    from kg.web.settings import Settings

    workspace = find_workspace()
    open_store(workspace)
    run(workspace, Settings(host=host, port=port))
