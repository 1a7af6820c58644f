"""`kg timeline`: what happened, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.explorer import put_explorer
from kg.cli.options import as_of_option, format_option, period_options, selection_options
from kg.cli.printing import print_view
from kg.errors import UsageError
from kg.graph import Graph

if TYPE_CHECKING:
    from kg.views.scope import Scope


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@period_options
@as_of_option
@selection_options
@click.option("--undated", is_flag=True, help="List what has no date, too, at the end.")
@format_option("table", "csv", "json", "markdown")
@click.option("--html", "page", metavar="FILE", help="Write it as an interactive page instead; - prints it.")
def timeline(names: tuple[str, ...], *, form: str, page: str | None, **narrowed: Any) -> None:
    """List what happened, in order.

    Everything that has a date, or what has to do with any of the NAMEs, by its earliest begin. With --from and --to, or
    --as-of, what certainly held then is told apart from what possibly did, and from what has an unknown begin or end.
    Dates are EDTF of any precision: 1995, 1995-06, 199X, 1995~.
    """
    if page is None:
        print_view(Graph.open().timeline(*names, **narrowed), form)
    else:
        put_explorer(_scope(names, **narrowed), "timeline", page)


def _scope(names: tuple[str, ...], *, first: str | None, last: str | None, undated: bool, **narrowed: Any) -> Scope:
    """Give the scope of a page; from when to when it is read, and whether with the undated, is the reader's choice."""
    from kg.views.scope import Scope

    if first or last or undated:
        raise UsageError("a page shows all times", remedy="Leave --from, --to and --undated; zoom in the page instead.")
    return Scope(names, **narrowed)
