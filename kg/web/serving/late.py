"""Late: rooms that are loaded when they are first asked for, or soon after the site is up, so that it is up at once."""

from __future__ import annotations

from functools import cached_property
from importlib import import_module

from starlette.routing import BaseRoute, Match, NoMatchFound, Router
from starlette.types import Receive, Scope, Send

from kg.web.site import in_thread


class LateRoom(BaseRoute):
    """A room's table of addresses, by the name of its module; `firsts` are the first parts of these (none: any).

    Loading takes a while, since pages need most of what `kg` can do; so it is done in a thread, while others are
    answered.
    """

    def __init__(self, module: str, *firsts: str) -> None:
        self.module = module
        self._firsts = frozenset(firsts)

    @cached_property
    def router(self) -> Router:
        """The addresses of the room, loaded when they are first asked for."""
        return Router(import_module(self.module).ROUTES)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Say whether an address belongs to the room."""
        is_ours = scope["type"] == "http" and (not self._firsts or scope["path"].split("/", 2)[1] in self._firsts)
        return (Match.FULL if is_ours else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the room does."""
        await self.load()
        await self.router(scope, receive, send)

    async def load(self) -> None:
        """Load the room, unless it is."""
        if "router" not in self.__dict__:
            await in_thread(lambda: self.router)

    def url_path_for(self, name: str, /, **path_params: object) -> object:  # type: ignore[override]
        """Refuse: addresses are made by `kg.web.addresses`."""
        raise NoMatchFound(name, path_params)
