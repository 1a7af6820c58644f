"""Mistakes in a query, said so that whoever wrote it can mend them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import QueryError
from kg.rdf.tokens import Places
from kg.store.lexer import NAME, Token, iter_tokens

# Whatever may stand as a bare word (SPARQL 1.1, section 19.8, SPARQL 1.2, and the engine's LATERAL).
_WORDS = frozenset(
    re.findall(
        r"\w+",
        """A TRUE FALSE BASE PREFIX VERSION SELECT CONSTRUCT DESCRIBE ASK DISTINCT REDUCED FROM NAMED WHERE GROUP BY
        HAVING ORDER ASC DESC LIMIT OFFSET VALUES UNDEF OPTIONAL GRAPH SERVICE SILENT UNION MINUS FILTER BIND AS EXISTS
        NOT IN SEPARATOR LATERAL""",
    )
)
_FUNCTIONS = frozenset(
    re.findall(
        r"\w+",
        """STR LANG LANGMATCHES LANGDIR HASLANG HASLANGDIR STRLANGDIR DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR
        ROUND CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY
        HOURS MINUTES SECONDS TIMEZONE TZ NOW UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT
        SAMETERM ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC REGEX SUBSTR REPLACE COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT
        ISTRIPLE TRIPLE SUBJECT PREDICATE OBJECT ADJUST""",
    )
)
_POSITION = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_NO_FUNCTION = re.compile(r"The custom (?:aggregate )?function <([^>]*)> is not supported")

# What the parser says about a query that is well-formed and yet wrong -> ours, and what to do.
_MEANINGS = (
    ("SELECT * is not authorized with GROUP BY", "SELECT * and GROUP BY exclude each other", "Name the variables."),
    (
        "that is unbound",
        "a selected variable is neither grouped nor aggregated",
        "Add it to GROUP BY, or select an aggregate of it, such as SAMPLE(?x) or COUNT(?x).",
    ),
    ("IRI parsing failed", None, "Write an IRI in full (<https://…>) or with a prefix."),
)
_HINTS = {
    "FILTER": "Its condition stands in parentheses: FILTER(?x > 3).",
    "BIND": "It reads BIND(… AS ?new).",
    ",": "Selected variables are separated by spaces alone.",
    "}": "Is it one too many?",
}


@dataclass(frozen=True, slots=True)
class _Fault:
    message: str
    offset: int
    remedy: str | None = None


def syntax_error(error: SyntaxError, text: str, prefixes: Mapping[str, str]) -> QueryError:
    """Say what the parser found wrong, with the place and the line."""
    places = Places(text, NAME)
    match = _POSITION.match(str(error.args[0] if error.args else error))
    if match is None:
        return QueryError(f"not a SPARQL query: {error}")
    offset = min(places.offset(int(match[1]), int(match[2])), len(text))
    return _error(_find_fault(list(iter_tokens(text)), text, offset, match[3], prefixes), places)


def bound_syntax_error(error: SyntaxError, text: str, bound: str, prefixes: Mapping[str, str]) -> QueryError:
    """Say what is wrong with a query as it was written, though the engine read it with its variables bound."""
    if bound != text:
        try:
            ox.Store().query(text, prefixes=dict(prefixes))
        except SyntaxError as same:
            error = same
        else:
            text = bound
    return syntax_error(error, text, prefixes)


def evaluation_error(error: Exception, text: str, prefixes: Mapping[str, str]) -> QueryError:
    """Say what stopped a query that had begun."""
    match = _NO_FUNCTION.search(str(error))
    if match is None:
        return QueryError(f"the query cannot be answered: {error}")
    places = Places(text, NAME)
    tokens = list(iter_tokens(text))
    known = {**prefixes, **_declared(tokens)}
    calls = (token for token in tokens if _iri(token, known) == match[1])
    call = next(calls, None)
    shown = call.text if call else f"<{match[1]}>"
    remedy = "A function of SPARQL is written without a prefix, such as STRLEN(?x)."
    return _error(_Fault(f"there is no function {shown}", call.start if call else 0, remedy), places)


def nearest(word: str, choices: Collection[str], cutoff: float = 0.7) -> list[str]:
    """Give up to three choices that look like a word, the nearest first."""
    from difflib import get_close_matches

    return get_close_matches(word, sorted(choices), n=3, cutoff=cutoff)


def _error(fault: _Fault, places: Places) -> QueryError:
    location = places.locate(fault.offset)
    return QueryError(fault.message, location=location, excerpt=places.line(location.line) or "", remedy=fault.remedy)


def _find_fault(tokens: list[Token], text: str, offset: int, expected: str, prefixes: Mapping[str, str]) -> _Fault:
    """Find the likeliest fault: the engine names the furthest place it got to, which is at or after the mistake."""
    known = [fault for fault in _iter_faults(tokens, prefixes) if fault.offset <= offset]
    if known:
        return min(known, key=lambda fault: fault.offset)
    meaning = _meaning(tokens, offset, expected)
    if meaning is not None:
        return meaning
    return _unclosed(tokens) or _broken(tokens, text, offset)


def _broken(tokens: list[Token], text: str, offset: int) -> _Fault:
    begin = _construct_begin(text)
    start = offset if begin is None else min(begin, offset)
    position = next((n for n, token in enumerate(tokens) if token.end > start), len(tokens) - 1)
    token = tokens[position]
    bind = next((t for t in reversed(tokens[:position]) if t.is_word("BIND")), None)
    if begin is None and bind is not None:
        return _Fault("BIND gives a value to a variable that has one already", bind.start, "Choose another name.")
    if position and tokens[position - 1].is_word("WHERE"):
        return _Fault("WHERE is not followed by a group", token.start, "Put its patterns in braces: WHERE { … }.")
    return _Fault(f"what begins with “{_shorten(token.text)}” is no SPARQL", token.start, _hint(token))


def _construct_begin(text: str) -> int | None:
    """Ask a second parser where the construct begins that it cannot read."""
    from pyparsing import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parseQuery(text)
    except ParseException as error:
        return int(error.loc)
    except RecursionError:
        return None
    return None


def _hint(token: Token) -> str | None:
    if token.is_word(*_FUNCTIONS):
        return f"An expression is selected in parentheses, with a name: ({token.text}(…) AS ?name)."
    if token.kind in {"variable", "iri", "name", "blank", "string", "number"}:
        return "A statement is a subject, a property and an object; “.” ends it, “;” carries on with the same subject."
    return _HINTS.get(token.text.upper())


def _iter_faults(tokens: list[Token], prefixes: Mapping[str, str]) -> Iterator[_Fault]:
    declared = {**prefixes, **_declared(tokens)}
    for token in tokens:
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix not in declared:
            near = nearest(prefix, declared)
            hint = f"Did you mean {near[0]}:? " if near else ""
            remedy = (
                f"{hint}Declare it first (PREFIX {prefix}: <…>) or use one of these: {', '.join(sorted(declared))}."
            )
            yield _Fault(f"the prefix {prefix}: is not declared", token.start, remedy)
        elif token.kind == "word" and token.text.upper() not in _WORDS | _FUNCTIONS:
            near = nearest(token.text.upper(), _WORDS | _FUNCTIONS)
            remedy = (
                f"Did you mean {' or '.join(near)}?" if near else "A variable begins with “?”, a text stands in quotes."
            )
            yield _Fault(f"SPARQL has no word “{_shorten(token.text)}”", token.start, remedy)
        elif token.kind == "mark" and token.text in {"'", '"'}:
            yield _Fault("a text begins here and never ends", token.start, "Close its quotation mark.")


def _declared(tokens: list[Token]) -> dict[str, str]:
    """Give the prefixes that the query declares itself."""
    triples = zip(tokens, tokens[1:], tokens[2:], strict=False)
    return {
        name.text.removesuffix(":"): iri.text[1:-1]
        for word, name, iri in triples
        if word.is_word("PREFIX") and name.kind == "name" and iri.kind == "iri"
    }


def _meaning(tokens: list[Token], offset: int, expected: str) -> _Fault | None:
    for theirs, ours, remedy in _MEANINGS:
        if theirs in expected:
            if ours is not None:
                select = next((token for token in tokens if token.is_word("SELECT")), None)
                return _Fault(ours, select.start if select else 0, remedy)
            iri = next((t for t in reversed(tokens) if t.kind == "iri" and t.start <= offset), None)
            return _Fault(f"{_shorten(iri.text)} is no IRI", iri.start, remedy) if iri else None
    return None


def _unclosed(tokens: list[Token]) -> _Fault | None:
    pairs = {"{": "}", "(": ")", "[": "]"}
    opened: list[Token] = []
    for token in tokens:
        if token.text in pairs:
            opened.append(token)
        elif opened and token.text == pairs[opened[-1].text]:
            opened.pop()
    if not opened:
        return None
    last = opened[-1]
    return _Fault(f"this “{last.text}” is never closed", last.start, f"Close it with “{pairs[last.text]}”.")


def _iri(token: Token, prefixes: Mapping[str, str]) -> str | None:
    if token.kind == "iri":
        return token.text[1:-1]
    if token.kind == "name":
        prefix, _, local = token.text.partition(":")
        return prefixes[prefix] + local if prefix in prefixes else None
    return None


def _shorten(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
