"""The competency questions, asked of the shipped graph: each with the answer that the essay gives.

`questions/NAME.json` lists the cases of one question: its parameters, the columns compared, and all rows in their order
(`rows`) or some that must be among them (`among`). IRIs are written as CURIEs, what is unbound as null.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.config import read_workspace
from kg.rdf.terms import IRI, Term
from kg.store.embedded import EmbeddedStore
from kg.store.questions import Question, find_question, read_questions
from kg.store.results import Solutions, solutions_of
from kg.views.names import resolve
from tests.conftest import ROOT

WORKSPACE = read_workspace(ROOT)
FOLDER = WORKSPACE.ontology / "queries"
QUESTIONS = {question.name: question for question in read_questions(FOLDER)}
MANIFESTS = Path(__file__).parent / "questions"


def iter_cases() -> Iterator[Any]:
    for path in sorted(MANIFESTS.glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            parameters = " ".join(f"--{name} {value}" for name, value in case["parameters"].items())
            yield pytest.param(path.stem, case, id=f"{path.stem} {parameters}".strip())


def ask(store: EmbeddedStore, question: Question, parameters: dict[str, str]) -> Solutions:
    return solutions_of(question.ask(store, parameters, resolve))


def shown(term: Term | None) -> str | None:
    return None if term is None else WORKSPACE.namespaces.shrink(term.value)


def example_of(question: Question) -> dict[str, str]:
    program, command, name, *options = shlex.split(question.examples[0])
    assert (program, command, name) == ("kg", "query", question.name)
    return {option.removeprefix("--"): value for option, value in zip(options[::2], options[1::2], strict=True)}


@pytest.mark.parametrize(("name", "case"), list(iter_cases()))
def test_the_answer_is_what_the_essay_says(store: EmbeddedStore, name: str, case: dict[str, Any]) -> None:
    solutions = ask(store, QUESTIONS[name], case["parameters"])
    columns = [solutions.variables.index(column) for column in case["columns"]]
    rows = [[shown(row[column]) for column in columns] for row in solutions.rows]
    if "rows" in case:
        assert rows == case["rows"]
    else:
        assert [row for row in case["among"] if row not in rows] == []


def test_every_question_has_an_expected_answer() -> None:
    assert sorted(QUESTIONS) == sorted(path.stem for path in MANIFESTS.glob("*.json"))
    assert len(QUESTIONS) >= 30


@pytest.mark.parametrize("question", list(QUESTIONS.values()), ids=list(QUESTIONS))
def test_the_file_as_it_stands_is_its_example(store: EmbeddedStore, question: Question) -> None:
    standing = solutions_of(store.query(question.text))
    asked = solutions_of(store.query(question.text, question.bind(example_of(question), store, resolve)))
    assert standing == asked


@pytest.mark.parametrize("question", list(QUESTIONS.values()), ids=list(QUESTIONS))
def test_whoever_asks_for_sources_gets_them(store: EmbeddedStore, question: Question) -> None:
    """Where rows name claims, these are claims of the graph, and no two rows are the same."""
    solutions = ask(store, question, example_of(question))
    assert len(set(solutions.rows)) == len(solutions)
    for row in solutions:
        named = row["claims"].value.split() if "claims" in row else []
        for claim in named:
            assert store.query("ASK { ?claim a kg:Claim }", {"claim": IRI(claim)})


@pytest.mark.parametrize("question", list(QUESTIONS.values()), ids=list(QUESTIONS))
def test_questions_read_alike(question: Question) -> None:
    """Each tells what it asks in a sentence, orders its rows, and names every column's node by label too."""
    assert question.examples
    assert question.description.endswith(".")
    assert not question.title.endswith(".")
    assert "ORDER BY" in question.text
    assert len(question.title) <= 60
    assert all(len(line) <= 120 for line in question.text.splitlines())


def test_an_example_finds_something(store: EmbeddedStore) -> None:
    silent = [name for name, question in QUESTIONS.items() if not ask(store, question, example_of(question)).rows]
    assert silent == ["uncited-passages"], "every passage of the essay is cited by a claim"


def test_find_question_reads_the_shipped_ones() -> None:
    assert find_question(FOLDER, "treaties-in-force").parameters[0].name == "date"
