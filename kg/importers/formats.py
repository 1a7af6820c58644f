"""Formats of days in one column, such as `%d.%m.%Y`: which part stands where."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PART = re.compile(r"%(.)")
_WIDTHS = {"Y": 4, "m": 2, "d": 2}
NAMES = "B"  # the month by its English name, in full or its first three letters


class FormatError(ValueError):
    """A format is not one that is understood; its message says why."""


@dataclass(frozen=True, slots=True)
class DayFormat:
    """The letters of the parts in their order, and what stands between them ("": they have fixed widths)."""

    parts: str
    separator: str


def parse_format(text: str) -> DayFormat:
    """Read a format; raises FormatError where it is not %Y, %m or %B, and %d, all with the same separator."""
    parts = "".join(_PART.findall(text)).replace("b", NAMES)
    separators = set(_PART.split(text)[2:-1:2])
    surplus = _PART.split(text)[0] + _PART.split(text)[-1]
    if "".join(sorted(parts.replace(NAMES, "m"))) not in {"Y", "Ym", "Ydm"} or surplus or len(separators) > 1:
        raise FormatError(f"{text!r} is no format of a date that can be read")
    separator = separators.pop() if separators else ""
    if not separator and NAMES in parts:
        raise FormatError(f"{text!r} has a name of a month without a separator")
    return DayFormat(parts, separator)


def slices(form: DayFormat) -> dict[str, tuple[int, int]]:
    """Give where each part of a format without separators begins, and its width."""
    places, start = {}, 0
    for part in form.parts:
        places[part] = (start, _WIDTHS[part])
        start += _WIDTHS[part]
    return places
