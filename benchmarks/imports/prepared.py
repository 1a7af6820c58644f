"""The same events for peers: what their mappings cannot compute (slugs, look-ups) is done for them, untimed."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from benchmarks.imports.events import slug

EVENTS, ACTORS, COUNTRIES, PLACES = "events.csv", "actors.csv", "countries.csv", "places.csv"

_ROOTS = (
    *("PublicStatement", "Appeal", "OfferOfCooperation", "Meeting", "DiplomaticCooperation", "MaterialCooperation"),
    *("DeliveryOfAid", "Concession", "Investigation", "Demand", "Criticism", "Rejection", "Threat", "Protest"),
    *("ShowOfForce", "ReductionOfRelations", "Coercion", "Assault", "Attack", "MassViolence"),
)
_KINDS = {
    **{f"{number:02}": kind for number, kind in enumerate(_ROOTS, 1)},
    "042": "Visit",
    "043": "Visit",
    "045": "Mediation",
    "046": "Negotiation",
    "054": "Recognition",
    "057": "Signing",
}


def prepare(events: pl.DataFrame, folder: Path) -> None:
    """Write events, and each actor, country and place that they name once, as CSV files of finished values."""
    slugs = {name: _slugs(events[name]) for name in ("Source Name", "Target Name", "City", "Country")}
    place = pl.select(
        pl.when(events["City"] == "NA")
        .then("icews-country." + slugs["Country"])
        .otherwise("icews-place." + slugs["Country"] + "_" + slugs["City"])
    ).to_series()
    code = events["CAMEO Code"]
    kinds = [_KINDS.get(text) or _KINDS[text[:2]] for text in code.to_list()]
    hosts = {"042": ("Visitor", "Host"), "043": ("Host", "Visitor")}
    roles = [hosts.get(text, ("Initiator", "Target")) for text in code.to_list()]
    pl.DataFrame(
        {
            "id": events["Event ID"],
            "row": pl.int_range(2, len(events) + 2, eager=True),
            "label": events["Source Name"] + ": " + events["Event Text"] + ": " + events["Target Name"],
            "date": events["Event Date"],
            "kind": kinds,
            "code": code,
            "intensity": events["Intensity"],
            "place": place,
            "report": events["Publisher"] + ", story " + events["Story ID"] + ", sentence " + events["Sentence Number"],
            "source": slugs["Source Name"],
            "source_role": [role for role, _ in roles],
            "target": slugs["Target Name"],
            "target_role": [role for _, role in roles],
        }
    ).write_csv(folder / EVENTS)
    _write_shared(events, slugs, folder)


def _write_shared(events: pl.DataFrame, slugs: dict[str, pl.Series], folder: Path) -> None:
    sides = [
        pl.DataFrame(
            {
                "id": slugs[f"{side} Name"],
                "label": events[f"{side} Name"],
                "country": _slugs(events[f"{side} Country"]),
                "name": events[f"{side} Country"],
            }
        )
        for side in ("Source", "Target")
    ]
    actors = pl.concat(sides)
    named = actors.filter(pl.col("name") != "NA").select("id", "country").unique()
    labels = actors.select("id", "label").unique()
    labels.join(named, on="id", how="left").sort("id").write_csv(folder / ACTORS)
    there = pl.DataFrame({"country": slugs["Country"], "name": events["Country"]})
    countries = pl.concat([actors.select("country", "name"), there]).filter(pl.col("name") != "NA").unique()
    countries.sort("country").write_csv(folder / COUNTRIES)
    cities = pl.DataFrame({"city": slugs["City"], "label": events["City"], "country": slugs["Country"]})
    cities.filter(pl.col("label") != "NA").unique().sort("country", "city").write_csv(folder / PLACES)


def _slugs(texts: pl.Series) -> pl.Series:
    names = texts.unique(maintain_order=True)
    return texts.replace_strict(names, pl.Series([slug(name) for name in names.to_list()]))
