"""`kg timeline`: what happened, in order."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.options import as_of_option, format_option, period_options, selection_options
from kg.cli.printing import print_view
from kg.graph import Graph


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@period_options
@as_of_option
@selection_options
@click.option("--undated", is_flag=True, help="List what has no date, too, at the end.")
@format_option("table", "csv", "json", "markdown")
def timeline(names: tuple[str, ...], *, form: str, **narrowed: Any) -> None:
    """List what happened, in order.

    Everything that has a date, or what has to do with any of the NAMEs, by its earliest begin. With --from and --to, or
    --as-of, what certainly held then is told apart from what possibly did, and from what has an unknown begin or end.
    Dates are EDTF of any precision: 1995, 1995-06, 199X, 1995~.
    """
    print_view(Graph.open().timeline(*names, **narrowed), form)
