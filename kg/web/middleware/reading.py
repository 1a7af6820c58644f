"""Reading: each request is answered from one snapshot, however long that takes."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from kg.web.site import Site


class Reading:
    """Hands the site and its current snapshot to whatever answers, and keeps the snapshot open until it has."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, the stream of its response included."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if self._site.settings.url:
            scope["scheme"] = self._site.settings.url.partition(":")[0]
        with self._site.reading() as snapshot:
            scope["state"] = {**scope.get("state", {}), "site": self._site, "snapshot": snapshot}
            await self._app(scope, receive, send)
