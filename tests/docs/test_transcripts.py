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
from tests.docs.console import PAGES, Console, Step, is_like, iter_steps

STEPS = [
    pytest.param(step, id=f"{page}:{step.line}")
    for page in PAGES
    for step in iter_steps((ROOT / page).read_text("utf-8"))
]


@pytest.fixture(scope="module")
def console(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Console:
    folder = tmp_path_factory.mktemp("console")
    shutil.copytree(shipped, folder / "diplograph")
    return Console(folder / "diplograph", folder)


@pytest.mark.parametrize("step", STEPS)
def test_commands_print_what_is_shown(step: Step, console: Console) -> None:
    printed = console.run(step.command)
    assert is_like(step.output, printed), f"$ {step.command}\n{printed}\nTo update: python -m tests.docs.refresh"


@pytest.mark.parametrize("page", PAGES)
def test_python_answers_what_is_shown(page: str, shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shipped)
    text = "".join(re.findall(r"^```pycon\n(.*?)^```$", (ROOT / page).read_text("utf-8"), re.MULTILINE | re.DOTALL))
    session = doctest.DocTestParser().get_doctest(text, {}, page, page, 0)
    said: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(session, out=said.append)
    assert said == []
