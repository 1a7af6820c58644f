"""The server: a site that listens until it is told to stop."""

from __future__ import annotations

import errno
import logging
import os
import signal
import socket
from collections.abc import Callable
from dataclasses import replace

from uvicorn.config import Config
from uvicorn.server import Server

from kg.build.current import current_build
from kg.build.opening import open_store
from kg.config import Workspace
from kg.errors import KgError
from kg.web.app import create_app
from kg.web.guards.protocol import GuardedProtocol
from kg.web.serving.opening import open_snapshot
from kg.web.settings import Settings
from kg.web.site import Site

Say = Callable[[str], None]

_BACKLOG = 2048
_OF_THE_PORT = {errno.EADDRINUSE, errno.EACCES}
_CONNECTIONS = 1000  # at most, at once
_GRACE = 5.0  # seconds that running requests have to end beyond the time of a query


class ListeningError(KgError):
    """Nobody can be listened to at an address."""


def serve(workspace: Workspace, settings: Settings, say: Say) -> None:
    """Serve the graph of a workspace, built first where it must be, until SIGTERM or Ctrl-C.

    `say` is told where, and what has to be built. Raises ListeningError where the address is taken or is not ours, and
    what a build raises.
    """
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.INFO)
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)  # what strangers send amiss is no news
    with listen(settings) as listener:
        settings = replace(settings, port=listener.getsockname()[1])
        open_store(workspace, say)
        folder = current_build(workspace.store)
        assert folder is not None, "what was opened is there"
        site = Site(workspace, settings, open_snapshot(folder, workspace, settings))
        config = Config(
            create_app(site),
            backlog=_BACKLOG,
            http=GuardedProtocol,
            lifespan="on",
            limit_concurrency=_CONNECTIONS,
            log_config=None,
            access_log=False,
            proxy_headers=False,  # whose word about clients counts is decided by a guard of ours
            server_header=False,
            timeout_graceful_shutdown=int(settings.seconds + _GRACE),
            ws="none",
        )
        _keep_signals()
        _Server(config, site, say).run([listener])


def listen(settings: Settings) -> socket.socket:
    """Listen at the address of the settings; who comes waits until the site is open."""
    host, port = settings.host.strip("[]"), settings.port
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror or str(error)
        remedy = "Choose another one: --port 0 takes any that is free." if error.errno in _OF_THE_PORT else None
        raise ListeningError(f"cannot listen at {host}, port {port}: {reason}", remedy=remedy) from error


class _Server(Server):
    """Says where it listens as soon as it does."""

    def __init__(self, config: Config, site: Site, say: Say) -> None:
        super().__init__(config)
        self._site = site
        self._say = say

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        settings = self._site.settings
        place = f" (listening at {settings.local_address})" if settings.url else ""
        self._say(f"Diplograph serves {self._site.workspace.title} at {settings.address}{place} — Ctrl-C ends it")


def _keep_signals() -> None:
    """Let a signal that was answered by stopping in order be answered by nothing else: the server raises it again."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: None)
