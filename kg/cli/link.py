"""`kg link`: mapping sets, which say what the graph's entities are called elsewhere."""

from __future__ import annotations

import click

from kg.cli.lazy import LazyGroup

# command -> where it is defined, and the line that `kg link --help` shows without loading it
LINK_COMMANDS = {
    "check": ("kg.cli.link_sets:check", "Check all mapping sets; nothing is built."),
    "list": ("kg.cli.link_sets:list_mappings", "List mappings: of an entity, into a scheme."),
    "review": ("kg.cli.link_review:review", "Decide on suggested links: yes, no or unsure."),
    "stats": ("kg.cli.link_sets:stats", "Count what is linked, and what is not."),
    "suggest": ("kg.cli.link_suggest:suggest", "Suggest links for entities that have none."),
}


@click.group(cls=LazyGroup, table=LINK_COMMANDS)
def link() -> None:
    """Link entities to the records of other datasets.

    Links are SSSOM mapping sets in the folder links/ of the data, one file for each scheme.
    """
