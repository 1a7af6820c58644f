"""Filters: what can be done with the text of a cell before it is put into its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

import narwhals as nw

from kg.importers.rows import either

FILTERS: Mapping[str, Callable[[nw.Expr, str], nw.Expr]] = MappingProxyType(
    {
        "lower": lambda cell, _: cell.str.to_lowercase(),
        "upper": lambda cell, _: cell.str.to_uppercase(),
        "slug": lambda cell, _: cell.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "-").str.strip_chars("-"),
        "first": lambda cell, count: cell.str.slice(0, int(count)),
        "last": lambda cell, count: cell.str.tail(int(count)),
        "pad": lambda cell, width: either(cell == "", "", cell.str.zfill(int(width))),
        "before": lambda cell, end: cell.str.replace_all(f"(?s){re.escape(end)}.*$", ""),
        "after": lambda cell, begin: cell.str.replace_all(f"(?s)^.*?{re.escape(begin)}", ""),
    }
)


def look_up(cell: nw.Expr, meanings: Mapping[str, str], other: str) -> nw.Expr:
    """Give what a cell means by a lookup, or `other` if it is not in it; an empty cell means nothing unless it is."""
    if not meanings:
        return either(cell == "", "", other)
    found = cell.replace_strict(list(meanings), list(meanings.values()), default=other, return_dtype=nw.String)
    return found if "" in meanings or not other else either(cell == "", "", found)
