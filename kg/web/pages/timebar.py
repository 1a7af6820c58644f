"""The timebar: what of a page has a time, as bars on lanes, one lane for each sort."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.views import sections
from kg.views.entity import Entity, Line
from kg.views.when import When

_LANES = ("Treaties", "Events", "Relationships", sections.OFFICES, "Projects", "Policies", "Figures")
_FEWEST = 3  # things with a time that are worth a picture
_HIGH, _TRACK, _HEAD = 7, 10, 22  # pixels: a bar, a track of a lane, the head of a lane with its name
_DAYS = 365.2425


@dataclass(frozen=True, slots=True)
class Bar:
    """A thing in time, in per cent of the width, and its track from above, in pixels.

    It may have lasted from `x` for `width`; `is_open` at its left or right: nobody says when it began or ended.
    """

    text: str
    x: float
    width: float
    y: int
    opens: bool
    ends_open: bool


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
    size = 10 ** math.floor(math.log10(raw))
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
    for line in lines:
        span = _span(line.when) if line.when else None
        if span is None or line.when is None:
            continue
        x = scale.at(span[0])
        width = max(scale.at(span[1]) - x, 0.9)
        track = next((number for number, end in enumerate(tracks) if end <= x), len(tracks))
        tracks[track : track + 1] = [x + width + 0.4]
        edtf = line.when.edtf or ""
        opens, ends_open = edtf.startswith(("/", "../")), edtf.endswith(("/", "/.."))
        yield Bar(f"{line.text}, {line.when.text}", x, round(width, 2), top + track * _TRACK, opens, ends_open)
