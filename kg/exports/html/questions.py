"""The competency questions as the page carries them: their texts, and what may be chosen for each parameter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from kg.exports.network_page.facts import without_blanks
from kg.rdf.terms import IRI
from kg.store.parameters import Parameter, iter_choices
from kg.store.protocol import Store
from kg.store.questions import Question, read_questions
from kg.views.network import Attributes, Network

_VALUE = r"VALUES\s+[?$]{name}\s*\{{\s*(.*?)\s*\}}"
_LITERAL = re.compile(r'"([^"\\]*)".*|([+-]?\d+)')


def questions_data(folder: Path, store: Store, network: Network) -> list[Attributes]:
    """Give all questions of a folder, by name; `network` tells which examples are nodes."""
    keys = {data["iri"]: key for key, data in network.nodes(data=True)}
    return [_question(question, store, keys) for question in read_questions(folder)]


def _question(question: Question, store: Store, keys: Mapping[str, str]) -> Attributes:
    parameters = [_parameter(parameter, question, store, keys) for parameter in question.parameters]
    about = {"parameters": parameters, "examples": list(question.examples)}
    words = {"title": question.title, "description": question.description, "text": question.text}
    return {"name": question.name, **words, **without_blanks(about)}


def _parameter(parameter: Parameter, question: Question, store: Store, keys: Mapping[str, str]) -> Attributes:
    options = [[term.value, label] for term, label in iter_choices(parameter, store)]
    about = {
        "required": parameter.needs_value,
        "default": parameter.default,
        "options": sorted(options, key=lambda option: (option[1].casefold(), option[0])),
        **_example(parameter, question, store, keys),
    }
    return {"name": parameter.name, "kind": parameter.kind, "help": parameter.help, **without_blanks(about)}


def _example(parameter: Parameter, question: Question, store: Store, keys: Mapping[str, str]) -> Attributes:
    """Give the value that stands in the question for a parameter: as text, and as a node where it is one."""
    match = re.search(_VALUE.format(name=parameter.name), question.text, re.DOTALL)
    written = match[1] if match else "UNDEF"
    if written == "UNDEF":
        return {}
    if literal := _LITERAL.fullmatch(written):
        return {"example": literal[1] or literal[2]}
    iri = _iri(written, store)
    return {"example": keys.get(iri.value, written), "node": keys.get(iri.value), "iri": iri.value} if iri else {}


def _iri(written: str, store: Store) -> IRI | None:
    """Read an IRI in angle brackets, or a CURIE of the usual prefixes."""
    if written.startswith("<") and written.endswith(">"):
        return IRI(written[1:-1])
    prefix, colon, local = written.partition(":")
    namespace = store.prefixes.get(prefix)
    return IRI(namespace + local) if colon and namespace else None
