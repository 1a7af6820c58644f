"""The guard: a query reads the graph, changes nothing and, unless it may, calls no other server.

The engine has no switch for SERVICE, so the text itself is judged. Oxigraph reads `<` by its context, as an operator
or as the start of an IRI, and needs no space around keywords; every such reading is followed here, so that what the
engine might take for a SERVICE clause never passes.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import QueryError
from kg.rdf.tokens import Places
from kg.store.lexer import NAME, Token, iter_tokens, token_at

_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_OPERATORS = frozenset(("/", "|", "^", "=", "!", "+", "*", "-", "<", ",", "&&", "||", "^^", "<=", "!="))
_BEFORE_NAMES = frozenset(("GRAPH", "FROM", "NAMED", "DESCRIBE"))

_CHANGING = "The graph is changed in the files below data/, then built: kg build."


def check_query(text: str, *, allow_service: bool = False) -> None:
    """Raise QueryError if a text is empty, an update, or has a SERVICE clause that is not allowed."""
    _refuse_update(text)
    offset = None if allow_service else find_service(text)
    if offset is not None:
        places = Places(text, NAME)
        location = places.locate(offset)
        raise QueryError(
            "SERVICE would call another server, which is off",
            location=location,
            excerpt=places.line(location.line),
            remedy="Leave the clause out, or allow it: --allow-service.",
        )


def check_form(text: str, *, is_update: bool) -> None:
    """Raise QueryError if a text is empty, or an update where a query is expected, or the other way round."""
    form = query_form(text)
    if is_update and form is not None and form.text.upper() in _FORMS:
        raise QueryError(f"{form.text.upper()} is a query and changes nothing", remedy="Send it as a query.")
    if not is_update:
        _refuse_update(text, "Send it as an update, to a server that takes some.")


def query_form(text: str) -> Token | None:
    """Give the keyword that says what is asked: SELECT, ASK, CONSTRUCT, DESCRIBE, or one of an update."""
    return next((token for token in iter_tokens(text) if token.is_word(*_FORMS, *_UPDATES)), None)


def names_its_graphs(text: str) -> bool:
    """Say whether a query has a dataset clause (FROM, FROM NAMED), which decides what it sees."""
    return "from" in text.lower() and any(token.is_word("FROM") for token in iter_tokens(text))


def find_service(text: str) -> int | None:
    """Give the offset of the first SERVICE clause that some reading of the text has, or None."""
    return min(find_services(text), default=None)


def find_services(text: str) -> list[int]:
    """Give the offsets of all SERVICE clauses that some reading of the text has."""
    if "service" not in text.lower():
        return []
    return [token.start for token, before in iter_readings(text) if _is_service(text, token, before)]


def iter_readings(text: str) -> Iterator[tuple[Token, str]]:
    """Yield the tokens of all readings of a text, each with what stands before it: a word, a mark, or another kind."""
    waiting = [(0, "")]
    seen = set(waiting)
    while waiting:
        start, before = waiting.pop()
        for token in _readings(text, start, before):
            yield token, before
            after = (token.end, token.text.upper() if token.kind in {"word", "mark"} else token.kind)
            if after not in seen:
                seen.add(after)
                waiting.append(after)


def _refuse_update(text: str, remedy: str = _CHANGING) -> None:
    form = query_form(text)
    if form is None and token_at(text, 0) is None:
        raise QueryError("the query is empty", remedy="Begin with SELECT, ASK, CONSTRUCT or DESCRIBE.")
    if form is not None and form.text.upper() in _UPDATES:
        places = Places(text, NAME)
        location = places.locate(form.start)
        raise QueryError(
            f"{form.text.upper()} changes data and is no query",
            location=location,
            excerpt=places.line(location.line),
            remedy=remedy,
        )


def _readings(text: str, start: int, before: str) -> list[Token]:
    """Give the tokens that may stand at an offset: one, or two where `<` may open something or compare."""
    token = token_at(text, start)
    if token is None or (token.text == "/" and before == "/"):  # no grammar has `//`: a reading gone astray
        return []
    if token.kind == "iri" or token.text.startswith("<<"):
        return [token, Token("mark", "<", token.start)]
    return [token]


def _is_service(text: str, token: Token, before: str) -> bool:
    if token.kind == "word":
        return "service" in token.text.lower() and before not in _OPERATORS
    if token.kind == "name":  # SERVICE:x { … } may be the keyword and the name :x
        following = token_at(text, token.end)
        is_group = following is not None and following.text == "{"
        return "service" in token.text.partition(":")[0].lower() and is_group and before not in _BEFORE_NAMES
    return False
