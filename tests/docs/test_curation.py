"""The page on encoding: its example is carried out, from the new graph to the answers."""

from __future__ import annotations

import re
from pathlib import Path

from kg.model.dates import parse_date
from tests.conftest import ROOT
from tests.docs.console import Console, is_like, iter_steps

PAGE = (ROOT / "docs" / "curation.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def write_example(folder: Path) -> None:
    (text,) = blocks("text")
    header, entities = blocks("turtle")
    (register,) = blocks("csv")
    settings, *descriptor = blocks("toml")
    files = {
        "texts/lund-1934.txt": text,
        "data/lund-1934/entities.ttl": f"{header}\n{entities}",
        "data/lund-1934/claims.trig": "\n".join([header, *blocks("trig")]),
        "downloads/legations.csv": register,
        "data/datasets/legations.toml": "\n".join(descriptor),
        "kg.toml": (folder / "kg.toml").read_text(encoding="utf-8").replace("[texts]\n", f"[texts]\n{settings}"),
    }
    for name, content in files.items():
        assert f"`{name}`" in PAGE
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")


def test_the_example_builds_and_answers(tmp_path: Path) -> None:
    console = Console(tmp_path, tmp_path)
    for step in iter_steps(PAGE):
        printed = console.run(step.command)
        assert is_like(step.output, printed), f"docs/curation.md:{step.line}: $ {step.command}\n{printed}"
        if step.command.startswith("cd "):
            write_example(console.folder)


def test_the_dates_are_dates() -> None:
    table = PAGE.split("## Dates")[1].split("Each is followed")[0]
    dates = re.findall(r'`"([^"]+)"`|, `"([^"]+)"', table)
    assert len(dates) > 15
    for date in dates:
        assert parse_date("".join(date))
