"""The peers: how each resolves a name to a code. None of them takes a year.

country_converter has Gleditsch and Ward's numbers, which stand for COW's too, since it has none of those; countrynames
and rigour have ISO codes and those of former states, so they are asked for iso3 alone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

Resolve = Callable[[str, int], str | None]


def peers(scheme: str) -> Mapping[str, Resolve]:
    """Give the peers that have codes of a scheme."""
    converter = _country_converter("ISO3" if scheme == "iso3" else "GWcode")
    if scheme != "iso3":
        return {"country_converter": converter}
    return {"country_converter": converter, "countrynames": _countrynames(), "rigour": _rigour()}


def _country_converter(target: str) -> Resolve:
    import country_converter

    logging.getLogger("country_converter").setLevel(logging.CRITICAL)
    converter = country_converter.CountryConverter()

    def resolve(name: str, _year: int) -> str | None:
        found = converter.convert(name, to=target, not_found=None)
        return (
            None if found == name or isinstance(found, list) or str(found) == "nan" else str(found).removesuffix(".0")
        )

    return resolve


def _countrynames() -> Resolve:
    import countrynames
    import pycountry

    def resolve(name: str, _year: int) -> str | None:
        return _alpha3(countrynames.to_code(name), pycountry)

    return resolve


def _rigour() -> Resolve:
    import pycountry
    from rigour.territories import lookup_territory

    def resolve(name: str, _year: int) -> str | None:
        found = lookup_territory(name)
        return _alpha3(found.code.upper(), pycountry) if found else None

    return resolve


def _alpha3(code: str | None, pycountry: object) -> str | None:
    """Give the three letters of an ISO code of two or, for a former state, of four."""
    if not code:
        return None
    if len(code) == 4:
        entry = pycountry.historic_countries.get(alpha_4=code)  # type: ignore[attr-defined]
    else:
        entry = pycountry.countries.get(alpha_2=code)  # type: ignore[attr-defined]
        entry = entry or pycountry.historic_countries.get(alpha_2=code)  # type: ignore[attr-defined]
    return entry.alpha_3 if entry else code
