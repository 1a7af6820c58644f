"""Faults: why a worker gave no answer, said to whoever asked."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.errors import QueryError, QueryTimeoutError, StoreError
from kg.rdf.tokens import Places
from kg.store.lexer import NAME
from kg.store.request import BROKEN, FAILED, MALFORMED, OUT_OF_MEMORY, TOO_LARGE

_POSITION = re.compile(r"error at (\d+):(\d+): (expected .*)", re.DOTALL)
NARROWER = "Make it narrower, or add a LIMIT."


def fault(sign: bytes, content: bytes, text: str, bound: str, prefixes: Mapping[str, str]) -> QueryError | StoreError:
    """Say why there is no answer to a query `text`, which the engine read as `bound`."""
    from kg.store.syntax import bound_syntax_error, evaluation_error  # only a mistake needs to be explained

    reason = content.decode()
    if sign == MALFORMED:
        return bound_syntax_error(SyntaxError(reason.split(" ", 2)[2]), text, bound, prefixes)
    if sign == FAILED:
        return evaluation_error(RuntimeError(reason), text, prefixes)
    if sign == OUT_OF_MEMORY:
        return QueryError("the answer is larger than this machine can hold", remedy=NARROWER)
    if sign == TOO_LARGE:
        return QueryError(f"the answer is larger than {int(reason):,} bytes", remedy=NARROWER)
    assert sign == BROKEN
    return StoreError(f"the store cannot be opened: {reason}", remedy="Build it again: kg build")


def update_error(reason: str, text: str) -> QueryError:
    """Say what the engine found wrong with an update, with the place and the line."""
    match = _POSITION.fullmatch(reason.split(" ", 2)[2])
    if match is None:
        return QueryError(f"not a SPARQL update: {reason.split(' ', 2)[2]}")
    places = Places(text, NAME)
    location = places.locate(min(places.offset(int(match[1]), int(match[2])), len(text)))
    return QueryError(
        "not a SPARQL update from here on", location=location, excerpt=places.line(location.line), remedy=match[3]
    )


def timeout(seconds: float, remedy: str = NARROWER) -> QueryTimeoutError:
    """Say that a query's time was over."""
    return QueryTimeoutError(f"the query was ended after {seconds:g} seconds", remedy=remedy)


def broken_off() -> QueryError:
    """Say that the process of a query ended before the answer did."""
    return QueryError("the query broke off, most likely for want of memory", remedy=NARROWER)
