"""Schemes: what a code can be asked for in, and to which list of states each belongs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kg.errors import UsageError
from kg.linking.states.record import COW, GW, ISO

LIST_OF: Mapping[str, str] = MappingProxyType(
    {
        "cow": COW,
        "cow-abbrev": COW,
        "gw": GW,
        "gw-abbrev": GW,
        **dict.fromkeys(("iso2", "iso3", "iso-numeric", "iso3166-3", "wikidata", "geonames", "kg"), ISO),
    }
)
_ALSO = {
    "iso3166-1-alpha-2": "iso2",
    "iso3166-1-alpha-3": "iso3",
    "iso3166-1-numeric": "iso-numeric",
    "iso2c": "iso2",
    "iso3c": "iso3",
    "cowc": "cow-abbrev",
    "cown": "cow",
    "gwc": "gw-abbrev",
    "gwn": "gw",
}


def scheme_of(name: str) -> str:
    """Give a scheme by any of its names; raises UsageError with those there are."""
    found = _ALSO.get(name.lower(), name.lower())
    if found not in LIST_OF:
        raise UsageError(f"states have no codes in {name!r}", remedy=f"There are: {', '.join(LIST_OF)}.")
    return found
