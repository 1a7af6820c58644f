"""`kg path`: how two nodes are connected."""

from __future__ import annotations

import click

from kg.cli.options import format_option
from kg.cli.printing import print_view
from kg.graph import Graph


@click.command()
@click.argument("start", metavar="A")
@click.argument("end", metavar="B")
@click.option(
    "--max", "most", type=click.IntRange(min=1), default=3, show_default=True, help="How many connections at most."
)
@click.option("--unasserted", is_flag=True, help="Also through what is denied or only imagined, marked as such.")
@format_option("text", "json", "markdown")
def path(start: str, end: str, *, most: int, unasserted: bool, form: str) -> None:
    """Show how two entities are connected.

    The shortest connections of A and B through events, treaties, relationships, positions, projects and works, each
    step with its sources.
    """
    print_view(Graph.open().path(start, end, most=most, unasserted=unasserted), form)
