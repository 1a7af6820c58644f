"""Schemes: what a code can be asked for in, and to which list of states each belongs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


def list_of(scheme: str) -> str:
    """Give the list whose records have codes in a scheme: ISO 3166 for all that is no list of states."""
    return LIST_OF.get(scheme, ISO)


def scheme_of(name: str, others: Iterable[str] = ()) -> str:
    """Give a scheme by any of its names, one of ours or of `others`; raises UsageError with those there are."""
    found = _ALSO.get(name.lower(), name.lower())
    known = [*LIST_OF, *sorted(set(others) - set(LIST_OF))]
    if found not in known:
        raise UsageError(f"states have no codes in {name!r}", remedy=f"There are: {', '.join(known)}.")
    return found
