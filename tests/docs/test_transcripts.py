"""The transcripts: every command that a page shows is run on the shipped graph, and what it prints is compared.

`python -m tests.docs.refresh` puts what is printed now in the place of what is shown.
"""

from __future__ import annotations

import doctest
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.docs.console import PAGES, Console, is_like, iter_steps


@pytest.mark.parametrize("page", PAGES)
def test_commands_print_what_is_shown(page: str, shipped: Path, tmp_path: Path) -> None:
    shutil.copytree(shipped, tmp_path / "diplograph")
    console = Console(tmp_path / "diplograph", tmp_path)
    steps = list(iter_steps((ROOT / page).read_text(encoding="utf-8")))
    printed = [(step, console.run(step.command)) for step in steps]
    wrong = [
        f"{page}:{step.line}: $ {step.command}\n{text}" for step, text in printed if not is_like(step.output, text)
    ]
    assert steps
    assert not wrong, "\n".join([*wrong, "To update: python -m tests.docs.refresh"])


@pytest.mark.parametrize("page", PAGES)
def test_python_answers_what_is_shown(page: str, shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shipped)
    text = "".join(re.findall(r"^```pycon\n(.*?)^```$", (ROOT / page).read_text("utf-8"), re.MULTILINE | re.DOTALL))
    session = doctest.DocTestParser().get_doctest(text, {}, page, page, 0)
    said: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(session, out=said.append)
    assert session.examples
    assert said == []
