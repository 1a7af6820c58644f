"""The command line: a table of commands, each loaded only when it is used."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from kg.errors import KgError

# command -> where it is defined, and the line that `kg --help` shows without loading it
COMMANDS = {
    "build": ("kg.cli.build:build", "Check the data and build the graph."),
    "check": ("kg.cli.check:check", "Check data, citations and dates; one report."),
    "export": ("kg.cli.export:export", "Write the graph in another format."),
    "map": ("kg.cli.map:map", "Show where it happened, on a map in an HTML page."),
    "network": ("kg.cli.network:network", "Draw actors and what connects them as an HTML page."),
    "new": ("kg.cli.new:new", "Start a graph of your own."),
    "path": ("kg.cli.path:path", "Show how two entities are connected."),
    "query": ("kg.cli.query:query", "Ask the graph: SPARQL or a named question."),
    "show": ("kg.cli.show:show", "Show everything about one entity, with sources."),
    "source": ("kg.cli.source:source", "Add a document, or check your copy of one."),
    "timeline": ("kg.cli.timeline:timeline", "List what happened, in order."),
}


class _Commands(click.Group):
    """A group that lists its commands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=2)
            hint = f" Did you mean: {', '.join(near)}?" if near else ""
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in sorted(COMMANDS.items())])


def _print_version(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        from kg import __version__

        click.echo(f"kg {__version__}")
        context.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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
