"""Events and visits: ICEWS, GDELT (an invented file) and the State Department, as they come out."""

from __future__ import annotations

from tests.integrity.datasets.imported import FILES, Imported, imported, real


def icews() -> Imported:
    return imported("icews", real("icews/events.2018.sample.tab"))


def gdelt() -> Imported:
    return imported("gdelt", (FILES / "20240102030000.export.CSV",), release="2024-01-02")


def visits() -> Imported:
    return imported("state-dept-visits", real("state_dept_visits/*.xml"))


def travels() -> Imported:
    return imported("state-dept-travels", real("state_dept_travels/*/*.xml"))


def test_every_row_comes_in() -> None:
    assert (icews().rows, icews().problems) == (3705, ())
    assert (visits().rows, visits().problems) == (3264, ())
    assert (travels().rows, travels().problems) == (4271, ())


def test_lavrov_and_kim() -> None:
    asked = """SELECT ?event ?kind ?code ?intensity {
        ?event kg:date "2018-06-01"^^edtf:EDTF ; kg:kind ?kind ; skos:notation ?code ; kg:intensity ?intensity ;
            kg:participation [ kg:role kg:Initiator ; kg:actor ?lavrov ], [ kg:role kg:Target ; kg:actor ?kim ] .
        ?lavrov rdfs:label "Sergey Viktorovich Lavrov"@en ; kg:memberOf/rdfs:label "Russian Federation"@en .
        ?kim rdfs:label "Kim Jong-Un"@en ; kg:memberOf/rdfs:label "North Korea"@en }"""
    found = icews().ask(asked)
    assert ("code:icews.32891483", "kg:Meeting", "040", "1") in found
    assert ("code:icews.32887046", "kg:OfferOfCooperation", "030", "4") in found
    assert len(found) == 7


def test_every_event_has_a_kind_and_its_code_with_the_leading_zero() -> None:
    assert icews().ask("?event a kg:Event FILTER NOT EXISTS { ?event kg:kind ?kind }") == []
    assert icews().ask("SELECT (COUNT(*) AS ?n) { ?e skos:notation ?code FILTER(STRLEN(?code) < 3) }") == [("0",)]
    assert icews().ask("SELECT (COUNT(*) AS ?n) { ?e kg:kind kg:Visit }") == [(str(149 + 148),)]


def test_who_visits_whom() -> None:
    asked = """SELECT (COUNT(*) AS ?n) {
        ?e kg:kind kg:Visit ; kg:participation/kg:role kg:Visitor ; kg:participation/kg:role kg:Host }"""
    assert icews().ask(asked) == [("297",)]


def test_gdelt() -> None:
    events = gdelt()
    assert (events.rows, events.problems) == (3, ())
    asked = """SELECT ?date ?kind ?code ?intensity {
        code:gdelt.900000001 kg:date ?date ; kg:kind ?kind ; skos:notation ?code ; kg:intensity ?intensity }"""
    assert events.ask(asked) == [("2024-01-01", "kg:Visit", "042", "1.9")]
    asked = """SELECT ?role ?actor ?country {
        code:gdelt.900000001 kg:participation [ kg:role ?role ; kg:actor ?actor ] . ?actor kg:memberOf ?country }"""
    assert events.ask(asked) == [
        ("kg:Host", "code:gdelt-actor.FRA", "code:cameo-country.FRA"),
        ("kg:Visitor", "code:gdelt-actor.DEUGOV", "code:cameo-country.DEU"),
    ]
    assert events.ask("SELECT ?role ?kind { code:gdelt.900000002 kg:participation/kg:role ?role ; kg:kind ?kind }") == [
        ("kg:Initiator", "kg:Appeal")
    ]


def test_albright_in_pyongyang() -> None:
    asked = """SELECT ?date ?host ?place { ?visit kg:kind kg:Visit ; kg:date ?date ; kg:place/rdfs:label ?place ;
        kg:participation [ kg:role kg:Visitor ; kg:actor/rdfs:label "Madeleine Korbel Albright"@en ] ,
                         [ kg:role kg:Host ; kg:actor ?host ] FILTER(?host = code:hsg-territory.korea-north) }"""
    assert travels().ask(asked) == [("2000-10-23/2000-10-25", "code:hsg-territory.korea-north", "Pyongyang")]


def test_a_day_is_one_date() -> None:
    assert travels().ask("code:state-dept-travels.1 kg:date ?date") == [("1997-02-16",)]


def test_visits_of_russia() -> None:
    asked = """?visit kg:kind kg:Visit ;
        kg:participation [ kg:role kg:Represented ; kg:actor code:hsg-territory.russia ]"""
    assert len(visits().ask(asked)) == 31
    asked = """SELECT ?date ?who { code:state-dept-visits.1424 kg:date ?date ;
        kg:participation [ kg:role kg:Visitor ; kg:actor/rdfs:label ?who ] }"""
    assert visits().ask(asked) == [("2000-09-06/2000-09-07", "President Vladimir Putin")]
    assert visits().ask("code:hsg-territory.russia skos:altLabel ?name") == [("Russia",), ("U.S.S.R.",)]


def test_text_of_several_lines_is_one_line() -> None:
    assert visits().ask(r'?visit dcterms:description ?text FILTER(REGEX(?text, "[\\n\\t]|  "))') == []


def test_each_file_is_named() -> None:
    assert len(visits().ask("?release a kg:DatasetRelease ; kg:file ?file . ?file kg:sha256 ?sum")) == 16


def test_what_is_covered_are_the_days_of_the_rows() -> None:
    asked = "SELECT ?release ?days { ?release kg:covers ?days }"
    assert icews().ask(asked) == [("src:icews-2018", "2018-06-01/2018-06-02")]
    assert gdelt().ask(asked) == [("src:gdelt-2024-01-02", "2024-01-01")]
