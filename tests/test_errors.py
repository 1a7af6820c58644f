from __future__ import annotations

import pytest

from kg.errors import InputError, Location


def shown(excerpt: str, column: int) -> list[str]:
    return str(InputError("wrong", location=Location("a.ttl", 1, column), excerpt=excerpt)).split("\n")[1:]


def test_a_message_has_place_line_caret_and_remedy() -> None:
    error = InputError("wrong", location=Location("a.ttl", 2, 3), excerpt="abcd", remedy="Mend it.")
    assert str(error) == "a.ttl:2:3: wrong\n    abcd\n      ^\n  Mend it."
    assert str(InputError("wrong")) == "wrong"
    assert str(InputError("wrong", location=Location("a.ttl"))) == "a.ttl: wrong"


@pytest.mark.parametrize(
    ("excerpt", "column", "lines"),
    [
        ("abc", 1, ["    abc", "    ^"]),
        ("abc", 4, ["    abc", "       ^"]),
        ("abc", 9, ["    abc", "            ^"]),
        ("", 1, ["    ", "    ^"]),
        ("abc", 0, ["    abc"]),
        ("\ta\tb", 4, ["    \ta\tb", "    \t \t^"]),
        ("한국 b", 4, ["    한국 b", "         ^"]),
        ("e\u0301 b", 4, ["    e\u0301 b", "      ^"]),
        ("\x1b[0m b", 6, ["    \ufffd[0m b", "         ^"]),
    ],
)
def test_the_caret_stands_below_its_column(excerpt: str, column: int, lines: list[str]) -> None:
    assert shown(excerpt, column) == lines


@pytest.mark.parametrize("column", [1, 40, 51, 52, 100, 149, 150, 199, 200, 201, 230])
def test_a_long_line_is_cut_but_not_where_the_caret_is(column: int) -> None:
    excerpt = "".join(chr(0x4E00 + n) if n % 7 == 0 else chr(0x100 + n) for n in range(200))
    line, caret = shown(excerpt, column)
    assert len(line) <= 4 + 102
    width = 4
    for position, character in enumerate(line[4:]):
        if width == len(caret) - 1:
            assert line[4 + position] == excerpt[column - 1]
            break
        width += 2 if ord(character) >= 0x4E00 else 1
    else:
        assert column > 200
