"""The desk: what lies beside the editor, that is the named questions, the prefixes and the words of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kg.config import Namespaces
from kg.config.namespaces import STANDARD
from kg.exports.html.questions import questions_data
from kg.rdf.terms import IRI, Literal, Term
from kg.store.protocol import Store
from kg.store.questions import Question, QuestionNotFoundError, read_questions
from kg.views.network import Network
from kg.views.nodes import Nodes
from kg.web.addresses import path_of
from kg.web.kept import Kept
from kg.web.snapshot import Snapshot

# Where a graph has no questions of its own.
_BEGINNING = """SELECT ?treaty ?treatyLabel ?when WHERE {
    ?treaty a kg:Treaty ; rdfs:label ?treatyLabel FILTER(LANG(?treatyLabel) = "en")
    OPTIONAL { ?treaty kg:date ?when }
}
ORDER BY ?when
"""

_VOCABULARY = """
SELECT ?term ?kind (SAMPLE(?name) AS ?label) {
    VALUES (?class ?kind) {
        (owl:Class "class") (rdfs:Class "class") (skos:Concept "concept")
        (owl:ObjectProperty "property") (owl:DatatypeProperty "property") (rdf:Property "property")
    }
    ?term a ?class FILTER(ISIRI(?term) && STRSTARTS(STR(?term), STR(kg:)))
    OPTIONAL { ?term rdfs:label ?name FILTER(LANG(?name) = "en") }
}
GROUP BY ?term ?kind ORDER BY ?term
"""

_CURIE = re.compile(r"(?<![\w<:/#])([a-z]+):([A-Za-z]\w*)")


@dataclass(frozen=True, slots=True)
class Topic:
    """Questions that belong together."""

    title: str
    questions: Sequence[Question]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the query page offers; `data` is what its script reads, as JSON."""

    topics: Sequence[Topic]
    data: Mapping[str, Any]

    @property
    def questions(self) -> list[Question]:
        """Every question, topic by topic."""
        return [question for topic in self.topics for question in topic.questions]

    def question(self, name: str) -> Question:
        """Give the question of that name; raises QuestionNotFoundError."""
        found = next((question for question in self.questions if question.name == name), None)
        if found is None:
            from kg.store.syntax import nearest

            raise QuestionNotFoundError(name, nearest(name, [question.name for question in self.questions], 0.4))
        return found

    @property
    def beginning(self) -> str:
        """Give the query to begin with."""
        return _BEGINNING


def read_desk(snapshot: Snapshot) -> Desk:
    """Read what the query page of a snapshot offers, once for all who open it."""
    return _KEPT.of(snapshot)


def _read(snapshot: Snapshot) -> Desk:
    workspace, store = snapshot.workspace, snapshot.store
    folder = workspace.ontology / "queries"
    questions = read_questions(folder)
    carried = questions_data(folder, store, Network())
    data = {
        "prefixes": workspace.namespaces.prefixes,
        "rooms": _rooms(workspace.namespaces),
        "words": _words(store, workspace.namespaces, questions),
        # their texts stand in the page
        "questions": [{key: value for key, value in each.items() if key != "text"} for each in carried],
        "names": _names(store, carried),
    }
    return Desk(tuple(_topics(questions)), data)


_KEPT = Kept(_read)


def _topics(questions: Iterable[Question]) -> Iterator[Topic]:
    """Put together what can be asked at once, and what needs somebody to say about whom or when."""
    ordered = sorted(questions, key=_needs_value)
    titles = {False: "Asked as they stand", True: "About something you name"}
    for needs, members in groupby(ordered, key=_needs_value):
        yield Topic(titles[needs], tuple(sorted(members, key=lambda question: question.title)))


def _needs_value(question: Question) -> bool:
    return any(parameter.needs_value for parameter in question.parameters)


def _rooms(namespaces: Namespaces) -> list[tuple[str, str]]:
    """Pair each namespace of ours with the path that stands for it on the site."""
    ours = (namespaces.ent, namespaces.claim, namespaces.src, namespaces.prefixes["code"], namespaces.ontology)
    return [(space, (path_of(space + "x", namespaces) or "x").removesuffix("x")) for space in ours]


def _words(store: Store, namespaces: Namespaces, questions: Iterable[Question]) -> list[tuple[str, str, str]]:
    """List what the editor completes: word, kind and label of the ontology's terms, and others that questions use."""
    rows = list(store.select(_VOCABULARY))
    own = [(namespaces.shrink(row["term"].value), row["kind"].value, _text(row.get("label"))) for row in rows]
    used = {match[0] for question in questions for match in _CURIE.finditer(question.text)}
    others = sorted(word for word in used if word.partition(":")[0] in STANDARD)
    return own + [(word, "property" if word.partition(":")[2][0].islower() else "class", "") for word in others]


def _names(store: Store, questions: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Give the labels of the entities that questions have for examples."""
    parameters = (parameter for question in questions for parameter in question.get("parameters", ()))
    iris = sorted({parameter["iri"] for parameter in parameters if parameter.get("iri")})
    nodes = Nodes(store)
    nodes.load(map(IRI, iris))
    return {iri: nodes.label(IRI(iri)) for iri in iris}


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, Literal) else ""
