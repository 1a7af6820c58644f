"""`kg export dyad-year`: pairs of states by year, as R and Stata read them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.opening import open_store
from kg.config import find_workspace


@click.command("dyad-year")
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--from", "first", type=int, required=True, metavar="YEAR", help="The first year.")
@click.option("--to", "last", type=int, required=True, metavar="YEAR", help="The last year.")
@click.option(
    "--variables", multiple=True, metavar="NAME", help="Only these, comma-separated or repeated; default: all recorded."
)
@click.option(
    "--actors", multiple=True, metavar="NAME", help="Only pairs of these; a single one: all its pairs. Repeatable."
)
@click.option("--states", "scheme", metavar="SYSTEM", help="Whose states: cow, gw … or graph, the graph's own.")
@click.option(
    "--datasets", multiple=True, metavar="NAME", help="Only what these releases (or documents) say. Repeatable."
)
@click.option("--directed", "is_directed", is_flag=True, help="Each pair twice, with the roles of state 1.")
def dyad_year(target: Path, *, variables: tuple[str, ...], datasets: tuple[str, ...], **asked: Any) -> None:
    """Write a table of pairs of states by year: who was tied to whom, who says so, and where nobody knows.

    FILE ends in .csv, .parquet or .dta; its codebook is written beside it. A cell is yes, no, possible or not covered:
    no only where a source denies it, or covers the pair and the year and has none.
    """
    from kg.exports.dyad_year import check_target, write_dyad_year
    from kg.views.dyads import Question, read_table

    check_target(target)
    workspace = find_workspace()
    store = open_store(workspace)
    question = Question(variables=_split(variables), sources=_split(datasets), **asked)
    table = read_table(store, question, workspace.namespaces)
    for path in write_dyad_year(table, target, workspace.title):
        click.echo(f"{path}", err=True)


def _split(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for name in names for part in name.split(",") if part.strip())
