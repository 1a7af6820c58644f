"""`kg link review`: decide on suggested links."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import click

from kg.cli.keys import Key, keyboard
from kg.cli.opening import open_store
from kg.cli.screen import screen
from kg.config import Workspace, find_workspace
from kg.errors import UsageError
from kg.exports.draft import to_page
from kg.linking.deciding import Author, curie, parse_author, set_path
from kg.linking.entities import read_records
from kg.linking.known import read_known
from kg.linking.record import Record
from kg.linking.reviewing import WORDS, Desk, Draft, Session, read_drafts, read_verdicts, waiting_files
from kg.linking.schemes import find_scheme, read_schemes

_KEYS = {word[0]: verdict for word, verdict in WORDS.items()}
_PROMPT = "[y]es  [c]lose  [n]o  [u]nsure  [s]kip  [b]ack  [q]uit › "
_END = frozenset({"\x04", ""})  # Ctrl-D, and the end of a pipe


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--author",
    metavar="NAME",
    envvar="KG_AUTHOR",
    help="Who decides: a name or an ORCID.  [default: KG_AUTHOR, or git's user.name]",
)
@click.option("--apply", "from_table", is_flag=True, help="Take the decisions from the column “decision” of FILE.")
@click.option("--undo", nargs=2, metavar="SUBJECT OBJECT", help="Take a decision back.")
def review(*, file: Path | None, author: str | None, from_table: bool, undo: tuple[str, str] | None) -> None:
    """Decide on suggested links: yes, no or unsure.

    Each suggestion is shown with both sides and the evidence, and each decision is written at once into the mapping set
    of its scheme, signed and dated, so that you can stop at any time and go on later. FILE is what kg link suggest
    wrote with --out. A no is kept as well, and is not suggested again; deciding anew replaces a decision and tells of
    the former one.
    """
    workspace = find_workspace()
    if undo:
        _undo(workspace, *undo)
        return
    if from_table and file is None:
        raise UsageError("--apply needs a FILE", remedy="Name the table in which you have decided.")
    known = read_known(workspace)
    drafts = read_drafts([file] if file else waiting_files(workspace), known.schemes)
    desk = Desk(workspace, _author(author, workspace), dt.datetime.now().date())
    if from_table:
        _apply(workspace, desk, drafts)
    else:
        _go_through(Session(drafts, desk), desk, len(drafts), _entities(workspace))


def _apply(workspace: Workspace, desk: Desk, drafts: Sequence[Draft]) -> None:
    decided = read_verdicts(drafts)
    schemes = desk.decide_all(decided)
    counts = Counter(verdict[0].value for _, verdict in decided)
    click.echo(", ".join(f"{count} {word}" for word, count in counts.items()) or "nothing is decided in that table")
    for scheme in schemes:
        click.echo(str(set_path(workspace, scheme.prefix)))


def _undo(workspace: Workspace, subject: str, object_: str) -> None:
    scheme = find_scheme(read_schemes(workspace), object_.partition(":")[0])
    subject = curie(subject, workspace.namespaces)
    Desk(workspace, Author(), dt.date.min).undo(scheme, subject, object_)
    click.echo(f"Taken back: {subject} and {object_}")


def _entities(workspace: Workspace) -> dict[str, Record]:
    store = open_store(workspace)
    namespaces = workspace.namespaces
    return {namespaces.shrink(each.id): each for each in read_records(store, namespaces, namespaces.ent)}


def _go_through(session: Session, desk: Desk, total: int, entities: Mapping[str, Record]) -> None:
    """Show one suggestion after the other until the end, or until somebody has had enough."""
    counts: Counter[str] = Counter()
    there = screen()
    with suppress(KeyboardInterrupt), keyboard() as pressed:
        while (draft := session.current) is not None:
            page = to_page(
                draft,
                entities.get(draft.mapping.subject_id),
                desk.decision(draft),
                there.width,
                colour=there.colour,
            )
            click.echo(f"\n{session.number} of {total}  {draft.scheme.title}\n{page}", nl=False)
            key = _key(pressed)
            if key == "q":
                break
            if key == "b" and not session.back():
                click.echo("  This is the first.")
            elif key == "s":
                session.skip()
            elif key in _KEYS:
                session.decide(_KEYS[key])
                counts[_KEYS[key][0].value] += 1
    said = ", ".join(f"{count} {word}" for word, count in counts.items()) or "nothing decided"
    click.echo(f"\n{said}; {'all is seen' if session.current is None else 'the rest waits'}.")


def _key(pressed: Key) -> str:
    """Wait for a key that means something; the end of input is quitting."""
    click.echo(_PROMPT, nl=False)
    while True:
        key = pressed().lower()
        key = "q" if key in _END else key
        if key in {*_KEYS, "s", "b", "q"}:
            click.echo(key)
            return key


def _author(given: str | None, workspace: Workspace) -> Author:
    if given is None:
        try:
            command = ["git", "config", "user.name"]
            found = subprocess.run(command, capture_output=True, text=True, check=False, cwd=workspace.root)
            given = found.stdout.strip() or None
        except OSError:  # there is no git
            pass
    if given is None:
        raise UsageError("nobody signs the decisions", remedy="Say who you are: --author NAME, a name or an ORCID.")
    return parse_author(given)
