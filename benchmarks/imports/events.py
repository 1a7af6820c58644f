"""A file of events in the shape of ICEWS, made up with a fixed seed: the same number of rows, the same bytes."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import numpy as np
import polars as pl

SEED = 1
COUNTRIES, CITIES, ACTORS = 200, 4_000, 30_000
FIRST_DAY, DAYS = dt.date(2018, 1, 1), 365
GIVEN = 0.95  # how much of what may be missing is given
_WRITTEN_AT_ONCE = 250_000

# CAMEO codes of all roots, with what they mean and their intensity after Goldstein, as often as each is listed
CODES = [
    ("010", "Make statement", 0.0),
    ("012", "Make pessimistic comment", -0.4),
    ("020", "Make an appeal or request", 3.0),
    ("036", "Express intent to meet or negotiate", 4.0),
    ("040", "Consult", 1.0),
    ("042", "Make a visit", 1.9),
    ("043", "Host a visit", 2.8),
    ("043", "Host a visit", 2.8),
    ("046", "Engage in negotiation", 7.0),
    ("051", "Praise or endorse", 3.4),
    ("057", "Sign formal agreement", 8.0),
    ("060", "Engage in material cooperation", 6.0),
    ("071", "Provide economic aid", 7.4),
    ("084", "Return, release", 7.0),
    ("090", "Investigate", -2.0),
    ("111", "Criticize or denounce", -2.0),
    ("112", "Accuse", -2.0),
    ("120", "Reject", -4.0),
    ("138", "Threaten with military force", -7.0),
    ("141", "Demonstrate or rally", -6.5),
    ("150", "Demonstrate military or police power", -7.2),
    ("160", "Reduce relations", -4.0),
    ("173", "Arrest, detain", -5.0),
    ("180", "Use unconventional violence", -9.0),
    ("190", "Use conventional military force", -10.0),
    ("200", "Use unconventional mass violence", -10.0),
]
_OFFICES = ("Ministry", "Citizen", "Police", "Head of Government", "Lawmaker", "Media", "Protester", "Military")


def slug(text: str) -> str:
    """Write a name as it stands in an identifier."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def make_events(rows: int) -> pl.DataFrame:
    """Make events: few actors are in many of them, as in the news; a city is missing now and then."""
    chance = np.random.default_rng(SEED)
    source, target = (_skewed(chance, ACTORS, rows) for _ in range(2))
    code, city = chance.integers(0, len(CODES), rows), _skewed(chance, CITIES, rows)
    numbers = {"story": chance.integers(10**7, 5 * 10**7, rows), "sentence": chance.integers(1, 7, rows)}
    days = pl.Series([FIRST_DAY + dt.timedelta(n) for n in range(DAYS)]).gather(np.sort(chance.integers(0, DAYS, rows)))
    codes = {
        name: pl.Series(column).gather(code)
        for name, column in zip(("code", "text", "value"), zip(*CODES, strict=True), strict=True)
    }
    countries = pl.Series([f"Country {n}" for n in range(COUNTRIES)])
    return pl.DataFrame(
        {
            "Event ID": pl.Series(np.arange(rows) + 3 * 10**7).cast(pl.String),
            "Event Date": days.cast(pl.String),
            "Source Name": _actors().gather(source),
            "Source Sectors": _sectors().gather(source % 50),
            "Source Country": countries.gather(source % COUNTRIES),
            "Event Text": codes["text"],
            "CAMEO Code": codes["code"],
            "Intensity": codes["value"].cast(pl.String).str.strip_suffix(".0"),
            "Target Name": _actors().gather(target),
            "Target Sectors": _sectors().gather(target % 50),
            "Target Country": countries.gather(target % COUNTRIES),
            "Story ID": pl.Series(numbers["story"]).cast(pl.String),
            "Sentence Number": pl.Series(numbers["sentence"]).cast(pl.String),
            "Publisher": pl.Series([f"News Agency {n}" for n in range(300)]).gather(chance.integers(0, 300, rows)),
            "City": _sometimes(chance, pl.Series([f"City {n}" for n in range(CITIES)]).gather(city)),
            "District": pl.repeat("NA", rows, eager=True),
            "Province": pl.Series([f"Province {n}" for n in range(900)]).gather(city % 900),
            "Country": countries.gather(city % COUNTRIES),
            "Latitude": pl.Series(np.round(city * 0.0211 % 80, 4)).cast(pl.String),
            "Longitude": pl.Series(np.round(city * 0.0437 % 170, 4)).cast(pl.String),
        }
    )


def write_events(events: pl.DataFrame, path: Path) -> None:
    """Write events as tab-separated text without quotation marks, as they are published."""
    events.write_csv(path, separator="\t", quote_style="never", batch_size=_WRITTEN_AT_ONCE)


def _actors() -> pl.Series:
    return pl.Series([f"{_OFFICES[n % 8]} {n // 8} (Country {n % COUNTRIES})" for n in range(ACTORS)])


def _sectors() -> pl.Series:
    return pl.Series([f"{_OFFICES[n % 8]},Government,National Sector {n}" for n in range(50)])


def _skewed(chance: np.random.Generator, count: int, rows: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    drawn: np.ndarray[tuple[int], np.dtype[np.int64]] = (count * chance.random(rows) ** 3).astype(np.int64)
    return drawn


def _sometimes(chance: np.random.Generator, texts: pl.Series) -> pl.Series:
    given = pl.Series(chance.random(len(texts)) < GIVEN)
    return texts.zip_with(given, pl.repeat("NA", len(texts), eager=True))
