"""The page on linking, carried out: on the real datasets, where somebody has them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.conftest import ROOT
from tests.docs.console import Console, Step

PAGE = ROOT / "docs" / "linking.md"
DATASETS = ROOT.parent / "shared" / "datasets"
FILES = (
    "cow_states/states2016.csv",
    "cow_alliances/alliance_v4.1_by_member.csv",
    "atop/atop-alliance-level.csv",
    "atop/atop-member-level.csv",
    "icews/events.2018.sample.tab",
    "cow_trade_dyadic/cow_trade_ndy.csv.gz",
)


class Session:
    """A terminal in a folder that has the downloads and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.console = Console(folder, folder)
        (folder / "downloads").mkdir()
        for name in FILES:
            shutil.copyfile(DATASETS / name, folder / "downloads" / Path(name).name)

    def run(self, step: Step) -> str:
        """Run a command of the page; in a folder that it goes to, its files are written first."""
        printed = self.console.run(step.command)
        if step.command.startswith("cd "):
            for name, language in (("talks.csv", "csv"), ("korea.rq", "sparql")):
                (self.console.folder / name).write_text(block(language), encoding="utf-8")
        return printed


def block(language: str) -> str:
    """Give what the page has in a block of that language, the only one."""
    (text,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return str(text)
