"""`kg compare`: where sources agree, overlap, conflict or are silent."""

from __future__ import annotations

import click

from kg.cli.explorer import put_page
from kg.cli.options import format_option
from kg.cli.printing import print_view
from kg.graph import Graph


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option(
    "--datasets",
    multiple=True,
    metavar="RELEASE",
    help="Only with this imported release, or this dataset's; also what is not curated but linked. Repeatable.",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="Only this class, kind or measure: treaty, visit, office, observation, trade … Repeatable.",
)
@format_option("table", "json", "csv", "markdown")
@click.option("--html", "page", metavar="FILE", help="Write it as a page instead; - prints it.")
def compare(
    names: tuple[str, ...], datasets: tuple[str, ...], kinds: tuple[str, ...], form: str, page: str | None
) -> None:
    """Show where sources agree, overlap, conflict or are silent.

    Whatever at least two sources describe or could describe: each document of claims, and each imported release. Or the
    NAMEs alone: treaties, visits, offices, figures, or all in which one of these actors takes part. For each: what each
    source says, with passage or row; whether they agree; how many days or per cent lie between them.
    """
    view = Graph.open().compare(*names, datasets=datasets, kinds=kinds)
    if page is not None:
        put_page(view.to_html(), page)
    elif form == "csv":
        click.echo(view.to_csv(), nl=False)
    else:
        print_view(view, form)
