"""The timebar: what of a page has a time, as bars on lanes, one lane for each sort."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.views import sections
from kg.views.entity import Entity, Line
from kg.views.when import When

_LANES = ("Treaties", "Events", "Relationships", sections.OFFICES, "Projects", "Policies")
_FEWEST = 3  # things with a time that are worth a picture
_TRACK, _HEAD = 10, 22  # pixels: a track of a lane, the head of a lane with its name
_LEAST, _GAP = 0.9, 0.4  # per cent: the shortest bar, the space after one
_DAYS = 365.2425


@dataclass(frozen=True, slots=True)
class Bar:
    """Things of one time, in per cent of the width, and their track from above, in pixels.

    They may have lasted from `x` for `width`; `is_open`: nobody says when they began or ended.
    """

    texts: tuple[str, ...]
    x: float
    width: float
    y: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """The bars of one sort below each other where they would touch."""

    name: str
    y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Timebar:
    """Lanes over a scale of years, the ticks of which stand at per cents of the width."""

    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, int], ...]
    height: int
    first: int
    last: int
    number: int


def draw_times(entity: Entity) -> Timebar | None:
    """Draw what a page has of dated things; None where they are too few."""
    dated = {s.heading: [li for li in s.lines if li.when and _span(li.when)] for s in entity.sections}
    lines = {name: dated[name] for name in _LANES if dated.get(name)}
    whens = [line.when for found in lines.values() for line in found if line.when]
    if len(whens) < _FEWEST:
        return None
    days = [day for when in whens for day in _span(when) or ()]
    first, last = min(days).year, max(days).year + 1
    step = _step(last - first)
    first, last = first - first % step, last + -last % step
    scale = _Scale(first, last)
    lanes, height = _lanes(lines, scale)
    ticks = tuple((scale.at(dt.date(year, 1, 1)), year) for year in range(first, last + 1, step) if 0 < year < 9999)
    return Timebar(lanes, ticks, height, first, last, len(whens))


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int

    def at(self, day: dt.date) -> float:
        """Give where a day lies, in per cent."""
        year = day.year + (day.timetuple().tm_yday - 1) / _DAYS
        return round(100 * (year - self.first) / (self.last - self.first), 2)


def _span(when: When) -> tuple[dt.date, dt.date] | None:
    """Give the first and the last day that are known of something, whichever bounds these are."""
    b = when.bounds
    days = [day for day in (b.earliest_begin, b.latest_begin, b.earliest_end, b.latest_end) if day]
    return (min(days), max(days)) if days else None


def _step(years: int) -> int:
    """Give the years from tick to tick, so that there are at most eight."""
    raw = max(years / 7, 1)
    size = int(10 ** math.floor(math.log10(raw)))
    return next(size * factor for factor in (1, 2, 5, 10) if size * factor >= raw)


def _lanes(lines: dict[str, list[Line]], scale: _Scale) -> tuple[tuple[Lane, ...], int]:
    lanes, y = [], 0
    for name, found in lines.items():
        tracks: list[float] = []
        bars = tuple(_bars(found, scale, y + _HEAD, tracks))
        lanes.append(Lane(name, y + 14, bars))
        y += _HEAD + _TRACK * len(tracks) + 4
    return tuple(lanes), y


def _bars(lines: Iterable[Line], scale: _Scale, top: int, tracks: list[float]) -> Iterator[Bar]:
    """Yield bars, each on the first track that is free where it begins; what has the same time is one bar."""
    alike: dict[tuple[float, float, bool], list[str]] = defaultdict(list)
    for line in lines:
        if line.when and (span := _span(line.when)):
            is_open = (line.when.edtf or "").startswith(("/", "../")) or (line.when.edtf or "").endswith(("/", "/.."))
            alike[scale.at(span[0]), scale.at(span[1]), is_open].append(f"{line.text}, {line.when.text}")
    for (x, end, is_open), texts in alike.items():
        width = round(max(end - x, _LEAST), 2)
        track = next((number for number, taken in enumerate(tracks) if taken <= x), len(tracks))
        tracks[track : track + 1] = [x + width + _GAP]
        yield Bar(tuple(texts), x, width, top + track * _TRACK, is_open)
