"""`kg link check`, `list` and `stats`: the mapping sets as they are."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.build.links import classes_of, described
from kg.cli.opening import open_store
from kg.cli.options import format_option
from kg.cli.screen import screen
from kg.config import Workspace, find_workspace
from kg.exports.links import FORMATS, write_coverage, write_links
from kg.exports.report import FORMATS as REPORTS
from kg.exports.results import Paper
from kg.linking.checking import PREDICATES, check_links
from kg.linking.coverage import measure_coverage
from kg.linking.links import read_links
from kg.linking.schemes import find_scheme
from kg.model.finding import Report
from kg.rdf.corpus import read_corpus
from kg.views.names import resolve

_MATCHES = {iri.rpartition("#")[2].removesuffix("Match"): iri for iri in PREDICATES}


@click.command()
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@format_option(*REPORTS)
def check(files: tuple[Path, ...], *, form: str) -> None:
    """Check all mapping sets; nothing is built.

    Reads the mapping sets of the graph, or these FILEs in their place: whether they are SSSOM, whether their prefixes,
    predicates and subjects are known, and whether they contradict each other. Exit status: 0 no errors, 1 errors.
    """
    workspace = find_workspace()
    links = read_links(workspace, files or None)
    report = Report.of(check_links(links, described(read_corpus(workspace)), workspace.namespaces))
    click.echo(REPORTS[form](report), nl=False)
    raise click.exceptions.Exit(1 if report.errors else 0)


@click.command("list")
@click.argument("name", required=False)
@click.option("--scheme", metavar="PREFIX", help="Only into this scheme: wikidata, cow …")
@click.option("--predicate", type=click.Choice(tuple(_MATCHES)), help="Only those that match so closely.")
@format_option(*FORMATS)
def list_mappings(name: str | None, *, scheme: str | None, predicate: str | None, form: str) -> None:
    """List mappings: of an entity, into a scheme.

    NAME is an entity, as for kg show. What was judged not to match is listed too. CSV and JSON say more: each record's
    IRI and page, the evidence, and where the mapping stands.
    """
    workspace = find_workspace()
    links = read_links(workspace)
    into = None if scheme is None else find_scheme(links.schemes, scheme)
    wanted = _resolve(workspace, name) if name else None
    found = [
        link
        for link in links.all
        if wanted in {None, link.subject}
        and into in {None, link.scheme}
        and (predicate is None or link.predicate == _MATCHES[predicate])
    ]
    sys.stdout.buffer.write(write_links(found, form, workspace.namespaces, _paper()))


@click.command()
@format_option(*FORMATS)
def stats(*, form: str) -> None:
    """Count what is linked, and what is not.

    For each scheme and class: how many entities have an exact match, how many another match only, how many none, and
    how many of a hundred are linked. The scheme "any" stands for all of them.
    """
    workspace = find_workspace()
    corpus = read_corpus(workspace)
    rows = measure_coverage(read_links(workspace), classes_of(corpus))
    sys.stdout.buffer.write(write_coverage(rows, form, workspace.namespaces, _paper()))


def _resolve(workspace: Workspace, name: str) -> str:
    store = open_store(workspace)
    return resolve(store, name).value


def _paper() -> Paper:
    there = screen()
    return Paper(there.width, there.colour)
