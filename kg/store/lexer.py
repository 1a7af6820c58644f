"""The tokens of a SPARQL text with their places: enough to find a keyword, a variable or a group, not to parse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# What the text of a query is called in messages.
NAME = "<query>"

_PREFIX = r"(?:[^\W\d_](?:[\w.-]*[\w-])?)?:"
_ESCAPE = r"%[0-9A-Fa-f]{2}|\\."
_LOCAL = rf"(?:[\w:]|{_ESCAPE})(?:(?:[\w:.·‿⁀-]|{_ESCAPE})*(?:[\w:·‿⁀-]|{_ESCAPE}))?"

_TOKEN = re.compile(
    rf"""
      (?P<comment>\#[^\n]*)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
                | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*')
    | (?P<iri><[^<>"{{}}|^`\x00-\x20]*>)
    | (?P<variable>[?$][\w·‿⁀]+)
    | (?P<language>@[A-Za-z]+(?:-+[A-Za-z0-9]+)*)
    | (?P<blank>_:[\w.·‿⁀-]*[\w·‿⁀-])
    | (?P<name>{_PREFIX}(?:{_LOCAL})?)
    | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)
    | (?P<word>\w+)
    | (?P<mark>\^\^ | && | \|\| | <= | >= | != | <<\(? | \)?>> | .)
    """,
    re.VERBOSE | re.DOTALL,
)
_SPACE = re.compile(r"[ \t\r\n]*")


class Token(NamedTuple):
    """One token: its kind is the name of its group in the pattern above (comments are never given)."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset just after it."""
        return self.start + len(self.text)

    def is_word(self, *words: str) -> bool:
        """Say whether it is one of these keywords, given in capitals."""
        return self.kind == "word" and self.text.upper() in words


def iter_tokens(text: str, start: int = 0) -> Iterator[Token]:
    """Yield the tokens from an offset on, each the longest there is (SPARQL 1.1, section 19.8)."""
    while (token := token_at(text, start)) is not None:
        yield token
        start = token.end


def token_at(text: str, start: int) -> Token | None:
    """Give the first token at or after an offset, or None at the end; space and comments are passed over."""
    while True:
        space = _SPACE.match(text, start)
        match = _TOKEN.match(text, space.end() if space else start)
        if match is None:
            return None
        if match.lastgroup != "comment":
            return Token(match.lastgroup or "mark", match.group(), match.start())
        start = match.end()


def normalize_lines(text: str) -> str:
    """Give the text with a line feed at each line end, so that no two readers disagree where a comment ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
