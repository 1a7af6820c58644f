"""Pages of text: wrapped by what letters take on the screen, safe for terminals."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from kg.exports.markdown import escape
from kg.exports.page import BOLD, Page, clean, styled
from tests.exports.hostile import TEXTS


def test_korean_letters_take_two_columns() -> None:
    page = Page(40)
    page.columns(
        [[styled("북한"), styled("조선민주주의인민공화국과 소비에트 연방의 관계")], [styled("ab"), styled("c")]], [10]
    )
    lines = str(page).splitlines()
    assert all(cell_len(line) <= 40 for line in lines)
    assert len(lines) > 2
    assert [cell_len(line[: line.index(start)]) for line, start in ((lines[0], "조선"), (lines[-1], "c"))] == [8, 8]


def test_lines_beside_a_bar_keep_it() -> None:
    page = Page(30)
    page.barred([styled("one two three four five six seven eight")])
    assert [line[:6] for line in str(page).splitlines()] == ["   │  "] * 2


def test_colours_only_if_asked_for() -> None:
    for colour in (False, True):
        page = Page(40, colour=colour)
        page.put(styled("bold", BOLD))
        assert ("\x1b[" in str(page)) is colour


@pytest.mark.parametrize("name", [name for name in TEXTS if name != "long"])
def test_no_text_steers_the_terminal(name: str) -> None:
    page = Page(100)
    page.put(styled(TEXTS[name]))
    page.columns([[styled(TEXTS[name])]], [])
    assert not {c for c in str(page) if (ord(c) < 32 and c != "\n") or c in "\x7f\x9b\u202e\u2066\u2028"}


def test_a_text_stays_on_its_line() -> None:
    assert clean("a\nb\r\nc\u2028d\te") == "a b  c d e"


def test_html_shows_the_page_escaped() -> None:
    page = Page(60)
    page.put(styled(TEXTS["script"]))
    assert "<script>" not in page.html()
    assert "&lt;script&gt;" in page.html()
    assert page.html() == page.html()


def test_markdown_shows_a_text_as_it_is() -> None:
    assert escape("*a* _b_ [c](d) <e> `f` #g | ~h~\ni") == r"\*a\* \_b\_ \[c\](d) \<e\> \`f\` \#g \| \~h\~ i"
