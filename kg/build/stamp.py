"""The stamp: names, sizes and times of all that a build is made from, to see at a glance that nothing has changed.

Only where the glance does not tell are the files read (`kg.build.fingerprint`). Times are in nanoseconds, and a stamp
is taken before the files are read: a change in between makes the next look a thorough one.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from kg.build.current import current_build
from kg.build.fingerprint import iter_code, settings_of
from kg.config import Workspace
from kg.linking.listing import list_links
from kg.rdf.listing import list_corpus, list_records

STAMP = "stamp"


def take_stamp(workspace: Workspace) -> str:
    """Look at the files of a workspace, and at our own code, without reading them."""
    paths = [*list_corpus(workspace), *list_links(workspace), *list_records(workspace), *iter_code()]
    looks = ((path, path.stat()) for path in paths if path.is_file())
    lines = (f"{path} {look.st_size} {look.st_mtime_ns}" for path, look in looks)
    return "\n".join([repr(settings_of(workspace)), *lines])


def stamped_build(workspace: Workspace, stamp: str) -> Path | None:
    """Give the current build if that stamp was put on it, or None."""
    folder = current_build(workspace.store)
    try:
        known = (workspace.store / STAMP).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return folder if folder is not None and known == _text(folder, stamp) else None


def put_stamp(workspace: Workspace, folder: Path, stamp: str) -> None:
    """Put a stamp on the current build; where that cannot be written, the next look is a thorough one again."""
    beside = workspace.store / f".{STAMP}.{os.getpid()}"
    with contextlib.suppress(OSError):
        beside.write_text(_text(folder, stamp), encoding="utf-8")
        beside.replace(workspace.store / STAMP)


def _text(folder: Path, stamp: str) -> str:
    return f"{folder.name}\n{stamp}\n"
