"""Calls: which other servers a text may make this one call by SERVICE or LOAD, namely those that it was told of."""

from __future__ import annotations

import re
from collections.abc import Collection

from kg.errors import QueryError
from kg.rdf.tokens import Places
from kg.store.guard import find_services
from kg.store.lexer import NAME, Token, iter_tokens, token_at

# An IRI that means one host to every reader: no user, no escape (the engine would undo it), no way to be relative.
_CALL = re.compile(r"<https?://(?P<host>[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d+)?(?:[/?#][^\\>]*)?>", re.IGNORECASE)
_NO_CALL = re.compile(r"<(?!https?:)[a-z][a-z0-9+.-]*:[^\\>]*>", re.IGNORECASE)


def check_services(text: str, hosts: Collection[str]) -> None:
    """Raise QueryError unless each SERVICE clause of a text names one of these hosts, in an IRI written in full."""
    for start in find_services(text):
        keyword = token_at(text, start)
        assert keyword is not None
        target = _target(text, keyword)
        if not (keyword.is_word("SERVICE") and _is_allowed(target, hosts)):
            raise _refusal("SERVICE", text, start, hosts)


def check_loads(text: str, hosts: Collection[str]) -> None:
    """Raise QueryError if a LOAD of an update would fetch anything from another host than these."""
    for keyword in iter_tokens(text):
        target = _target(text, keyword) if keyword.is_word("LOAD") else None
        is_harmless = target is not None and _NO_CALL.fullmatch(target.text)
        if _is_load(keyword) and not (is_harmless or _is_allowed(target, hosts)):
            raise _refusal("LOAD", text, keyword.start, hosts)


def _is_load(token: Token) -> bool:
    return token.kind in {"word", "name"} and token.text.upper().startswith("LOAD")


def _is_allowed(target: Token | None, hosts: Collection[str]) -> bool:
    call = _CALL.fullmatch(target.text) if target else None
    return call is not None and call["host"].lower() in {host.lower() for host in hosts}


def _target(text: str, keyword: Token) -> Token | None:
    return next((token for token in iter_tokens(text, keyword.end) if not token.is_word("SILENT")), None)


def _refusal(word: str, text: str, start: int, hosts: Collection[str]) -> QueryError:
    places = Places(text, NAME)
    location = places.locate(start)
    allowed = f"It may call {', '.join(sorted(hosts))}, by an IRI in full." if hosts else "Leave the clause out."
    return QueryError(
        f"{word} would call another server, which this one may not",
        location=location,
        excerpt=places.line(location.line),
        remedy=allowed,
    )
