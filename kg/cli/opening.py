"""Opening the graph for a command: what has to be built first is told on standard error."""

from __future__ import annotations

import click

from kg.build import opening
from kg.config import Workspace
from kg.store.embedded import EmbeddedStore


def open_store(workspace: Workspace) -> EmbeddedStore:
    """Open the store of a workspace, as `kg.build.opening.open_store` does."""
    return opening.open_store(workspace, lambda line: click.echo(line, err=True))
