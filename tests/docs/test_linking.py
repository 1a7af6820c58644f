"""The page on linking: each of its commands prints what is shown, and what it made loads where it is said to load."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from tests.docs.console import is_like, iter_steps
from tests.docs.linking import DATASETS, PAGE, Session, block


@pytest.mark.skipif(not DATASETS.is_dir(), reason="the real datasets are not here")
def test_the_session_goes_as_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(tmp_path)
    for step in iter_steps(PAGE.read_text(encoding="utf-8")):
        printed = session.run(step)
        assert is_like(step.output, printed), f"docs/linking.md:{step.line}: $ {step.command}\n{printed}"
    monkeypatch.chdir(session.console.folder)
    example = doctest.DocTestParser().get_doctest(block("pycon"), {}, "docs/linking.md", None, 0)
    said: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(example, out=said.append)
    assert example.examples
    assert said == []
