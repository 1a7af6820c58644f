"""Where each IRI stands in a Turtle or TriG text: what a parser forgets and a finding needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from kg.errors import Location

_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n]*)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|\"(?!\"\"))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
                | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*')
    | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
    | (?P<directive>@prefix|@base|\bPREFIX\b|\bBASE\b)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<curie>[^\W\d_](?:[\w.-]*[\w-])?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)(?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*(?:[\w:-]|\\.))?)?)
    | (?P<number>[+-]?(?:\d+\.\d+|\.\d+|\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>\w+)
    | (?P<mark>\^\^|[.;,{}()\[\]])
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


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
    """Yield each IRI of a well-formed Turtle or TriG text, in order, with its role and place."""
    prefixes: dict[str, str] = {}
    tokens = _tokens(text)
    starts_statement = True
    for position, (kind, token) in enumerate(tokens):
        following = tokens[position + 1][1].group() if position + 1 < len(tokens) else ""
        word = token.group()
        if kind == "directive":
            _declare(tokens[position + 1 : position + 3], prefixes)
        elif kind in {"iri", "curie"} and not _declares(tokens, position):
            role = Role.TERM
            if starts_statement:
                role = Role.GRAPH if following == "{" else Role.SUBJECT
            yield Mention(_resolve(word, prefixes), role, _location(text, token.start(), path))
        starts_statement = word in {".", "{", "}"} or word.upper() == "GRAPH" or _ends_directive(tokens, position)


def _tokens(text: str) -> list[tuple[str, re.Match[str]]]:
    found = ((match.lastgroup or "", match) for match in _TOKEN.finditer(text))
    return [(kind, match) for kind, match in found if kind != "comment"]


def _declares(tokens: list[tuple[str, re.Match[str]]], position: int) -> bool:
    return any(kind == "directive" for kind, _ in tokens[max(0, position - 2) : position])


def _ends_directive(tokens: list[tuple[str, re.Match[str]]], position: int) -> bool:
    return position >= 2 and tokens[position - 2][0] == "directive"


def _declare(tokens: list[tuple[str, re.Match[str]]], prefixes: dict[str, str]) -> None:
    if len(tokens) == 2 and tokens[0][0] == "curie" and tokens[1][0] == "iri":
        prefixes[tokens[0][1].group().removesuffix(":")] = tokens[1][1].group()[1:-1]


def _resolve(word: str, prefixes: dict[str, str]) -> str:
    if word.startswith("<"):
        return word[1:-1]
    prefix, _, local = word.partition(":")
    return prefixes.get(prefix, prefix + ":") + re.sub(r"\\(.)", r"\1", local)


def _location(text: str, offset: int, path: str) -> Location:
    line_start = text.rfind("\n", 0, offset) + 1
    return Location(path, text.count("\n", 0, offset) + 1, offset - line_start + 1)
