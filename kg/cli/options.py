"""Options that several commands share, as decorators."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def selection_options(command: Command) -> Command:
    """Add `--source` and `--modality`, each repeatable: `sources` and `modalities`, tuples of names."""
    modality = click.option(
        "--modality",
        "modalities",
        multiple=True,
        metavar="NAME",
        help="Only what is said that way: fact, judgement, report … Repeatable.",
    )
    source = click.option(
        "--source",
        "sources",
        multiple=True,
        metavar="NAME",
        help="Only what this document says, or this author or informant. Repeatable.",
    )
    return source(modality(command))


def period_options(command: Command) -> Command:
    """Add `--from` and `--to`: `first` and `last`, EDTF dates of any precision or None."""
    to = click.option("--to", "last", metavar="DATE", help="Only up to the last day of this date.")
    since = click.option("--from", "first", metavar="DATE", help="Only from the first day of this date on.")
    return since(to(command))


def as_of_option(command: Command) -> Command:
    """Add `--as-of`: `as_of`, an EDTF date or None."""
    return click.option("--as-of", "as_of", metavar="DATE", help="Only what held on this date.")(command)


def around_options(command: Command) -> Command:
    """Add the arguments NAME, `names`, and `--depth`: `depth`, how many steps around them."""
    names = click.argument("names", metavar="[NAME]...", nargs=-1)
    depth = click.option(
        "--depth", type=click.IntRange(min=0), default=1, show_default=True, help="How many steps around the names."
    )
    return names(depth(command))


def page_options(name: str) -> Callable[[Command], Command]:
    """Add `--out`: `target`, the file of a page, by default of that name; and `--open`: `show`."""
    out = click.option(
        "--out", "target", metavar="FILE", default=name, show_default=True, help="Where to; - prints it."
    )
    show = click.option("--open", "show", is_flag=True, help="Show it in the browser.")
    return lambda command: out(show(command))


def format_option(*formats: str) -> Callable[[Command], Command]:
    """Add `--format`: `form`, one of `formats`, by default the first."""
    return click.option(
        "--format", "form", type=click.Choice(formats), default=formats[0], show_default=True, help="How to print it."
    )


def text_option(command: Command) -> Command:
    """Add `--text`: `text`, the path of the reader's own copy of a document, or None."""
    return click.option(
        "--text",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Your copy of the document, if kg.toml does not name it.",
    )(command)
