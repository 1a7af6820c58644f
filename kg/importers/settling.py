"""Settling: which rows of a batch do not fit, and which identifiers have come before."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from kg.importers.compilation import FIRST, KEY, PLACE, Compiled, Identity
from kg.importers.problems import Places, Problems
from kg.importers.rows import Check
from kg.importers.seen import Array, Seen
from kg.model.finding import Finding

Rows = nw.DataFrame[Any]

_DUPLICATE = Check(
    "id-duplicate",
    (),
    "{} makes an identifier that an earlier row has made",
    nw.lit(True),
    "Take one of the rows out, or say in the descriptor that the node is once.",
)


@dataclass(frozen=True, slots=True)
class Sifted:
    """The rows of a batch that fit so far, and what is found wrong with the others, by place."""

    rows: Rows
    findings: tuple[tuple[int, Finding], ...]


def sift(compiled: Compiled, places: Places) -> Sifted:
    """Leave out the rows that fail a check, and mark in the others which is the first in its batch to make a node."""
    rows: Rows = compiled.frame  # type: ignore[assignment]
    findings: list[tuple[int, Finding]] = []
    if compiled.checks:
        failed = rows.select(*(check.fails.alias(str(n)) for n, check in enumerate(compiled.checks)))
        masks = [failed[str(n)].to_numpy() for n in range(len(compiled.checks))]
        for check, mask in zip(compiled.checks, masks, strict=True):
            findings += _findings(rows, mask, check, places)
        rows = _kept(rows, ~np.logical_or.reduce(masks))
    return Sifted(_marked(rows, compiled.identities), tuple(findings))


class Settlement:
    """What is settled batch by batch, in their order: it remembers the identifiers of all batches before."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._written: set[str] = set()
        self._unique: dict[object, Seen] = defaultdict(Seen)

    def settle(self, sifted: Sifted, compiled: Compiled, places: Places) -> Rows:
        """Give the rows to be written, with each first description of a node marked; the others are reported."""
        rows = sifted.rows
        found = [(place, finding) for place, finding in sifted.findings]
        repeated, findings = self._repeated(rows, compiled.identities, places)
        if findings:
            found += findings
            rows = _marked(_kept(rows, ~repeated), compiled.identities)
        self._problems.report(places.ragged())
        in_order = dict.fromkeys(sorted(found, key=lambda pair: pair[0]))  # several nodes may have the same to say
        self._problems.report(finding for _, finding in in_order)
        for identity in compiled.identities:
            if identity.once:
                rows = self._first(rows, identity)
        return rows

    def _repeated(
        self, rows: Rows, identities: tuple[Identity, ...], places: Places
    ) -> tuple[Array, list[tuple[int, Finding]]]:
        """Find the rows with an identifier that may come once only; remember those of the others."""
        repeated = np.zeros(len(rows), dtype=bool)
        findings: list[tuple[int, Finding]] = []
        known = []
        for identity in (identity for identity in identities if not identity.once):
            keys: pl.Series = rows[f"{KEY}{identity.number}"].to_native()
            made = keys.is_not_null().to_numpy()
            mask = np.zeros(len(rows), dtype=bool)
            mask[made], is_number, values = self._unique[identity.shape].repeated(keys.drop_nulls())
            known.append((identity, made, is_number, values))
            if mask.any():
                check = replace(_DUPLICATE, columns=identity.template.columns())
                findings += _findings(rows, mask, check, places)
                repeated |= mask
        for identity, made, is_number, values in known:
            self._unique[identity.shape].add(values[~repeated[made]], is_number=is_number)
        return repeated, findings

    def _first(self, rows: Rows, identity: Identity) -> Rows:
        first, key = nw.col(f"{FIRST}{identity.number}"), nw.col(f"{KEY}{identity.number}")
        keys = rows.filter(first).select(key.alias("key"))["key"].to_list()
        begin = identity.template.begin()  # the key is what follows it
        new = [key for key in keys if begin + key not in self._written]
        self._written.update(begin + key for key in new)
        if len(new) < len(keys):
            rows = rows.with_columns((first & key.is_in(new)).alias(f"{FIRST}{identity.number}"))
        return rows


def _marked(rows: Rows, identities: tuple[Identity, ...]) -> Rows:
    for identity in identities:
        key = nw.col(f"{KEY}{identity.number}")
        if identity.once:
            first = key.is_first_distinct() & ~key.is_null()
            rows = rows.with_columns(first.alias(f"{FIRST}{identity.number}"))
    return rows


def _kept(rows: Rows, mask: Array) -> Rows:
    return rows.filter(mask.tolist())


def _findings(rows: Rows, mask: Array, check: Check, places: Places) -> list[tuple[int, Finding]]:
    if not mask.any():
        return []
    failing: pl.DataFrame = _kept(rows, mask).to_native()
    columns = [name for name in check.columns if name in failing.columns]
    cells = failing.select(PLACE, *columns).iter_rows()
    return [(place, places.finding(place, check, texts)) for place, *texts in cells]
