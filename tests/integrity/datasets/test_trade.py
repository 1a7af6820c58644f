"""Trade and territory, as they come out of the real files."""

from __future__ import annotations

from tests.integrity.datasets.imported import FILES, Imported, imported, real

RUSSIA = ("ccode1=365",)


def pairs() -> Imported:
    return imported("cow-trade", real("cow_trade_dyadic/cow_trade_ndy.csv.gz"), only=RUSSIA)


def national() -> Imported:
    return imported("cow-trade-national", real("cow_trade/National_COW_4.0.csv"))


def territory() -> Imported:
    return imported("cow-territorial-change", real("cow_territorial_change/tc2018.csv"))


def test_a_recorded_zero_is_a_gap() -> None:
    trade = pairs()
    asked = (
        "SELECT ?gap ?cell ?date { code:cow-trade.365-731-1990 kg:notStated ?gap ; kg:recorded ?cell ; kg:date ?date }"
    )
    assert trade.ask(asked) == [("kg:value", "0", "1990")]
    assert trade.ask("code:cow-trade.365-731-1990 kg:value ?value") == []
    assert trade.problems == ()


def test_a_value_is_the_sum_of_both_directions_in_dollars() -> None:
    asked = """SELECT ?value ?unit ?precision {{
        code:cow-trade.{} kg:value ?value ; kg:unit ?unit ; kg:precision ?precision }}"""
    assert pairs().ask(asked.format("365-731-2006")) == [("229000000", "kg:USD", "kg:About")]
    assert pairs().ask(asked.format("365-731-1994")) == [("101000000", "kg:USD", "kg:About")]
    assert pairs().ask(asked.format("365-732-2006")) == [("11350000000", "kg:USD", "kg:About")]
    assert pairs().ask("code:cow-trade.365-731-2006 kg:recorded ?cells") == [("20 + 209",)]
    about = pairs().ask("code:cow-trade.365-731-2006 kg:about ?state")
    assert about == [("code:cow.365",), ("code:cow.731",)]


def test_one_zero_makes_the_sum_a_lower_bound() -> None:
    asked = """SELECT (COUNT(*) AS ?n) { ?o kg:recorded ?cells ; kg:value ?value
        FILTER(%s) FILTER NOT EXISTS { ?o kg:precision kg:AtLeast } }"""
    assert pairs().ask(asked % 'STRSTARTS(?cells, "0 +") || STRENDS(?cells, "+ 0")') == [("0",)]


def test_national_figures() -> None:
    trade = national()
    assert (trade.rows, trade.problems) == (14410, ())
    assert trade.ask("code:cow-trade-national.731-1990-imports kg:value ?value") == [("1325774758.11677",)]
    assert trade.ask("code:cow-trade-national.731-1960-imports kg:value ?value") == []
    assert trade.ask("code:cow-trade-national.731-1960-imports kg:notStated ?gap") == [("kg:value",)]
    assert trade.ask("SELECT (COUNT(*) AS ?n) { ?o kg:notStated kg:value }") == [(str(1548 + 821),)]


def test_territory() -> None:
    changes = territory()
    assert (changes.rows, changes.problems) == (842, ())
    assert changes.ask("SELECT (COUNT(*) AS ?n) { ?e kg:kind kg:TerritorialTransfer }") == [("842",)]
    assert changes.ask("SELECT (COUNT(*) AS ?n) { ?e kg:date ?d FILTER(STRLEN(STR(?d)) = 4) }") == [("123",)]
    assert changes.ask("SELECT (COUNT(*) AS ?n) { ?p kg:role kg:Loser }") == [(str(842 - 137),)]
    alaska = """?change kg:date "1867-10"^^edtf:EDTF ; dcterms:description "By cession"@en ;
        kg:participation [ kg:role kg:Gainer ; kg:actor code:cow.2 ], [ kg:role kg:Loser ; kg:actor code:cow.365 ]"""
    assert ("code:cow-territorial-change.178",) in changes.ask(f"SELECT ?change {{ {alaska} }}")


def test_the_original_file_tells_missing_from_zero() -> None:
    """The file is invented, in the form of the original one."""
    trade = imported("cow-trade", (FILES / "Dyadic_COW.csv",))
    assert (trade.rows, trade.problems) == (6, ())
    asked = """SELECT ?year ?value ?gap ?cells ?precision { ?o kg:date ?year OPTIONAL { ?o kg:recorded ?cells }
        OPTIONAL { ?o kg:value ?value } OPTIONAL { ?o kg:notStated ?gap } OPTIONAL { ?o kg:precision ?precision } }"""
    assert trade.ask(asked) == [
        ("1990", "19750000", "", "12.5 + 7.25", ""),
        ("1991", "", "kg:value", "0", ""),
        ("1992", "3500000", "", "0 + 3.5", "kg:AtLeast"),
        ("1993", "3500000", "", "", "kg:AtLeast"),
        ("1994", "", "kg:value", "", ""),
        ("1995", "", "kg:value", "", ""),
    ]
    assert trade.ask("code:cow-trade.901-902-1990 rdfs:label ?label") == [("Trade of Auland and Beland, 1990",)]
