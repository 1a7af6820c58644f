"""The command line: a table of commands, each loaded only when it is used."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from kg.cli.lazy import LazyGroup
from kg.errors import KgError

# command -> where it is defined, and the line that `kg --help` shows without loading it
COMMANDS = {
    "build": ("kg.cli.build:build", "Check the data and build the graph."),
    "check": ("kg.cli.check:check", "Check data, citations, dates and links; one report."),
    "compare": ("kg.cli.compare:compare", "Show where sources agree, conflict or are silent."),
    "export": ("kg.cli.export:export", "Write the graph in another format."),
    "import": ("kg.cli.import_:import_", "Import datasets: alliances, trade, leaders, events."),
    "link": ("kg.cli.link:link", "Link entities to the records of other datasets."),
    "map": ("kg.cli.map:map", "Show where it happened, on a map in an HTML page."),
    "network": ("kg.cli.network:network", "Draw actors and what connects them as an HTML page."),
    "new": ("kg.cli.new:new", "Start a graph of your own."),
    "path": ("kg.cli.path:path", "Show how two entities are connected."),
    "query": ("kg.cli.query:query", "Ask the graph: SPARQL or a named question."),
    "reconcile": ("kg.cli.reconcile:reconcile", "Add identifiers to a column of names, year by year."),
    "serve": ("kg.cli.serve:serve", "Serve pages, SPARQL, linked data, reconciliation."),
    "show": ("kg.cli.show:show", "Show everything about one entity, with sources."),
    "source": ("kg.cli.source:source", "Add a document, or check your copy of one."),
    "timeline": ("kg.cli.timeline:timeline", "List what happened, in order."),
}


def _print_version(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        from kg import __version__

        click.echo(f"kg {__version__}")
        context.exit()


@click.group(
    cls=LazyGroup,
    table=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Show the version."
)
def cli() -> None:
    """Diplograph: a sourced, time-aware knowledge graph of diplomacy.

    Every statement answers: who says so, where, and when was it true?
    """


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line; an error we know of becomes a message and an exit code, never a traceback."""
    try:
        return cli.main(arguments, prog_name="kg", standalone_mode=True)
    except KgError as error:
        click.echo(f"kg: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # the reader (`| head`) has gone: not our mistake
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
