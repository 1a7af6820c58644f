"""Watching: a new build takes the place of the one that is served, and no request is dropped."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from kg.build.current import current_build
from kg.errors import KgError
from kg.web.serving.opening import complete, open_snapshot
from kg.web.site import Site
from kg.web.snapshot import Snapshot

_LOG = logging.getLogger(__name__)
_INTERVAL = 1.0  # seconds


async def keep_current(site: Site) -> None:
    """Complete what is served, then look for a new build each second, until cancelled."""
    await _complete(site.snapshot)
    refused: str | None = None  # the build that could not be opened, or the reason why there is none
    while True:
        await asyncio.sleep(_INTERVAL)
        try:
            folder = current_build(site.workspace.store)
        except KgError as error:
            refused = _refuse(str(error), refused, error)
            continue
        if folder is not None and folder.name not in {site.snapshot.name, refused}:
            refused = await _follow(site, folder)


async def _follow(site: Site, folder: Path) -> str | None:
    """Serve another build; gives its name if that cannot be done."""
    try:
        snapshot = open_snapshot(folder, site.workspace, site.settings)
        await complete(snapshot)
        await snapshot.pool.start()
    except Exception as error:  # whatever is wrong with it, the one before can be served
        return _refuse(folder.name, None, error)
    site.show(snapshot)
    lost = "; what was changed by updates is gone" if site.settings.token else ""
    _LOG.info("the build %s is served from now on%s", snapshot.name, lost)
    return None


async def _complete(snapshot: Snapshot) -> None:
    try:
        await complete(snapshot)
    except Exception:  # pages that need no names can still be read
        _LOG.exception("the build %s cannot be read to its end", snapshot.name)


def _refuse(name: str, known: str | None, error: Exception) -> str:
    if name != known:
        _LOG.error("a new build cannot be served, so the one before still is: %s", error)
    return name
