"""`kg show`: everything about one node."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import format_option, text_option
from kg.cli.printing import print_view
from kg.graph import Graph


@click.command()
@click.argument("name")
@click.option("--quote", is_flag=True, help="Print the passages too, from your own copy of the document.")
@text_option
@format_option("text", "json", "markdown")
def show(name: str, *, quote: bool, text: Path | None, form: str) -> None:
    """Show everything about one entity, with sources.

    NAME is a slug (putin-visit-2000), a CURIE (ent:russia, kg:Summit), an IRI, or a name in any language: of a person,
    a state, a treaty, an event, a work, a passage (P19), a claim. Case and accents do not matter.
    """
    print_view(Graph.open().entity(name, quote=quote or text is not None, text=text), form)
