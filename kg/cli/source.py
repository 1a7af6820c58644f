"""`kg source`: documents as sources of claims."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import click

from kg.config import Workspace, find_workspace
from kg.config.workspace import SHIPPED
from kg.errors import DateError, InputError, Location, UsageError
from kg.model.dates import Date, parse_date
from kg.model.passage import Citation
from kg.rdf.documents import (
    described_entities,
    format_document,
    read_citations,
    read_data,
    read_documents,
)
from kg.rdf.writing import write_file
from kg.sources.copies import CopyReport, Likeness, Moved, compare, find_document
from kg.sources.documents import describe_document, parse_author, slugify
from kg.sources.texts import parse_text, read_text

STDIN = Path("-")


def _parse_date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> Date | None:
    try:
        return None if value is None else parse_date(value)
    except DateError as error:
        raise click.BadParameter(str(error)) from error


@click.group()
def source() -> None:
    """Add a document, or check your copy of one."""


@source.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--slug", help="Its name in IRIs, such as hale-1931. [default: from the file's name]")
@click.option("--title", help="[default: the text's first heading]")
@click.option("--author", "authors", multiple=True, metavar="NAME", help="A name, or SLUG=NAME. Repeatable.")
@click.option("--date", callback=_parse_date, metavar="EDTF", help="When it was published, such as 1931 or 2007~.")
@click.option("--language", default="en", show_default=True, metavar="TAG", help="Of the text and its title.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="[default: SLUG/document.ttl in the data folder; - prints]"
)
@click.option("--force", is_flag=True, help="Replace the record that is there.")
def add(
    *,
    file: Path,
    slug: str | None,
    title: str | None,
    authors: tuple[str, ...],
    date: Date | None,
    language: str,
    out: Path | None,
    force: bool,
) -> None:
    """Make the record of a document.

    It holds the document's passages as positions and digests. FILE is plain text in UTF-8, its paragraphs between
    blank lines; - reads standard input. The text is not copied.
    """
    workspace = find_workspace()
    text = _read(file)
    slug = slug or slugify(file.stem)
    people = dict(map(parse_author, authors))
    document = describe_document(text, slug, title=title, authors=people, date=date, language=language)
    known = described_entities(read_data(workspace), workspace.namespaces)
    unknown = {person: name for person, name in people.items() if person not in known}
    content = format_document(document, workspace.namespaces, unknown)
    if out == STDIN:
        click.echo(content, nl=False)
        return
    path = _write(out or _place(workspace, slug), content, force=force)
    click.echo(f"{path}: {len(document.passages)} passages, {document.characters} characters of “{document.title}”")


@source.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--document", "slug", metavar="SLUG", help="Which document it is. [default: the one it is most like]")
def check(file: Path, slug: str | None) -> None:
    """Tell whether your copy is the same document.

    Where it differs, say which passages have moved or are lost, and which claims have lost their passage.
    FILE is plain text in UTF-8; - reads standard input. Exit status: 0 the same, 1 it differs.
    """
    workspace = find_workspace()
    text = _read(file)
    quads = read_data(workspace)
    document = find_document(text, read_documents(quads, workspace.namespaces), slug)
    report = compare(text, document)
    for line in _report_lines(_name(file), report, read_citations(quads, workspace.namespaces)):
        click.echo(line)
    raise click.exceptions.Exit(0 if report.same and not report.lost else 1)


def _read(file: Path) -> str:
    try:
        return parse_text(sys.stdin.buffer.read(), _name(file)) if file == STDIN else read_text(file)
    except InputError as error:
        error.exit_code = 2  # 1 means that a copy differs
        raise


def _name(file: Path) -> str:
    return "standard input" if file == STDIN else str(file)


def _place(workspace: Workspace, slug: str) -> Path:
    if workspace.root == SHIPPED:
        raise UsageError(
            "there is no graph of yours here to add to", remedy="Start one with kg new DIR, or name a file with --out."
        )
    return workspace.data / slug / "document.ttl"


def _write(path: Path, content: str, *, force: bool) -> Path:
    if path.exists() and not force:
        raise UsageError(f"{path} is there already", remedy="Replace it with --force, or choose another --slug.")
    try:
        write_file(path, content.encode())
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", location=Location(str(path))) from error
    return path


def _report_lines(name: str, report: CopyReport, citations: list[Citation]) -> Iterator[str]:
    document, total = report.document, len(report.document.passages)
    if report.same and not report.lost:
        yield f"{name} is the text of {document.slug} ({document.title}): all {total} passages are at their place."
        return
    yield f"{name} differs from {document.slug} ({document.title})."
    moved, lost = len(report.moved), len(report.lost)
    yield f"{len(report.found)} of {total} passages are at their place, {moved} moved, {lost} lost."
    yield from _moved_lines(report.moved)
    for passage in report.lost:
        yield f"lost   {passage.slug}: characters {passage.start} to {passage.end}"
    yield from _claim_lines("Claims that lost their passage", report.lost_claims(citations))
    yield from _claim_lines("Claims that lost one passage and keep another", report.weakened_claims(citations))


def _moved_lines(moved: Iterable[Moved]) -> Iterator[str]:
    """Say once how far passages in a row have moved together."""
    for where, group in groupby(moved, key=_where):
        slugs = [each.passage.slug for each in group]
        yield f"moved  {slugs[0] if len(slugs) == 1 else f'{slugs[0]} to {slugs[-1]}'}: {where}"


def _where(moved: Moved) -> str:
    if moved.likeness is Likeness.SPACING:
        return "the same but for white space"
    shift = moved.start - moved.passage.start
    return f"{abs(shift)} characters {'later' if shift > 0 else 'earlier'}"


def _claim_lines(heading: str, claims: list[Citation]) -> Iterator[str]:
    if claims:
        yield f"{heading}:"
    for claim in claims:
        passages = ", ".join(sorted(passage for _, passage in claim.passages))
        yield f"  claim:{claim.claim} ({passages}): {claim.label}"
