"""Texts as pieces of memory: whole and in order, however they lie."""

from __future__ import annotations

import polars as pl
import pytest

from kg.importers.buffers import pieces_of

LONG = [f"text {number} which is long enough to lie outside of its view\n" for number in range(2000)]


@pytest.mark.parametrize(
    "texts",
    [
        pl.Series(LONG),
        pl.Series(["", *LONG, ""]),
        pl.Series(["short\n", *LONG]),
        pl.Series(LONG)[5:900],
        pl.Series(LONG).reverse(),
        pl.Series(LONG).gather([7, 7, 3, 1999]),
        pl.Series([LONG[0]] * 3),
        pl.concat([pl.Series(LONG[:3]), pl.Series(LONG[5:9])], rechunk=False),
        pl.Series(["", ""]),
        pl.Series([], dtype=pl.String),
        pl.select(pl.concat_str(pl.Series(LONG), pl.lit("and more "), pl.Series(LONG))).to_series(),
    ],
)
def test_pieces_are_the_texts(texts: pl.Series) -> None:
    assert b"".join(pieces_of(texts)) == "".join(texts.to_list()).encode()
