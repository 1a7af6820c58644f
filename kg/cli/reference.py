"""The reference of all commands as Markdown, made from the commands themselves.

`python -m kg.cli.reference --write FILE` makes it anew; `--check FILE` says whether it is up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from kg.cli import cli

WIDTH = 100
HEADING = """# Commands

Made from the commands themselves by `make docs`; every text below is what `kg COMMAND --help` prints.
Exit codes: 0 fine, 1 findings or a failed job, 2 wrong usage.
"""


def reference() -> str:
    """Give the help of every command as one Markdown page."""
    sections = (f"## `{path}`\n\n```text\n{text}\n```\n" for path, text in _iter_helps(cli, "kg", None))
    return "\n".join([HEADING, *sections])


def _iter_helps(command: click.Command, path: str, parent: click.Context | None) -> Iterator[tuple[str, str]]:
    context = click.Context(command, info_name=path if parent is None else path.rsplit(maxsplit=1)[-1], parent=parent)
    context.terminal_width = context.max_content_width = WIDTH
    yield path, "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from _iter_helps(child, f"{path} {name}", context)


def main(action: str, path: Path) -> int:
    """Write the page, or check that it is up to date (exit code 1 where it is not)."""
    if action == "--write":
        path.write_text(reference(), encoding="utf-8")
        return 0
    if path.is_file() and path.read_text(encoding="utf-8") == reference():
        return 0
    click.echo(f"{path} is out of date: make docs", err=True)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
