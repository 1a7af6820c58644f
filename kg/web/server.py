"""The server: a site that listens until it is told to stop."""

from __future__ import annotations

import uvicorn

from kg.build.current import current_build
from kg.config import Workspace
from kg.errors import StoreError
from kg.web.app import create_app
from kg.web.opening import open_snapshot
from kg.web.settings import Settings
from kg.web.site import Site


def serve(workspace: Workspace, settings: Settings) -> None:
    """Serve the current build of a workspace."""
    folder = current_build(workspace.store)
    if folder is None:
        raise StoreError("the graph is not built yet", remedy="Build it: kg build")
    site = Site(workspace, settings, open_snapshot(folder, workspace, settings))
    uvicorn.run(create_app(site), host=settings.host, port=settings.port, log_level="warning")
