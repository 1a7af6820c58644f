"""`kg link check`, `list` and `stats`: the mapping sets as they are."""

from __future__ import annotations

import click


@click.command()
def check() -> None:
    """Check all mapping sets; nothing is built."""


@click.command("list")
def list_mappings() -> None:
    """List mappings: of an entity, into a scheme."""


@click.command()
def stats() -> None:
    """Count what is linked, and what is not."""
