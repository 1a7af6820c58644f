"""Statements: lines of N-Quads as parts of text, merged into one expression for all that a row says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import narwhals as nw

from kg.config.namespaces import STANDARD
from kg.importers.rows import all_of, either, joined

Parts = tuple[str | nw.Expr, ...]

TYPE = STANDARD["rdf"] + "type"
LABEL = STANDARD["rdfs"] + "label"
DATE = f'"^^<{STANDARD["xsd"]}date>'
EDTF = f'"^^<{STANDARD["edtf"]}EDTF>'


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that a row has where all conditions hold."""

    parts: Parts
    conditions: tuple[nw.Expr, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is described (`subject`) and in which graph ("": the default one); makes the lines that say something."""

    subject: Parts
    graph: str

    def link(self, prop: str, target: str | Parts) -> Parts:
        """Make the line with an IRI as its object, which stands in its brackets if it is made of parts."""
        parts = (f"<{target}>",) if isinstance(target, str) else target
        return (*self.subject, f" <{prop}> ", *parts, self.end())

    def literal(self, prop: str, text: str | Parts, suffix: str = '"') -> Parts:
        """Make the line with a literal as its object; `suffix` closes it and gives its language or datatype."""
        parts = (text,) if isinstance(text, str) else text
        return (*self.subject, f' <{prop}> "', *parts, suffix, self.end())

    def end(self) -> str:
        """What ends a line."""
        return f" <{self.graph}> .\n" if self.graph else " .\n"


def suffix(datatype: str) -> str:
    """Give what closes a literal: its quotation mark, then a language or a datatype."""
    if not datatype:
        return '"'
    if datatype in {"decimal", "integer"}:
        return f'"^^<{STANDARD["xsd"]}{datatype}>'
    return f'"^^<{datatype}>' if ":" in datatype else f'"@{datatype}'


def together(blocks: Iterable[Block]) -> nw.Expr:
    """Give the text of all blocks, one after the other; those without a condition melt into one."""
    parts: list[str | nw.Expr] = []
    for block in blocks:
        condition = all_of(list(block.conditions))
        parts.extend(block.parts if condition is None else [either(condition, joined(*block.parts), "")])
    return joined(*parts)
