"""`kg export`: the graph in another format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.lazy import LazyGroup
from kg.cli.opening import open_store
from kg.cli.output import STANDARD_OUTPUT, put_file, put_folder
from kg.config import find_workspace
from kg.errors import UsageError
from kg.exports.catalogue import EXPORTS, Files
from kg.exports.catalogue import export as write_export
from kg.exports.tables import zip_files


def _list_formats(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        width = max(map(len, EXPORTS))
        for form in EXPORTS.values():
            click.echo(f"{form.name:<{width}}  {form.suffix:<8}  {form.title}")
        context.exit()


@click.command(
    "export", epilog="kg export dyad-year writes a table of pairs of states by year; it has options of its own."
)
@click.argument("form", metavar="FORMAT", type=click.Choice(list(EXPORTS)))
@click.argument("target", metavar="[FILE]", default=STANDARD_OUTPUT)
@click.option("--unasserted", is_flag=True, help="In a network: also what is denied or imagined, marked.")
@click.option(
    "--text",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="In html: with the cited passages as your copy of the document, FILE, has them.",
)
@click.option("--no-engine", is_flag=True, help="In html: without queries, which makes a far smaller page.")
@click.option(
    "--list", is_flag=True, is_eager=True, expose_value=False, callback=_list_formats, help="List the formats."
)
def export_graph(form: str, target: str, *, unasserted: bool, text: Path | None, no_engine: bool) -> None:
    """Write the graph in another format.

    To FILE, or to standard output (also -). CSV is two files: it needs a folder, or a FILE that ends in .zip.
    """
    workspace = find_workspace()
    store = open_store(workspace)
    files = write_export(store, workspace, form, unasserted=unasserted, text=text, engine=not no_engine)
    _put(files, target)


def _put(files: Files, target: str) -> None:
    if set(files) == {""}:
        put_file(files[""], target)
    elif target.endswith(".zip"):
        put_file(zip_files(files), target)
    elif target == STANDARD_OUTPUT:
        raise UsageError(f"{' and '.join(files)} cannot both go to standard output", remedy="Name a folder, or a .zip.")
    else:
        put_folder(files, target)


# command -> where it is defined, and the line that a list of commands shows without loading it
EXPORT_COMMANDS = {"dyad-year": ("kg.cli.dyad_year:dyad_year", "Write pairs of states by year, for R and Stata.")}


class _Export(LazyGroup):
    """The command that writes the graph in a format, and commands for what has options of its own."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Take what is none of its commands for the name of a format, with its options."""
        if args and args[0] in self.table:
            return super().make_context(info_name, args, parent, **extra)
        return export_graph.make_context(info_name, args, parent, **extra)

    def get_help(self, ctx: click.Context) -> str:
        """Give the help of the formats, which names the commands."""
        return export_graph.get_help(ctx)


export = _Export("export", table=EXPORT_COMMANDS, help=export_graph.help, params=[])
