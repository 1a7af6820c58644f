"""The tokens of a Turtle or TriG text with their places: what a parser forgets and a message needs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from kg.errors import Location

# The character classes PN_CHARS_BASE, PN_CHARS_U and PN_CHARS of RDF 1.1 Turtle, section 6.5.
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_START = _BASE + "_"
_CHARS = _START + "0-9\u00b7\u0300-\u036f\u203f-\u2040\\-"
_NAME = rf"(?:[{_CHARS}.]*[{_CHARS}])?"
_PREFIX = rf"(?:[{_BASE}]{_NAME})?:"
_ESCAPE = r"%[0-9A-Fa-f]{2}|\\."
_LOCAL = rf"(?:[{_START}:0-9]|{_ESCAPE})(?:(?:[{_CHARS}:.]|{_ESCAPE})*(?:[{_CHARS}:]|{_ESCAPE}))?"
_GAP = r"(?:\s|\#[^\r\n]*)"
_IRI = r"[^<>\"{}|^`\x00-\x20]*"

_TOKEN = rf"""
      (?P<comment>\#[^\r\n]*)
    | (?P<string>(?:\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
                | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*') (?:@[A-Za-z]+(?:-+[A-Za-z0-9]+)*)?)
    | (?P<prefix>(?:@prefix|(?i:prefix)){_GAP}+(?P<name>{_PREFIX}){_GAP}*<(?P<namespace>{_IRI})>)
    | (?P<base>(?:@base|(?i:base)){_GAP}*<(?P<base_iri>{_IRI})>)
    | (?P<iri><{_IRI}>)
    | (?P<blank>_:[{_START}0-9]{_NAME})
    | (?P<curie>{_PREFIX}(?:{_LOCAL})?)
    | (?P<number>[+-]?(?:\d+\.?\d*[eE][+-]?\d+ | \.\d+[eE][+-]?\d+ | \d*\.\d+ | \d+))
    | (?P<word>[{_BASE}]+)
    | (?P<mark>\^\^ | << | \{{\| | [.;,{{}}()\[\]])
"""


@cache
def _pattern() -> re.Pattern[str]:
    """Compiling takes 20 ms, which a query of a fresh graph need not pay for."""
    return re.compile(_TOKEN, re.VERBOSE | re.DOTALL)


def read_tokens(text: str) -> list[re.Match[str]]:
    """Give the tokens of a well-formed text; `lastgroup` is the kind of each. A whole directive is one token."""
    return [token for token in _pattern().finditer(text) if token.lastgroup != "comment"]


class Places:
    """The lines of a text, counted as the parser counts them: only a line feed ends one, columns are characters."""

    def __init__(self, text: str, path: str) -> None:
        self._text = text
        self._path = path
        self._starts = [0, *_iter_line_starts(text)]

    def locate(self, offset: int) -> Location:
        """Give the line and column of a character."""
        line = bisect_right(self._starts, offset)
        return Location(self._path, line, offset - self._starts[line - 1] + 1)

    def line(self, number: int) -> str | None:
        """Give the line of that number, or None where there is none."""
        if not 0 < number <= len(self._starts):
            return None
        start = self._starts[number - 1]
        return self._text[start:].split("\n", 1)[0].removesuffix("\r")

    def offset(self, line: int, column: int) -> int:
        """Give the character at a line and column."""
        return self._starts[line - 1] + column - 1


def _iter_line_starts(text: str) -> Iterator[int]:
    position = text.find("\n")
    while position >= 0:
        yield position + 1
        position = text.find("\n", position + 1)
