"""`kg check`: data, citations, dates and links, in one report."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from kg.build.assembly import assemble
from kg.cli.options import format_option
from kg.config import Workspace, find_workspace
from kg.errors import InputError
from kg.exports.report import FORMATS
from kg.model.finding import Report, Severity
from kg.validation.checking import at_least
from kg.validation.checking import check as check_corpus
from kg.validation.reading import check_files


def _parse_texts(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, Path]:
    texts = {}
    for value in values:
        slug, sign, file = value.partition("=")
        if not (slug and sign and file):
            raise click.BadParameter(f"{value!r} is not SLUG=FILE, such as lankov-2007=essay.txt")
        texts[slug] = Path(file)
    return texts


@click.command()
@format_option(*FORMATS)
@click.option(
    "--severity",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.INFO.value,
    show_default=True,
    help="Leave out what is less bad.",
)
@click.option(
    "--text",
    "texts",
    multiple=True,
    metavar="SLUG=FILE",
    callback=_parse_texts,
    help="Your copy of a document, to be compared too. Repeatable; kg.toml can name it for good.",
)
def check(*, form: str, severity: str, texts: Mapping[str, Path]) -> None:
    """Check data, citations, dates and links; one report.

    Nothing is written. Each finding says what is wrong, where, and what to do; docs/findings.md explains their codes.
    Exit status: 0 no errors, 1 errors.
    """
    workspace = find_workspace()
    report = _check(workspace, {**workspace.texts, **texts})
    click.echo(FORMATS[form](at_least(report, Severity(severity))), nl=False)
    raise click.exceptions.Exit(1 if report.errors else 0)


def _check(workspace: Workspace, texts: Mapping[str, Path]) -> Report:
    try:
        assembly = assemble(workspace)
    except InputError:
        unreadable = Report.of(check_files(workspace))
        if unreadable.findings:
            return unreadable
        raise
    report = check_corpus(assembly.corpus, assembly.default, margins=workspace.margins, texts=texts)
    return report.joined(assembly.linked.findings)
