"""`kg reconcile`: which state, person, treaty or place each cell of a column means."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from kg.cli.output import STANDARD_OUTPUT, put_file
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.linking.files.table import TableFile
    from kg.linking.reconciling.column import Reconciled, Resolver

_TYPES = ("state", "person", "treaty", "place")
_BINARY = {".xlsx", ".parquet"}


class _Asked(NamedTuple):
    """What the command line asks for, apart from the file and where the answer goes."""

    kind: str
    targets: tuple[str, ...]
    policy: str | None
    schemes: tuple[str, ...]
    lists: tuple[Path, ...]


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--column", required=True, metavar="NAME", help="The column of names or codes.")
@click.option("--year", "year", metavar="COLUMN", help="The column of the year for which each is meant.")
@click.option("--date", "date", metavar="COLUMN", help="The same, with dates: 1985-06-01, 1985-06, 1985.")
@click.option("--type", "kind", type=click.Choice(_TYPES), default="state", show_default=True, help="What they name.")
@click.option(
    "--to",
    "targets",
    multiple=True,
    metavar="SCHEME",
    help="Add codes of this scheme: cow, gw, iso3, iso2, iso3166-3, wikidata, kg … Repeatable. "
    "[default: iso3 for states, or else kg]",
)
@click.option(
    "--policy",
    type=click.Choice(["cow", "gw", "legal"]),
    help="Which states count as one: as Correlates of War has them, as Gleditsch and Ward, or each by itself.",
)
@click.option(
    "--from",
    "schemes",
    multiple=True,
    metavar="SCHEME",
    help="Read the cells as codes of this scheme, or as names: name, cow-name, gw-name.",
)
@click.option(
    "--states",
    "lists",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="LIST",
    help="A list of states: COW's or Gleditsch and Ward's, or country codes, as published. Repeatable.",
)
@click.option("--out", "target", default=STANDARD_OUTPUT, metavar="FILE", help="Where to; its suffix is its format.")
@click.option(
    "--report", type=click.Path(path_type=Path), metavar="FILE", help="List what was left empty, as CSV, or .json."
)
@click.option("--encoding", default="utf-8", show_default=True, metavar="NAME", help="Of the file, if it is text.")
@click.option("--sheet", metavar="NAME", help="Of an Excel file. [default: the first]")
def reconcile(
    *,
    file: Path,
    column: str,
    year: str | None,
    date: str | None,
    target: str,
    report: Path | None,
    encoding: str,
    sheet: str | None,
    **asked: object,
) -> None:
    """Add identifiers to a column of names or codes.

    FILE is a CSV, TSV, Excel or Parquet file; - reads CSV from standard input. For each scheme two columns are
    added: the code, and how it was found or why it is missing. Nothing else in the file changes. With --year or
    --date, each cell means the state of its time; without, only what is the same at all times is filled in. What is
    ambiguous or unknown is left empty and listed.
    """
    from kg.linking.files.table import column_of, open_table

    if year and date:
        raise UsageError("--year and --date are both given", remedy="Name one column.")
    table = open_table(file, encoding=encoding, sheet=sheet)
    column, when = column_of(table, column), column_of(table, year or date or column)
    resolver = _resolver(_Asked(**asked), table.texts(column))  # type: ignore[arg-type]
    result = _reconcile(table, column, resolver, when if year or date else None, is_year=bool(year))
    _write(table, result, resolver, file=file, target=target, report=report)


def _resolver(asked: _Asked, texts: Iterable[str]) -> Resolver:
    from kg.graph import Graph

    graph = Graph.open()
    if asked.kind != "state":
        from kg.linking.reconciling.entities import entity_resolver
        from kg.linking.schemes import read_schemes

        if asked.policy or asked.lists or asked.schemes:
            raise UsageError("--policy, --states and --from are about states", remedy="Leave them out.")
        space, schemes = graph.workspace.namespaces, read_schemes(graph.workspace)
        return entity_resolver(graph.store.whole(), space, schemes, asked.kind, asked.targets)
    from kg.linking.reconciling.states import state_resolver
    from kg.linking.states.reading import read_states

    states = read_states(graph.workspace, asked.lists, graph.store.whole())
    return state_resolver(states, asked.targets, asked.policy, asked.schemes, texts)


def _reconcile(table: TableFile, column: str, resolver: Resolver, when: str | None, *, is_year: bool) -> Reconciled:
    from kg.linking.files.table import check_free
    from kg.linking.reconciling.column import added_names, reconcile_column
    from kg.linking.reconciling.when import parse_days, parse_year

    check_free(table, [name for scheme in resolver.targets for name in added_names(column, scheme)])
    return reconcile_column(table, column, resolver, when, parse_year if is_year else parse_days)


def _write(
    table: TableFile, result: Reconciled, resolver: Resolver, *, file: Path, target: str, report: Path | None
) -> None:
    from kg.exports.cells import as_text
    from kg.linking.files.table import convert, format_of
    from kg.linking.reconciling.report import PolicyNeededError, summary, write_policies, write_report

    if result.undecided:
        if report:
            put_file(write_policies(result, table, as_text), str(report))
        raise PolicyNeededError(result.undecided, table, result.column)
    kept = format_of(file.suffix.lower())
    wanted = kept if target == STANDARD_OUTPUT else format_of(Path(target).suffix.lower())
    if target == STANDARD_OUTPUT and kept in _BINARY:
        raise UsageError(f"a {kept} file cannot be printed", remedy="Name where it goes with --out.")
    content = table.with_columns(result.added()) if kept == wanted else convert(table, result.added(), wanted)
    if report:
        put_file(write_report(result, table, resolver, report.suffix.lower(), as_text), str(report))
    put_file(content, target)
    for line in summary(result, table, resolver):
        click.echo(line, err=True)
