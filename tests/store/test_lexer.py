from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store.lexer import iter_tokens, normalize_lines


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("SELECT ?x{?x a kg:Event}", ["SELECT", "?x", "{", "?x", "a", "kg:Event", "}"]),
        ("# SELECT\nASK{}", ["ASK", "{", "}"]),
        ("?s<http://e/p#q>?o", ["?s", "<http://e/p#q>", "?o"]),
        ("?a<3", ["?a", "<", "3"]),
        ("?a < ?b && ?c > 3", ["?a", "<", "?b", "&&", "?c", ">", "3"]),
        ('"""a "b" c"""@en', ['"""a "b" c"""', "@en"]),
        (r'"a\"b" . \'', [r'"a\"b"', ".", "\\", "'"]),
        ("ent:treaty-1961.party .", ["ent:treaty-1961.party", "."]),
        (":x service:y _:b1", [":x", "service:y", "_:b1"]),
        ("1.5e3 1. .5", ["1.5e3", "1", ".", ".5"]),
        ("<<( ?s ?p ?o )>>", ["<<(", "?s", "?p", "?o", ")>>"]),
        ("ent:김정일 ?имя", ["ent:김정일", "?имя"]),
        (" \t\n", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [token.text for token in iter_tokens(text)] == tokens


@given(st.text(alphabet="?<>#\"'\\{}() \n:ab1.@_^|&=", max_size=40))
def test_tokens_cover_all_but_space_and_comments(text: str) -> None:
    tokens = list(iter_tokens(text))
    assert all(text[token.start : token.end] == token.text for token in tokens)
    gaps = [
        text[a:b] for a, b in zip([0, *(t.end for t in tokens)], [*(t.start for t in tokens), len(text)], strict=True)
    ]
    assert all(not gap.strip(" \t\r\n") or "#" in gap for gap in gaps)


def test_every_line_ends_alike() -> None:
    assert normalize_lines("a\r\nb\rc\n") == "a\nb\nc\n"
