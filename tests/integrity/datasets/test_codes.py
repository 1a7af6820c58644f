"""Country codes, as they come out of the real file."""

from __future__ import annotations

from tests.integrity.datasets.imported import Imported, imported, real


def codes() -> Imported:
    return imported("country-codes", real("country_codes/country-codes.csv"))


def test_every_country_comes_in() -> None:
    assert (codes().rows, codes().problems) == (249, ())
    assert codes().ask("SELECT (COUNT(*) AS ?n) { ?code a kg:State }") == [("195",)]
    assert codes().ask("SELECT (COUNT(*) AS ?n) { ?code a kg:Place }") == [(str(249 - 195),)]


def test_namibia_is_no_missing_value() -> None:
    assert codes().ask("code:iso3166-1-alpha-3.NAM skos:exactMatch ?other") == [
        ("code:iso3166-1-alpha-2.NA",),
        ("code:m49.516",),
        ("https://www.geonames.org/3355338",),
    ]


def test_codes_of_one_country_are_joined() -> None:
    assert codes().ask("code:iso3166-1-alpha-3.RUS skos:exactMatch ?other") == [
        ("code:iso3166-1-alpha-2.RU",),
        ("code:m49.643",),
        ("http://www.wikidata.org/entity/Q159",),
        ("https://www.geonames.org/2017370",),
    ]
    assert ("code:m49.004",) in codes().ask("code:iso3166-1-alpha-3.AFG skos:exactMatch ?other")


def test_names_in_the_languages_of_the_united_nations() -> None:
    asked = "SELECT ?name ?language { code:iso3166-1-alpha-3.PRK rdfs:label ?name BIND(LANG(?name) AS ?language) }"
    languages = [language for _name, language in codes().ask(asked)]
    assert sorted(languages) == ["ar", "en", "es", "fr", "ru", "zh"]
    assert ("North Korea", "en") in codes().ask(asked)
    assert ("Democratic People's Republic of Korea",) in codes().ask("code:iso3166-1-alpha-3.PRK skos:altLabel ?name")
