"""`kg import`: rows of datasets come into the graph."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.output import put_file
from kg.cli.screen import screen
from kg.config import Workspace, find_workspace
from kg.errors import InputError, KgError, UsageError

if TYPE_CHECKING:
    from kg.build.intake import Intake
    from kg.exports.page import Page
    from kg.importers.importing import Outcome

EXTRA = "pip install 'diplograph[datasets]'"


@click.command("import")
@click.argument("words", metavar="[NAME] [FILE]...", nargs=-1)
@click.option("--release", metavar="NAME", help="What this release is called.  [default: as the descriptor says]")
@click.option("--retrieved", metavar="DATE", help="When you fetched the files.  [default: their own date]")
@click.option(
    "--only",
    multiple=True,
    metavar="COLUMN=VALUE,…",
    help="Only rows in which this column has one of these values. Repeatable.",
)
@click.option("--strict", is_flag=True, help="Import nothing of a dataset if any row of it does not fit.")
@click.option("--problems", metavar="FILE", help="Write every row left out, and why, as CSV; - prints it.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--list", "listed", is_flag=True, help="List the datasets, and which releases are imported.")
@click.option("--describe", "described", metavar="NAME", help="Show a dataset: citation, licence, coverage, columns.")
@click.option("--remove", "removed", metavar="RELEASE", help="Take an imported release out of the graph.")
def import_(
    words: tuple[str, ...], *, problems: str | None, quiet: bool, listed: bool, described: str | None, **asked: Any
) -> None:
    """Import datasets: alliances, trade, leaders, events …

    NAME is a dataset of `kg import --list`; without it, the columns of each FILE tell. Each release becomes a named
    graph of its own, and each of its nodes points at its row. Importing a release again replaces it. A row that does
    not fit is left out and named.

    Exit status: 0 all rows came in, 1 some were left out.
    """
    workspace, removed = find_workspace(), asked.pop("removed")
    if listed or described is not None:
        click.echo(str(_describe(workspace, described)), nl=False)
    elif removed is not None:
        _remove(workspace, removed, quiet=quiet)
    elif not words:
        raise UsageError(
            "kg import needs a file", remedy="kg import FILE…; for the datasets there are: kg import --list"
        )
    else:
        outcomes = _import(workspace, words, quiet=quiet, **asked)
        findings = [finding for outcome in outcomes for finding in outcome.problems]
        if problems is not None:
            from kg.exports.datasets import problems_csv

            put_file(problems_csv(findings), problems)
        raise click.exceptions.Exit(1 if findings else 0)


def _import(workspace: Workspace, words: tuple[str, ...], *, quiet: bool, **asked: Any) -> list[Outcome]:
    from kg.exports.progress import no_progress, shown_progress

    take_in, intake = _intake(words, **asked)
    outcomes: list[Outcome] = []
    try:
        with no_progress() if quiet or not sys.stderr.isatty() else shown_progress() as begin:
            for outcome in take_in(workspace, intake, begin):
                outcomes.append(outcome)
    except KgError:
        _arrive(workspace, outcomes, quiet=quiet)
        raise
    _arrive(workspace, outcomes, quiet=quiet)
    return outcomes


def _arrive(workspace: Workspace, outcomes: list[Outcome], *, quiet: bool) -> None:
    """Build the graph with what came in, and say what that is."""
    if not outcomes:
        return
    try:
        _build(workspace, quiet=quiet)
    except KeyboardInterrupt:
        names = " ".join(outcome.name for outcome in outcomes)
        click.echo(f"\nImported, but the graph is not built with it yet: {names}", err=True)
        click.echo("  Go on: kg build. Or take it out: kg import --remove NAME", err=True)
        raise
    if not quiet:
        _print_arrivals(workspace, outcomes)


def _print_arrivals(workspace: Workspace, outcomes: list[Outcome]) -> None:
    from kg.build.opening import open_store
    from kg.exports.datasets import Arrival, arrival_page
    from kg.views.census import count_nodes

    there, store = screen(), open_store(workspace, lambda _: None).whole()
    for come in outcomes:
        nodes, found = count_nodes(store, come.graph), sum(come.counts.values())
        counts = (come.written, come.left_out, come.quads, come.seconds)
        arrival = Arrival(come.name, *counts, nodes, come.problems, found)
        click.echo(str(arrival_page(arrival, there.width, colour=there.colour)), nl=False)


def _intake(words: tuple[str, ...], **asked: Any) -> tuple[Callable[..., Any], Intake]:
    """Tell the name of a dataset from files: it is the first word, unless that is a file."""
    try:
        from kg.build.intake import Intake, take_in
    except ModuleNotFoundError as error:
        raise UsageError(
            f"datasets need {error.name}, which is not installed", remedy=f"Install it: {EXTRA}"
        ) from error

    is_named = words[0].endswith(".toml") or not Path(words[0]).exists()
    name, files = (words[0], words[1:]) if is_named else (None, words)
    if not files:
        raise UsageError(f"there is no file {name}, and no file is given for a dataset of that name")
    return take_in, Intake(tuple(map(Path, files)), name, **asked)


def _build(workspace: Workspace, *, quiet: bool) -> None:
    from kg.build.imports import PATIENCE
    from kg.build.snapshot import build_snapshot

    build_snapshot(workspace, lambda step: None if quiet else click.echo(f"{step} …", err=True), patience=PATIENCE)


def _describe(workspace: Workspace, name: str | None) -> Page:
    from kg.build.imports import list_imports
    from kg.exports.datasets import describe_page, list_page
    from kg.importers.descriptor import find_descriptor

    there, imports = screen(), list_imports(workspace)
    if name is None:
        return list_page(list(_iter_datasets(workspace)), imports, there.width, colour=there.colour)
    releases = {release.name: release.dataset for release in imports}
    about = find_descriptor(releases.get(name, name), workspace)
    mine = [release for release in imports if release.dataset == about.name]
    return describe_page(about, mine, there.width, colour=there.colour)


def _iter_datasets(workspace: Workspace) -> Iterator[tuple[str, str]]:
    """Yield each dataset with its title, or with what is wrong with its descriptor."""
    from kg.importers.descriptor import list_descriptors, read_descriptor

    for path in list_descriptors(workspace):
        try:
            yield path.stem, read_descriptor(path, workspace).title
        except InputError as error:
            yield path.stem, f"cannot be read: {str(error).splitlines()[0]}"


def _remove(workspace: Workspace, name: str, *, quiet: bool) -> None:
    from kg.build.imports import remove_import

    remove_import(workspace, name)
    _build(workspace, quiet=quiet)
    if not quiet:
        click.echo(f"{name} is no longer in the graph.")
