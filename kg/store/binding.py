"""Binding: terms put in the place of a query's variables, in plain SPARQL that every engine reads alike.

An engine's own substitution differs from engine to engine (Oxigraph's leaves filters alone and wants the variable
selected, rdflib's reaches everywhere), so a term is given to a variable by VALUES. It is written as the engine writes
it, never as somebody typed it: no text can leave its quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from kg.errors import QueryError
from kg.rdf.terms import Term
from kg.store.lexer import Token, iter_tokens

Bindings = Mapping[str, Term | None]


def bind(text: str, bindings: Bindings) -> str:
    """Give the query with its variables bound; None leaves a variable unbound, which matches anything.

    Where the query has `VALUES ?name { … }`, the term takes the place of what the braces hold, in each such block.
    Where it has none, one is put first in the outermost group of WHERE, whose patterns and filters see it (a
    sub-SELECT does not: write VALUES there). Raises QueryError if there is no such group.
    """
    tokens = list(iter_tokens(text))
    edits: list[tuple[int, int, str]] = []
    missing = []
    for name, term in bindings.items():
        blocks = list(_iter_blocks(tokens, name))
        edits.extend((start, end, f" {'UNDEF' if term is None else term} ") for start, end in blocks)
        if not blocks and term is not None:
            missing.append(f"VALUES ?{name} {{ {term} }} ")
    if missing:
        edits.extend(_insertion(tokens, "".join(missing), len(text)))
    for start, end, replacement in sorted(edits, reverse=True):
        text = text[:start] + replacement + text[end:]
    return text


def _iter_blocks(tokens: list[Token], name: str) -> Iterator[tuple[int, int]]:
    """Yield where the braces of each one-variable VALUES block for that name begin and end."""
    for position, token in enumerate(tokens[:-2]):
        variable, brace = tokens[position + 1 : position + 3]
        if token.is_word("VALUES") and variable.text in {f"?{name}", f"${name}"} and brace.text == "{":
            close = next((t for t in tokens[position + 3 :] if t.text == "}"), None)
            if close is not None:
                yield brace.end, close.start


def _insertion(tokens: list[Token], values: str, end: int) -> list[tuple[int, int, str]]:
    if any(a.is_word("CONSTRUCT") and b.is_word("WHERE") for a, b in pairwise(tokens)):
        return [(end, end, f"\n{values}")]  # this short form allows no VALUES inside
    group = _where_group(tokens)
    if group is None:
        raise QueryError("the query has no WHERE clause whose variables could be bound")
    opening, closing = group
    after = tokens[opening].end
    if closing is not None and tokens[opening + 1].is_word("SELECT"):
        before = tokens[closing].start
        return [(after, after, f" {values}{{"), (before, before, "}")]
    return [(after, after, f" {values}")]


def _where_group(tokens: list[Token]) -> tuple[int, int | None] | None:
    """Give the positions of the braces around the outermost WHERE group."""
    depth = 0
    is_template = False
    for position, token in enumerate(tokens):
        if token.is_word("CONSTRUCT"):
            is_template = tokens[position + 1 : position + 2] != [] and tokens[position + 1].text == "{"
        if token.text == "{" and depth == 0:
            closing = _closing(tokens, position)
            if not is_template:
                return position, closing
            is_template = False
            depth += 1
        elif token.text in {"(", "{"}:
            depth += 1
        elif token.text in {")", "}"}:
            depth -= 1
    return None


def _closing(tokens: list[Token], opening: int) -> int | None:
    depth = 0
    for position in range(opening, len(tokens)):
        depth += (tokens[position].text == "{") - (tokens[position].text == "}")
        if depth == 0:
            return position
    return None
