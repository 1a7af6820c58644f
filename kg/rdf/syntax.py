"""Mistakes in Turtle and TriG, said so that whoever wrote the file can mend them."""

from __future__ import annotations

import re
import textwrap

from kg.errors import InputError, Location
from kg.rdf.tokens import Places, read_tokens

_UNCLOSED_TEXT = ("a text begins here and never ends", "Close its quotation mark.")
_UNCLOSED_IRI = ("an IRI begins here and never ends", "Close it with “>”.")
_UNFINISHED = ("the file ends in the middle of a statement", "Is a “.” or “}” missing?")

# The parser's words -> ours, and what to do; {0} stands for what the parser names.
_READABLE = (
    (
        r"A dot is expected at the end of statements",
        "the statement before this should have ended",
        "Is a “.”, “;” or “,” missing before it?",
    ),
    (r"Unexpected end(?: of file)?", *_UNFINISHED),
    (
        r"The prefix (.*): has not been declared",
        "the prefix {0}: is not declared",
        "Declare it at the top of the file: @prefix {0}: <…> .",
    ),
    (
        r"(.+) is not a valid RDF object",
        "{0} stands where a value belongs",
        "Is a value missing before it, or a “;” or “,” too many?",
    ),
    (
        r"(.+) is not a valid predicate",
        "{0} stands where a property belongs",
        "Is a “}”, a “.” or a property missing before it?",
    ),
    (
        r"(.+) is not a valid (?:RDF subject|subject or graph name|graph name)",
        "{0} stands where a statement should begin",
        "Does it come too early, or is a quotation mark missing before it?",
    ),
    (r"No scheme found in an absolute IRI", "the IRI is not absolute", "Write it in full, or with a prefix."),
    (
        r"Expecting a datatype IRI after \^\^, found (.+)",
        "{0} stands where a datatype belongs",
        "Write a datatype after “^^”, such as edtf:EDTF.",
    ),
    (r"Unexpected escape character '(.+)'", "{0} is no escape sequence", "Write a backslash as “\\\\”."),
)


def syntax_error(error: SyntaxError, text: str, name: str) -> InputError:
    """Say what the parser found wrong, with the place and the line."""
    line, column = _place(error)
    places = Places(text, name)
    reason, remedy = _explain(str(error.args[0]).split(": ", 1)[-1])
    if reason == _UNFINISHED[0]:
        reason, remedy = _explain_end(text[places.offset(line, column) :])
    return InputError(
        f"syntax error: {reason}",
        location=Location(name, line, column),
        excerpt=places.line(line),
        remedy=remedy,
    )


def blank_node_error(text: str, name: str) -> InputError:
    """Say where the first blank node stands."""
    return _refusal(
        text,
        name,
        {"[", "("},
        message="a blank node, which no other file or claim could name",
        remedy="Give the node an IRI, such as ent:my-event.visitor.",
    )


def triple_term_error(text: str, name: str) -> InputError:
    """Say where the first triple term stands."""
    return _refusal(
        text,
        name,
        {"<<", "{|"},
        message="a triple term, which most RDF tools cannot read",
        remedy="Write an rdf:Statement with rdf:subject, rdf:predicate and rdf:object.",
    )


def encoding_error(error: UnicodeDecodeError, name: str) -> InputError:
    """Say where the first byte stands that is no UTF-8."""
    data = error.object
    before = data[: error.start].decode("utf-8", errors="replace")
    rest = data[error.start :].decode("utf-8", errors="replace").split("\n", 1)[0]
    beginning = before.rsplit("\n", 1)[-1]
    return InputError(
        f"not UTF-8: byte 0x{data[error.start]:02X}",
        location=Location(name, before.count("\n") + 1, len(beginning) + 1),
        excerpt=(beginning + rest).removesuffix("\r"),
        remedy="Save the file in UTF-8.",
    )


def _place(error: SyntaxError) -> tuple[int, int]:
    place = error.args[1] if len(error.args) > 1 else (None, 0, 0)
    return place[1] or 1, place[2] or 1


def _explain(reason: str) -> tuple[str, str | None]:
    for pattern, ours, remedy in _READABLE:
        if match := re.fullmatch(pattern, reason, re.DOTALL):
            named = textwrap.shorten(match[1], 40, placeholder="…") if match.lastindex else ""
            return ours.replace("{0}", named), remedy.replace("{0}", named)
    return reason, None


def _explain_end(rest: str) -> tuple[str, str]:
    """The parser names the place where the unfinished token begins, or else the end."""
    if rest.startswith(("'", '"')):
        return _UNCLOSED_TEXT
    return _UNCLOSED_IRI if rest.startswith("<") else _UNFINISHED


def _refusal(text: str, name: str, marks: set[str], *, message: str, remedy: str) -> InputError:
    places = Places(text, name)
    standing = (token for token in read_tokens(text) if token.group() in marks or token.lastgroup == "blank")
    first = next(standing, None)
    location = places.locate(first.start()) if first else Location(name)
    return InputError(message, location=location, excerpt=places.line(location.line), remedy=remedy)
