"""`kg link suggest`: candidates for entities that have no link yet."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import click

from kg.cli.opening import open_store
from kg.cli.screen import screen
from kg.config import find_workspace
from kg.errors import UsageError
from kg.exports.suggestions import to_page
from kg.linking.candidates import Candidate, Options
from kg.linking.columns import Choice
from kg.linking.drafts import draft_path, draft_set
from kg.linking.reconciliation import DATES, ReconciliationService
from kg.linking.suggesting import Pool, Suggester, prepare
from kg.linking.web import TIMEOUT, JsonClient
from kg.linking.writing import write_mapping_set
from kg.model.mapping import MappingSet
from kg.store.embedded import EmbeddedStore


def _properties(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = [value.partition("=")[::2] for value in values]
    for identifier, date in pairs:
        if not identifier or date not in DATES:
            raise click.BadParameter(f"write it as PROPERTY={'|'.join(DATES)}")
    return dict(pairs)


@click.command()
@click.argument("scheme")
@click.argument("source", metavar="[FILE|URL]", required=False)
@click.option("--type", "type_", metavar="CLASS", help="Only for entities of this class: state, person, treaty …")
@click.option("--limit", type=click.IntRange(min=1), default=3, show_default=True, help="How many for each entity.")
@click.option(
    "--least",
    type=click.FloatRange(0, 1),
    default=0.3,
    show_default=True,
    metavar="NUMBER",
    help="How sure at least, from 0 to 1.",
)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="[default: kept for kg link review]")
@click.option("--id", "identifier", metavar="COLUMN", help="Of a table: the column of identifiers.  [default: guessed]")
@click.option("--name", "names", multiple=True, metavar="COLUMN", help="A column of names. Repeatable.")
@click.option("--class-column", "class_column", metavar="COLUMN", help="The column that says what each row is.")
@click.option("--begin", metavar="COLUMN", help="The column of the date of begin.")
@click.option("--end", metavar="COLUMN", help="The column of the date of end.")
@click.option("--encoding", default="utf-8", show_default=True, help="Of a text table.")
@click.option("--service-type", metavar="ID", help="Of a service: the type to ask for.  [default: guessed]")
@click.option(
    "--property",
    "properties",
    multiple=True,
    callback=_properties,
    metavar="ID=begin|end",
    help="Which property of the service takes which date. Repeatable.",
)
@click.option("--timeout", type=click.FloatRange(min=0.1), default=TIMEOUT, show_default=True, metavar="SECONDS")
def suggest(
    *,
    scheme: str,
    source: str | None,
    type_: str | None,
    limit: int,
    least: float,
    out: Path | None,
    **asked: Any,
) -> None:
    """Suggest links into a scheme for entities that have none.

    SCHEME is a prefix such as wikidata, cow or cow-alliance. FILE is a table (CSV, TSV, Excel, Parquet) of its
    records, URL a reconciliation service; without either, the records are those that have been imported. A service is
    sent names, types and dates, and nothing else. Nothing is linked before somebody has decided: kg link review.
    """
    workspace = find_workspace()
    store = open_store(workspace)
    suggester = prepare(store, workspace, scheme, type_)
    pool = _pool(suggester, source, store, **asked)
    for line in _notes(pool, suggester):
        _say(line)
    found = suggester.among(pool, Options(limit, least))
    _print(found, suggester)
    target = out or draft_path(workspace, suggester.scheme.prefix)
    _keep(draft_set(found, suggester.scheme, workspace.namespaces, _source(source)), target)
    _say(_summary(found, pool, suggester, target))


def _pool(suggester: Suggester, source: str | None, store: EmbeddedStore, **asked: Any) -> Pool:
    """Read the records: those that are imported, of a service, or of a table."""
    if source is None:
        return suggester.imported(store.whole())
    if "://" in source:
        with closing(JsonClient(asked["timeout"])) as client, _progress() as progress:
            service = ReconciliationService(source, client, type_=asked["service_type"], properties=asked["properties"])
            return suggester.service(service, progress)
    named = (asked[name] for name in ("identifier", "names", "class_column", "begin", "end"))
    return suggester.table(Path(source), Choice(*named), asked["encoding"])


def _summary(found: list[Candidate], pool: Pool, suggester: Suggester, target: Path) -> str:
    entities = len({each.entity.id for each in found})
    return (
        f"{len(found)} suggestions for {entities} of {len(suggester.entities)} entities without a link, "
        f"among {len(pool.records):,} records: {target}"
    )


def _source(source: str | None) -> str:
    """Name where the records are from; of a table the file alone, since its folder means nothing to others."""
    return source if source and "://" in source else Path(source).name if source else "imported records"


def _say(line: str) -> None:
    click.echo(line, err=True)


@contextmanager
def _progress() -> Iterator[Callable[[int], None] | None]:
    """Show how many queries are answered, where there is somebody to see it."""
    if not sys.stderr.isatty():
        yield None
        return
    try:
        yield lambda done: click.echo(f"\r{done} names asked", nl=False, err=True)
    finally:
        click.echo(err=True)


def _notes(pool: Pool, suggester: Suggester) -> Iterator[str]:
    if pool.columns:
        yield f"Columns: {pool.columns}"
    if pool.unfit:
        some = ", ".join(map(repr, pool.unfit[:3]))
        yield f"Left out: {len(pool.unfit)} records without an identifier of {suggester.scheme.title}, such as {some}"


def _print(found: list[Candidate], suggester: Suggester) -> None:
    if found:
        there, namespaces = screen(), suggester.workspace.namespaces
        page = to_page(found, suggester.scheme, namespaces, there.width, colour=there.colour)
        click.echo(str(page), nl=False)


def _keep(draft: MappingSet, target: Path) -> None:
    try:
        write_mapping_set(target, draft)
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror}") from error
