"""Where each IRI stands in a Turtle or TriG text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import zip_longest

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import Location
from kg.rdf.tokens import Places, read_tokens

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\\]*")


class Role(Enum):
    """What an IRI does where it stands."""

    SUBJECT = "subject"
    GRAPH = "graph"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of an IRI in a file."""

    iri: str
    role: Role
    location: Location


def iter_mentions(text: str, path: str) -> Iterator[Mention]:
    """Yield each IRI of a well-formed Turtle or TriG text, in order, with its role and place.

    Directives, the keyword `a` and the datatypes of bare numbers and truth values are no mentions.
    """
    tokens, places, names = read_tokens(text), Places(text, path), _Names()
    begins = True  # whether a statement begins here
    for token, following in zip_longest(tokens, tokens[1:]):
        word = token.group()
        if token.lastgroup in {"iri", "curie"}:
            opens_graph = following is not None and following.group() == "{"
            role = (Role.GRAPH if opens_graph else Role.SUBJECT) if begins else Role.TERM
            yield Mention(names.resolve(word), role, places.locate(token.start()))
            begins = False
        else:
            names.declare(token)
            begins = word in {".", "{", "}"} or word.upper() == "GRAPH" or token.lastgroup in {"prefix", "base"}


class _Names:
    """The prefixes and the base that hold at a place in a file."""

    def __init__(self) -> None:
        self._prefixes: dict[str, str] = {}
        self._base: str | None = None

    def declare(self, token: re.Match[str]) -> None:
        if token.lastgroup == "prefix":
            self._prefixes[token["name"]] = self._absolute(token["namespace"])
        elif token.lastgroup == "base":
            self._base = self._absolute(token["base_iri"])

    def resolve(self, word: str) -> str:
        if word.startswith("<"):
            return self._absolute(word[1:-1])
        prefix, colon, local = word.partition(":")
        return self._prefixes[prefix + colon] + re.sub(r"\\(.)", r"\1", local)

    def _absolute(self, iri: str) -> str:
        if _ABSOLUTE.fullmatch(iri):
            return iri
        quads = parse(input=f"<{iri}> <x:> <x:> .", format=RdfFormat.TURTLE, base_iri=self._base)
        subject = next(iter(quads)).subject
        assert isinstance(subject, NamedNode)
        return subject.value
