"""The page on serving: what its commands print, and every address and option that it names."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from kg.cli.serve import serve
from tests.docs.console import is_like, iter_steps
from tests.docs.serving import PAGE, Client
from tests.web.serving import serving

TEXT = PAGE.read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_site_answers_what_is_shown(shipped: Path, tmp_path: Path) -> None:
    with serving(shipped, tmp_path / "server.log") as server:
        client = Client(server, tmp_path)
        steps = list(iter_steps(TEXT))
        wrong = [
            f"docs/serving.md:{step.line}: $ {step.command}\n{printed}"
            for step in steps
            if not is_like(step.output, printed := client.run(step))
        ]
    assert steps
    assert not wrong, "\n".join(wrong)


def test_every_option_is_explained() -> None:
    options = {name for parameter in serve.params for name in parameter.opts if name.startswith("--")}
    assert options - {"--help"} <= set(re.findall(r"`(--[a-z-]+)", TEXT))
