from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError, NameNotFoundError, UsageError
from kg.rdf.terms import IRI, XSD, Literal
from kg.store.embedded import EmbeddedStore
from kg.store.parameters import Parameter
from kg.store.questions import find_question, read_question, read_questions
from kg.store.results import Boolean, Solutions
from kg.views.names import resolve

ALLIES = """# title: Allies
# description: Who was allied
#   with whom.
# parameter: date? date = 1925-01-01 : on which day
# parameter: kind? concept(RelationshipKinds) : in what way
# parameter: actor entity : whose
# example: kg query allies --actor arvenia
PREFIX kg: <https://w3id.org/diplograph/ontology#>

SELECT ?other (GROUP_CONCAT(DISTINCT ?number; separator="; ") AS ?numbers) {
    VALUES ?date { UNDEF }
    VALUES ?kind { kg:Alliance }
    VALUES ?actor { UNDEF }
    VALUES ?number { "P19" "P4" "P4" }
    ?tie kg:kind ?kind ; kg:participant ?actor , ?other FILTER(?other != ?actor)
} GROUP BY ?other
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "allies.rq").write_text(ALLIES, encoding="utf-8")
    (tmp_path / "any.rq").write_text("# title: Any\n# description: Whether there is anything.\nASK { ?s ?p ?o }\n")
    return tmp_path


def test_a_question_is_read_from_its_comments(folder: Path) -> None:
    question = read_question(folder / "allies.rq")
    assert question.name == "allies"
    assert question.title == "Allies"
    assert question.description == "Who was allied with whom."
    assert question.examples == ("kg query allies --actor arvenia",)
    assert question.parameters == (
        Parameter("date", "date", "on which day", is_required=False, default="1925-01-01"),
        Parameter("kind", "concept", "in what way", is_required=False, scheme="RelationshipKinds"),
        Parameter("actor", "entity", "whose"),
    )
    assert [parameter.needs_value for parameter in question.parameters] == [False, False, True]
    assert [parameter.explain() for parameter in question.parameters] == [
        "on which day [default: 1925-01-01]",
        "in what way (a concept of RelationshipKinds)",
        "whose",
    ]


def test_values_become_terms(folder: Path, embassy: EmbeddedStore) -> None:
    question = find_question(folder, "allies")
    assert question.bind({"actor": "Арвения"}, embassy, resolve) == {
        "date": Literal("1925-01-01", datatype=XSD["date"]),
        "kind": None,
        "actor": IRI(embassy.prefixes["ent"] + "arvenia"),
    }


def test_it_is_asked_and_lists_come_in_order(folder: Path, embassy: EmbeddedStore) -> None:
    question = find_question(folder, "allies")
    belmark = IRI(embassy.prefixes["ent"] + "belmark")
    expected = Solutions(("other", "numbers"), [(belmark, Literal("P4; P19"))])
    assert question.ask(embassy, {"actor": "arvenia", "kind": "alliance"}, resolve) == expected
    assert find_question(folder, "any").ask(embassy, {}, resolve) == Boolean(True)


@pytest.mark.parametrize(
    ("values", "message", "remedy"),
    [
        ({}, "allies needs --actor: whose", "For example: kg query allies --actor arvenia"),
        ({"actor": "arvenia", "dat": "1925"}, "allies has no parameter --dat", "--date, --kind, --actor"),
        ({"actor": "arvenai"}, "nothing here is called 'arvenai'", "Did you mean: arvenia"),
        ({"actor": "arvenia", "kind": "Aliance"}, "nothing here is called 'Aliance'", "Did you mean: Alliance"),
        ({"actor": "arvenia", "date": "1925"}, "asks about one day, and '1925' is longer", "such as 1925-07-02"),
        ({"actor": "arvenia", "date": "June 1925"}, "--date is a date, and 'June 1925' is none", "1995-06-30"),
    ],
)
def test_a_wrong_value_is_a_usage_error(
    folder: Path, embassy: EmbeddedStore, values: dict[str, str], message: str, remedy: str
) -> None:
    with pytest.raises(UsageError) as caught:
        find_question(folder, "allies").ask(embassy, values, resolve)
    assert message in caught.value.message
    assert remedy in (caught.value.remedy or "")


@pytest.mark.parametrize(
    ("kind", "scheme", "text", "term"),
    [
        ("date", None, " 1995-06-30 ", Literal("1995-06-30", datatype=XSD["date"])),
        ("begin", None, "1995", Literal("1995-01-01", datatype=XSD["date"])),
        ("end", None, "1995-02", Literal("1995-02-28", datatype=XSD["date"])),
        ("end", None, "199X", Literal("1999-12-31", datatype=XSD["date"])),
        ("integer", None, "-3", Literal(-3)),
        ("text", None, 'a"b', Literal('a"b')),
        ("concept", "EventKinds", "PolicyChange", IRI("https://w3id.org/diplograph/ontology#PolicyChange")),
        ("concept", "EventKinds", "policy change", IRI("https://w3id.org/diplograph/ontology#PolicyChange")),
        ("concept", "EventKinds", "kg:Visit", IRI("https://w3id.org/diplograph/ontology#Visit")),
        ("class", None, "state", IRI("https://w3id.org/diplograph/ontology#State")),
        ("class", None, "government body", IRI("https://w3id.org/diplograph/ontology#GovernmentBody")),
        ("entity", None, "ent:belmark", IRI("https://w3id.org/diplograph/id/belmark")),
    ],
)
def test_kinds_of_values(embassy: EmbeddedStore, kind: str, scheme: str | None, text: str, term: object) -> None:
    assert Parameter("x", kind, "", scheme=scheme).parse(text, embassy, resolve) == term


@pytest.mark.parametrize(
    ("kind", "scheme", "text"),
    [("integer", None, "two"), ("class", None, "Visit"), ("concept", "EventKinds", "Alliance"), ("date", None, "")],
)
def test_no_values_of_a_kind(embassy: EmbeddedStore, kind: str, scheme: str | None, text: str) -> None:
    with pytest.raises(UsageError):
        Parameter("x", kind, "", scheme=scheme).parse(text, embassy, resolve)


def test_an_unknown_question_suggests_the_nearest(folder: Path) -> None:
    with pytest.raises(NameNotFoundError, match="no question is called 'alies'") as caught:
        find_question(folder, "alies")
    assert caught.value.nearest == ("allies",)
    assert caught.value.remedy == "Did you mean: allies? kg query --list names them all."


@pytest.mark.parametrize("name", ["../allies", "sub/allies", "", "."])
def test_a_path_is_no_name_of_a_question(folder: Path, name: str) -> None:
    with pytest.raises(NameNotFoundError):
        find_question(folder / "sub", name)


def test_questions_are_listed_by_name(folder: Path) -> None:
    assert [question.name for question in read_questions(folder)] == ["allies", "any"]
    assert read_questions(folder / "nowhere") == []


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("ASK {}", 1, "the question has no title"),
        ("# title: X\nASK {}", 1, "the question has no description"),
        ("# title: X\n# description: X\n# parameter: a\nASK {}", 3, "no parameter of a question"),
        ("# title: X\n# description: X\n# parameter: a number : b\nASK {}", 3, "no parameter of a question"),
        ("# title: X\n# description: X\n# parameter: a text : b\nASK {}", 3, "does not use its parameter a"),
    ],
)
def test_a_mistake_in_the_header_has_its_place(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = tmp_path / "wrong.rq"
    path.write_text(text)
    with pytest.raises(InputError, match=message) as caught:
        read_question(path)
    assert caught.value.location is not None
    assert (caught.value.location.path, caught.value.location.line) == (str(path), line)


def test_a_question_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.rq").write_bytes(b"# title: \xe9\n")
    for name in ("latin", "missing"):
        with pytest.raises(InputError, match="cannot be read"):
            read_question(tmp_path / f"{name}.rq")
