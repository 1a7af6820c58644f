"""Put what the commands print now into the pages: `python -m tests.docs.refresh`.

Output that a page shows in part, with `...`, is left as it is and named where it no longer fits.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT, copy_shipped
from tests.docs import linking, serving
from tests.docs.console import BLOCK, PAGES, Console, Step, is_like, split_steps
from tests.web.serving import serving as site

Run = Callable[[Step], str]


def refresh(page: Path, run: Run) -> None:
    """Write a page anew with the outputs of its commands."""
    text = page.read_text(encoding="utf-8")

    def block(match: re.Match[str]) -> str:
        steps = split_steps(match[1], text.count("\n", 0, match.start(1)) + 1)
        return "```console\n" + "".join(_show(step, run, page) for step in steps) + "```"

    page.write_text(BLOCK.sub(block, text), encoding="utf-8")


def _show(step: Step, run: Run, page: Path) -> str:
    output = step.output.strip("\n")
    printed = run(step).strip("\n")
    if not is_like(output, printed):
        if "..." in output:
            sys.stderr.write(f"{page}:{step.line}: shown in part, and it no longer fits: {step.command}\n")
        else:
            output = printed
    command = "$ " + step.command.replace("\n", "\n> ")
    return "\n".join(filter(None, (command, output))) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        terminal = Console(copy_shipped(Path(scratch) / "diplograph").root, Path(scratch))
        for name in PAGES:
            refresh(ROOT / name, lambda step: terminal.run(step.command))
    with tempfile.TemporaryDirectory() as scratch:
        shipped = copy_shipped(Path(scratch) / "diplograph").root
        with site(shipped, Path(scratch) / "server.log") as server:
            refresh(serving.PAGE, serving.Client(server, Path(scratch)).run)
    if linking.DATASETS.is_dir():
        with tempfile.TemporaryDirectory() as scratch:
            refresh(linking.PAGE, linking.Session(Path(scratch)).run)
