"""Numbers as exact decimals: checked, added and multiplied by powers of ten as texts, never as floating point."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import narwhals as nw

from kg.importers.cells import Cells
from kg.importers.dataset import Value
from kg.importers.rows import Rows, either, joined

_NUMBER = r"^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE]([+]?[01]?[0-9]|-0?[0-9]))?$"
_CANONICAL = r"^(0|-?[1-9][0-9]*([.][0-9]*[1-9])?|-?0[.][0-9]*[1-9])$"
_DIGITS = 18  # of a fraction that is added: more do not fit into 64 bits
_POWERS = range(-9, 20)  # of ten, that a number written like 1e+05 may have


@dataclass(frozen=True, slots=True)
class Number:
    """A value as a decimal (empty where its cells are), and where it is one of the gaps; `cells` as recorded."""

    text: nw.Expr
    gap: nw.Expr | None
    recorded: nw.Expr


@dataclass(frozen=True, slots=True)
class _Digits:
    negative: nw.Expr
    whole: nw.Expr
    fraction: nw.Expr


def read_number(value: Value, cells: Cells, applies: nw.Expr | None) -> Number:
    """Read a number or a sum of numbers; rows in which a cell is none are reported."""
    rows = cells.rows
    addends = [cells.filtered(cell) for cell in value.value.cells()]
    columns = tuple(cell.column for cell in value.value.cells())
    gaps = list(value.gaps)
    if len(addends) == 1 and not value.scale and not rows.any(~addends[0].str.contains(_CANONICAL)):
        return Number(addends[0], _gap(addends, addends[0], value) if gaps else None, addends[0])
    empty = addends[0] == ""
    for addend in addends[1:]:
        empty = empty | (addend == "")
    usable = [_checked(a, (column,), gaps, rows, applies) for a, column in zip(addends, columns, strict=True)]
    text = _shifted(usable[0], value.scale, rows) if len(usable) == 1 else _sum(usable, columns, value.scale, rows)
    text = rows.define(either(empty, "", text) if rows.any(empty) else text)
    if value.datatype == "integer":
        rows.check("number-malformed", columns, "{} is no whole number", text.str.contains("[.]"))
    recorded = joined(*[part for addend in addends for part in (" + ", addend)][1:])
    return Number(text, _gap(addends, text, value) if gaps else None, recorded)


def _checked(cell: nw.Expr, columns: tuple[str, ...], gaps: list[str], rows: Rows, applies: nw.Expr | None) -> nw.Expr:
    """Report what is no number; give a cell that is one, with 0 for what is not."""
    wrong = ~cell.str.contains(_NUMBER)
    if not rows.any(wrong):
        return cell
    wrong = rows.define(wrong)
    fails = wrong & (cell != "") & ~cell.is_in(gaps)
    rows.check(
        "number-malformed",
        columns,
        "{} is not a number",
        fails if applies is None else fails & applies,
        "Correct the cell, or list it under null or gap in the descriptor if it stands for unknown.",
    )
    return rows.define(either(wrong, "0", cell))


def _gap(addends: list[nw.Expr], text: nw.Expr, value: Value) -> nw.Expr:
    stated = [gap for gap in value.gaps if gap]
    gap = text.is_in([_scaled(number, value.scale) for number in stated if _is_number(number)])
    if len(addends) == 1:
        gap = gap | addends[0].is_in(list(value.gaps))
    return gap


def _shifted(cell: nw.Expr, scale: int, rows: Rows) -> nw.Expr:
    """Give a number times a power of ten in its canonical form."""
    if not scale and not rows.any(~cell.str.contains(_CANONICAL)):
        return cell
    exponents = cell.str.contains("[eE]")
    if not rows.any(exponents):
        return _canonical(_moved(_digits(cell, rows), scale), rows)
    exponent = rows.define(either(exponents, cell.str.replace_all("^.*[eE][+]?", ""), "0"))
    digits = _digits(rows.define(cell.str.replace_all("[eE].*$", "")), rows)
    result = _canonical(_moved(digits, scale), rows)
    for power in _POWERS:
        spelt = [str(power), f"{power:03}" if power < 0 else f"{power:02}"]
        here = exponent.is_in(spelt)
        if power and rows.any(here):
            result = either(here, _canonical(_moved(digits, scale + power), rows), result)
    return result


def _digits(cell: nw.Expr, rows: Rows) -> _Digits:
    unsigned = rows.define(cell.str.replace_all("^[+-]", ""))
    whole = rows.define(unsigned.str.replace_all("[.].*$", ""))
    has_point = unsigned.str.contains("[.]")
    fraction = rows.define(either(has_point, unsigned.str.replace_all("^.*[.]", ""), ""))
    return _Digits(cell.str.starts_with("-"), whole, fraction)


def _moved(digits: _Digits, places: int) -> _Digits:
    """Move the decimal point to the right, or by a negative number of places to the left."""
    if places >= 0:
        padded = joined(digits.fraction, "0" * places)
        return _Digits(digits.negative, joined(digits.whole, padded.str.slice(0, places)), padded.str.slice(places))
    padded = joined("0" * -places, digits.whole)
    fraction = joined(padded.str.tail(-places), digits.fraction)
    return _Digits(digits.negative, padded.str.replace_all(f".{{{-places}}}$", ""), fraction)


def _canonical(digits: _Digits, rows: Rows) -> nw.Expr:
    whole = rows.define(digits.whole.str.replace_all("^0+", ""))
    fraction = rows.define(digits.fraction.str.replace_all("0+$", ""))
    sign = either(digits.negative & ((whole != "") | (fraction != "")), "-", "")
    return joined(sign, either(whole == "", "0", whole), either(fraction == "", "", joined(".", fraction)))


def _sum(cells: list[nw.Expr], columns: tuple[str, ...], scale: int, rows: Rows) -> nw.Expr:
    """Add numbers: their whole parts and, as as many digits each, their fractions."""
    plain = [rows.define(_shifted(cell, 0, rows)) for cell in cells]
    for cell, column in zip(plain, columns, strict=True):
        unusable = cell.str.starts_with("-") | cell.str.contains(f"[.][0-9]{{{_DIGITS + 1}}}")
        rows.check("number-malformed", (column,), "{} cannot be added exactly", unusable)
    parts = [_digits(cell, rows) for cell in plain]
    wholes = [_integer(part.whole) for part in parts]
    fractions = [_integer(joined(part.fraction, "0" * _DIGITS).str.slice(0, _DIGITS)) for part in parts]
    fraction = rows.define(sum(fractions[1:], fractions[0]))
    whole = rows.define(sum(wholes[1:], wholes[0]) + fraction // 10**_DIGITS)
    rest = rows.define((fraction % 10**_DIGITS).cast(nw.String)).str.zfill(_DIGITS)
    digits = _Digits(nw.lit(False), whole.cast(nw.String), rows.define(rest))
    return _canonical(_moved(digits, scale), rows)


def _integer(digits: nw.Expr) -> nw.Expr:
    return either(digits.str.contains(f"^[0-9]{{1,{_DIGITS}}}$"), digits, "0").cast(nw.Int64)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).lstrip("+-").isdecimal()


def _scaled(text: str, scale: int) -> str:
    """Write a gap as the number that it would be if it were one."""
    number = Decimal(text).scaleb(scale)
    return "0" if not number else f"{number.normalize():f}"
