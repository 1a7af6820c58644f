"""Segmentation: a plain text into numbered passages, paragraphs P1, P2, … and notes F1, F2, …

Blocks are separated by blank lines. A block that begins with a superscript number is a note and has that number; the
others are paragraphs, headings among them, counted from 1. A paragraph that a page break has cut in two is two blocks,
the second of which continues the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, pairwise

from kg.model.passage import Passage, digest

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_NOTE = re.compile(f"[{_SUPERSCRIPTS}]+")
_DIGITS = str.maketrans(_SUPERSCRIPTS, "0123456789")

# What may follow the mark that ends a sentence: closing quotes and brackets, emphasis, the number of a note.
_CLOSING = rf"[\"'”’»)\]*_{_SUPERSCRIPTS}]*"
_SENTENCE_END = re.compile(rf"[.!?…:;。！？]{_CLOSING}\Z")
# Where a sentence may end within a block. One whose last word is capitalised does not count: Prof. J. Berg.
_INNER_SENTENCE_END = re.compile(rf"\b([^\W\d_]{{2,}})[.!?…]{_CLOSING}\s+[\"'“‘«(\[]*[^\W\d_]")


def segment(text: str) -> tuple[Passage, ...]:
    """Divide a text into its passages, in reading order."""
    spans = list(iter_blocks(text))
    blocks = [text[start:end] for start, end in spans]
    slugs = _slugs(blocks)
    continued = _continued(blocks, slugs)
    return tuple(
        Passage(slug, start, end, digest(block), continued.get(slug))
        for slug, (start, end), block in zip(slugs, spans, blocks, strict=True)
    )


def iter_blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each block: lines between blank ones, without white space around them."""
    start, position = 0, 0
    for line in (*text.split("\n"), ""):
        if not line.strip():
            block = text[start:position]
            if block.strip():
                yield start + len(block) - len(block.lstrip()), start + len(block.rstrip())
            start = position + len(line) + 1
        position += len(line) + 1


def is_heading(block: str) -> bool:
    """Say whether a block ends without the mark of a sentence and holds no whole sentence either."""
    inner = (match[1] for match in _INNER_SENTENCE_END.finditer(block))
    return not _SENTENCE_END.search(block) and all(word[0].isupper() for word in inner)


def _slugs(blocks: list[str]) -> list[str]:
    paragraphs, notes = count(1), count(1)
    printed = [match and int(match.group().translate(_DIGITS)) for match in map(_NOTE.match, blocks)]
    numbers = [number for number in printed if number is not None]
    is_unique = len(set(numbers)) == len(numbers)  # notes that begin again with each chapter are counted instead
    return [
        f"P{next(paragraphs)}" if number is None else f"F{number if is_unique else next(notes)}" for number in printed
    ]


def _continued(blocks: list[str], slugs: list[str]) -> dict[str, str]:
    """Map the paragraphs that continue another one to that one."""
    paragraphs = [position for position, slug in enumerate(slugs) if slug.startswith("P")]
    return {
        slugs[second]: slugs[first]
        for first, second in pairwise(paragraphs)
        if _is_cut(blocks[first], blocks[second], has_notes_between=second > first + 1)
    }


def _is_cut(block: str, following: str, *, has_notes_between: bool) -> bool:
    """Say whether a paragraph was cut in mid-sentence, and not a heading, which ends without a full stop too.

    It was if notes stand between, at the foot of the page, if what follows begins in lower case, or if the block has
    whole sentences before the one that breaks off.
    """
    if _SENTENCE_END.search(block):
        return False
    is_lower = following.lstrip("\"'“‘«([*_")[:1].islower()
    return has_notes_between or is_lower or not is_heading(block)
