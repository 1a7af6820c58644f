"""Writing the explorer: what `kg network`, `kg timeline` and `kg map` have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.opening import open_store
from kg.cli.output import STANDARD_OUTPUT, put_file
from kg.config import find_workspace

if TYPE_CHECKING:
    from kg.views.scope import Scope


def put_explorer(scope: Scope, view: str, target: str) -> None:
    """Write the explorer of a scope, opened on a view, to a file or to standard output."""
    from kg.exports.html.page import write_explorer

    workspace = find_workspace()
    store = open_store(workspace)
    put_page(write_explorer(store, workspace, scope, view), target)


def put_page(page: bytes, target: str) -> None:
    """Write a page, and say what to do with it."""
    put_file(page, target)
    if target != STANDARD_OUTPUT:
        click.echo(f"Wrote {target}: open it in any browser.", err=True)
