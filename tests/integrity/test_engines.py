"""The competency questions mean the same in another engine: asked of a small graph in ours and in rdflib's."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal, InvalidOperation

import pytest
import rdflib
from rdflib.query import ResultRow

from kg.build.assembly import assemble
from kg.config import Workspace, read_workspace
from kg.rdf.bridge import from_rdflib_term, to_rdflib_dataset
from kg.rdf.terms import Literal
from kg.store.binding import bind
from kg.store.embedded import EmbeddedStore, write_store
from kg.store.parameters import Parameter
from kg.store.questions import Question, read_questions
from kg.store.results import solutions_of
from kg.views.names import resolve
from tests.conftest import ROOT

QUESTIONS = read_questions(read_workspace(ROOT).ontology / "queries")

# What to ask the fixture graph about, by the parameter's name, or else by its kind.
VALUES = {
    "a": "arvenia",
    "actor": "arvenia",
    "author": "tomas-hale",
    "b": "belmark",
    "cause": "treaty-1921",
    "effect": "alliance",
    "from": "customs-union",
    "holder": "irena-volkova",
    "issue": "quarrel",
    "passage": "memoir-1931.P6",
    "place": "port-selin",
    "to": "early-end-of-quarrel",
    "treaty": "treaty-1902",
    "visitor": "tomas-hale",
    "whole": "belmark",
    "work": "memoir-1931",
    "EventKinds": "Visit",
    "Measures": "TradeVolume",
    "Modalities": "Report",
    "Provisions": "MilitaryAlliance",
    "ProjectKinds": "Railway",
    "RelationshipKinds": "Trade",
    "Stances": "Opposes",
    "begin": "1919",
    "class": "State",
    "date": "1922-06-30",
    "end": "1925",
    "entity": "arvenia",
    "integer": "1",
    "text": "date",
}


@pytest.fixture(scope="module")
def engines(built: Workspace, tmp_path_factory: pytest.TempPathFactory) -> tuple[EmbeddedStore, rdflib.Dataset]:
    folder = tmp_path_factory.mktemp("engines")
    write_store(folder, assemble(built))
    store = EmbeddedStore(folder, built.namespaces.prefixes)
    return store, to_rdflib_dataset(store.quads())


def value_for(parameter: Parameter) -> str:
    if parameter.kind != "entity":
        return VALUES[parameter.scheme or parameter.kind]
    return VALUES.get(parameter.name, VALUES["entity"])


def cell(term: object) -> str:
    """Write a term so that equal values look alike: numbers by value, lists as sorted words, unbound as empty."""
    if not isinstance(term, Literal):
        return "" if term is None else str(term)
    try:
        return f"{Decimal(term.value).normalize():f}"
    except InvalidOperation:
        return " ".join(sorted(term.value.replace(";", "").split()))


@pytest.mark.filterwarnings(r"ignore:Dataset\.:DeprecationWarning")  # rdflib's own engine calls it
@pytest.mark.parametrize("is_narrow", [False, True], ids=["needed parameters", "all parameters"])
@pytest.mark.parametrize("question", QUESTIONS, ids=[question.name for question in QUESTIONS])
def test_both_engines_give_the_same_rows(
    engines: tuple[EmbeddedStore, rdflib.Dataset], question: Question, is_narrow: bool
) -> None:
    store, dataset = engines
    values = {p.name: value_for(p) for p in question.parameters if is_narrow or p.needs_value}
    text = bind(question.text, question.bind(values, store, resolve))
    ours = Counter(tuple(map(cell, row)) for row in solutions_of(store.query(text)).rows)
    theirs = Counter(
        tuple(cell(term and from_rdflib_term(term)) for term in row)
        for row in dataset.query(text)
        if isinstance(row, ResultRow)
    )
    assert ours == theirs


def test_most_questions_find_something_there(engines: tuple[EmbeddedStore, rdflib.Dataset]) -> None:
    store, _ = engines
    finding = 0
    for question in QUESTIONS:
        values = {p.name: value_for(p) for p in question.parameters if p.needs_value}
        finding += bool(solutions_of(question.ask(store, values, resolve)).rows)
    assert finding >= len(QUESTIONS) * 2 // 3
