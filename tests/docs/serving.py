"""The page on serving, carried out: its commands are sent to a site that runs."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import ROOT
from tests.docs.console import Console, Step
from tests.web.serving import Server

PAGE = ROOT / "docs" / "serving.md"
SHOWN = "http://127.0.0.1:8000"


class Client:
    """A terminal whose commands, said to a site at the usual address, reach the one that runs."""

    def __init__(self, server: Server, scratch: Path) -> None:
        self._console = Console(scratch, scratch)
        self._address = server.address

    def run(self, step: Step) -> str:
        """Run a command of the page."""
        return self._console.run(step.command.replace(SHOWN, self._address)).replace(self._address, SHOWN)
