"""The graphs of an update, given by the request: written into its text as USING (SPARQL 1.1 Protocol, 2.2.3).

The engine takes them from the text alone. An IRI that gets here was read as one, so none can leave its brackets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from starlette.exceptions import HTTPException

from kg.store.lexer import Token, iter_tokens


def use_graphs(text: str, default: Sequence[str], named: Sequence[str]) -> str:
    """Give an update whose patterns see these graphs only; raises HTTPException where its text names some itself."""
    clauses = "".join((*(f" USING <{graph}>" for graph in default), *(f" USING NAMED <{graph}>" for graph in named)))
    outside = list(_iter_outside(text))
    if any(token.is_word("USING", "WITH") for token in outside):
        raise HTTPException(400, "the request and the update's USING or WITH both say which graphs are used")
    parts, done = [], 0
    for before, token in zip([None, *outside], outside, strict=False):
        if token.is_word("WHERE"):
            is_short = before is not None and before.is_word("DELETE")
            template = _group(text, token.end) if is_short else ""  # DELETE WHERE { … } deletes what it finds
            parts.append(f"{text[done : token.start]}{template}{clauses} ")
            done = token.start
    return "".join((*parts, text[done:]))


def _iter_outside(text: str) -> Iterator[Token]:
    """Yield the tokens that stand in no braces."""
    depth = 0
    for token in iter_tokens(text):
        depth -= token.text == "}"
        if depth == 0 and token.text not in {"{", "}"}:
            yield token
        depth += token.text == "{"


def _group(text: str, start: int) -> str:
    """Give the group in braces that begins after an offset."""
    depth, first = 0, start
    for token in iter_tokens(text, start):
        if token.text == "{":
            first = token.start if depth == 0 else first
            depth += 1
        depth -= token.text == "}"
        if depth <= 0:
            return text[first : token.end]
    return ""
