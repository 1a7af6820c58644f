"""Federation: which other servers a text may make the engine call, by SERVICE or LOAD.

Only those that it was told of, each named by an IRI that means the same host to whoever reads it: in full, with a
scheme, without a user, without an escape that the engine would undo. As in the guard, every reading of the text counts.
What is called is trusted: an answer may be as long as it likes and take as long as the query may, and a name that is
allowed may lead to any address. The engine follows no redirects.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from kg.errors import QueryError
from kg.rdf.tokens import Places
from kg.store.guard import find_services, iter_readings
from kg.store.lexer import NAME, Token, token_at

_PORTS = {"http": "80", "https": "443"}
# The host ends where something else begins, so that nothing that follows can be part of it.
_ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::(?P<port>\d+))?(?P<rest>[/?#].*)?",
    re.IGNORECASE | re.DOTALL,
)
_HARMLESS = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:[^\\]*", re.IGNORECASE)  # the engine fetches nothing else


def check_services(text: str, hosts: Collection[str], prefixes: Mapping[str, str]) -> None:
    """Raise QueryError unless every SERVICE of a query or an update names one of these hosts (`host` or `host:port`).

    Without a port, a host is allowed at the port that belongs to the scheme.
    """
    _check("SERVICE", sorted(find_services(text)), text, hosts, prefixes)


def check_loads(text: str, hosts: Collection[str], prefixes: Mapping[str, str]) -> None:
    """Raise QueryError unless every LOAD of an update names one of these hosts, or fetches nothing."""
    if "load" in text.lower():
        starts = sorted(token.start for token, _ in iter_readings(text) if _is_load(token))
        _check("LOAD", starts, text, hosts, prefixes)


def _check(word: str, starts: list[int], text: str, hosts: Collection[str], prefixes: Mapping[str, str]) -> None:
    for start in starts:
        if not _is_allowed(word, start, text, hosts, prefixes):
            raise _refusal(word, start, text, hosts)


def _is_load(token: Token) -> bool:
    name = token.text.partition(":")[0] if token.kind == "name" else token.text
    return token.kind in {"word", "name"} and name.upper().startswith("LOAD")


def _is_allowed(word: str, start: int, text: str, hosts: Collection[str], prefixes: Mapping[str, str]) -> bool:
    keyword = token_at(text, start)
    target = _target(text, keyword) if keyword is not None and keyword.is_word(word) else None
    if target is None:
        return False
    if target.kind == "iri":
        iri = target.text[1:-1]
        return _is_at(iri, hosts) or (word == "LOAD" and _HARMLESS.fullmatch(iri) is not None)
    return target.kind == "name" and _is_name_at(target.text, text, hosts, prefixes)


def _target(text: str, keyword: Token) -> Token | None:
    token = token_at(text, keyword.end)
    return token_at(text, token.end) if token is not None and token.is_word("SILENT") else token


def _is_name_at(name: str, text: str, hosts: Collection[str], prefixes: Mapping[str, str]) -> bool:
    """Say whether a prefix stands for an allowed host, whatever follows it and wherever it was declared."""
    prefix = name.partition(":")[0]
    iris = _declared(text, prefix) or [prefixes.get(prefix, "")]
    is_plain = not prefix.lower().startswith("silent")  # SILENTx:y may be the keyword and x:y
    return is_plain and all(_is_at(iri, hosts, has_path=True) for iri in iris)


def _declared(text: str, prefix: str) -> list[str]:
    """Give all that some reading declares a prefix to be."""
    found = []
    for token, _ in iter_readings(text):
        name = token_at(text, token.end) if token.kind == "word" and token.text.lower().endswith("prefix") else None
        iri = token_at(text, name.end) if name is not None and name.text == f"{prefix}:" else None
        if iri is not None:
            found.append(iri.text[1:-1] if iri.kind == "iri" else "")
    return found


def _is_at(iri: str, hosts: Collection[str], *, has_path: bool = False) -> bool:
    address = _ADDRESS.fullmatch(iri)
    if address is None or "\\" in iri or (has_path and not address["rest"]):
        return False
    host, usual = address["host"].lower(), _PORTS[address["scheme"].lower()]
    port = address["port"] or usual
    names = {f"{host}:{port}", host} if port == usual else {f"{host}:{port}"}
    return not names.isdisjoint(allowed.lower() for allowed in hosts)


def _refusal(word: str, start: int, text: str, hosts: Collection[str]) -> QueryError:
    places = Places(text, NAME)
    location = places.locate(start)
    allowed = f"What may be called, by an IRI in full: {', '.join(sorted(hosts))}." if hosts else "Leave it out."
    return QueryError(
        f"{word} would call another server, which this one may not",
        location=location,
        excerpt=places.line(location.line),
        remedy=allowed,
    )
