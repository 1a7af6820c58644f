"""XML: records with their parts by path, read as a stream, without entities that could grow or reach out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import polars as pl
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from kg.errors import InputError, Location
from kg.importers.batches import ROWS, Batch
from kg.importers.dataset import Table
from kg.importers.files import iter_blocks

Record = dict[str, str]


def iter_markup(path: Path, table: Table) -> Iterator[Batch]:
    """Yield the records of an XML file; a part that is not there is empty, of one that is there twice the first counts.

    Raises InputError where the file is not well-formed or declares an entity.
    """
    first, waiting = 1, list[tuple[Record, int]]()
    for record in iter_records(path, table.record):
        waiting.append(record)
        if len(waiting) == ROWS:
            yield _batch(waiting, table, first)
            first, waiting = first + len(waiting), []
    if waiting:
        yield _batch(waiting, table, first)


def iter_records(path: Path, name: str) -> Iterator[tuple[Record, int]]:
    """Yield each element of a name: the texts of its parts and attributes by path, and its line."""
    target = _Target(name)
    parser = DefusedXMLParser(target=target, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    target.parser = parser.parser
    try:
        for block in iter_blocks(path):
            parser.feed(block)
            yield from target.taken()
        parser.close()
    except ParseError as error:
        line, column = error.position
        reason = str(error).split(":", maxsplit=1)[0]
        raise InputError(
            f"not well-formed XML: {reason}",
            location=Location(str(path), line, column + 1),
            remedy="Fetch the file again: it may have been cut off. Or mend that place by hand.",
        ) from error
    except DefusedXmlException as error:
        raise InputError(
            "declares an entity, which could make it grow without end or read other files",
            location=Location(str(path), target.parser.CurrentLineNumber),
            remedy="No dataset needs that: take the declaration out if you trust the file.",
        ) from error
    except (LookupError, ValueError) as error:
        raise InputError(
            "is in an encoding that cannot be read",
            location=Location(str(path), 1),
            remedy="Save it as UTF-8, and say so in its first line.",
        ) from error
    yield from target.taken()


def _batch(records: list[tuple[Record, int]], table: Table, first: int) -> Batch:
    columns = {name: [_value(record, name, others) for record, _ in records] for name, others in table.columns.items()}
    lines = [line for _, line in records]
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    return Batch(frame, range(first, first + len(records)), lines.__getitem__)


def _value(record: Record, name: str, others: tuple[str, ...]) -> str:
    return next((record[path] for path in (name, *others) if path in record), "")


class _Target:
    """What the parser tells of elements, put together to records."""

    def __init__(self, name: str) -> None:
        self.parser: Any = None
        self._name = name
        self._path: list[str] = []
        self._texts: list[list[str]] = []
        self._record: Record = {}
        self._line = 0
        self._inside = False
        self._done: list[tuple[Record, int]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        tag = tag.rpartition("}")[2]
        if not self._inside:
            if tag != self._name:
                return
            self._inside, self._record, self._line = True, {}, self.parser.CurrentLineNumber
            self._path, self._texts = [], [[]]
        else:
            self._path.append(tag)
            self._texts.append([])
        prefix = "/".join([*self._path, ""])
        for name, value in attributes.items():
            self._record.setdefault(f"{prefix}@{name.rpartition('}')[2]}", " ".join(value.split()))

    def end(self, _tag: str) -> None:
        """End an element."""
        if self._inside:
            text = " ".join("".join(self._texts.pop()).split())
            self._record.setdefault("/".join(self._path) or ".", text)
            if self._path:
                self._path.pop()
            else:
                self._inside = False
                self._done.append((self._record, self._line))

    def data(self, text: str) -> None:
        """Take some text."""
        if self._inside:
            for texts in self._texts:
                texts.append(text)

    def close(self) -> None:
        """End the document."""

    def taken(self) -> list[tuple[Record, int]]:
        """Give the records that are complete, once."""
        done, self._done = self._done, []
        return done
