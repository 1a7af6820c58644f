"""The transcripts of the README and the tutorial: run on a terminal, they print what the pages show."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.docs.console import Console, is_like, iter_steps


@pytest.mark.parametrize("name", ["README.md", "docs/tutorial.md"])
def test_a_transcript_is_what_the_commands_print(name: str, tmp_path: Path) -> None:
    console = Console(tmp_path, tmp_path)
    console.run("kg build --quiet")
    steps = list(iter_steps((ROOT / name).read_text(encoding="utf-8")))
    assert steps
    for step in steps:
        printed = console.run(step.command)
        assert is_like(step.output, printed), f"{name}:{step.line}: $ {step.command}\n{printed}"
